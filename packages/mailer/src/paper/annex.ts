import type { CivilDate, Invoice } from '@billwright/core';
import { type DescribeLine, isInformation, lineText } from './line-rows.ts';
import type { Block, Row, Table } from './paper.ts';
import type { Writer } from './write-values.ts';

/** A piece of work as the annex shows it. */
export interface AnnexWork {
  readonly date: CivilDate;
  /** From when to when, for example "09:00 – 09:45"; `null` where only a duration is known. */
  readonly time: string | null;
  /** What was done. */
  readonly text: string;
  /** Who did it, in small print below; `null`: nobody is named. */
  readonly agent: string | null;
  /** How long it took, without breaks. */
  readonly seconds: number;
  /** Whether it stands behind other lines, too: then the line's work is not summed, as a part of it is billed there. */
  readonly isShared?: boolean | undefined;
}

/** The work behind a line of an invoice. */
export interface AnnexLine {
  /** The key of the line. */
  readonly key: string;
  /** How its amount came about, for example by `explainLine` of `@billwright/core`; `null`: not told. */
  readonly explanation: string | null;
  readonly works: readonly AnnexWork[];
}

/** The work behind the lines of an invoice. Lines that it does not name are left out. */
export type Annex = readonly AnnexLine[];

/** The pages of an annex: the lines in the order of the invoice, each with its work and how it was computed. */
export function annexBlocks(
  invoice: Invoice,
  annex: Annex,
  write: Writer,
  describe: DescribeLine,
): readonly Block[] {
  const { content, issued } = invoice;
  const { words } = write;
  const byKey = new Map(annex.map((line) => [line.key, line]));
  let position = 0;
  const parts = content.lines.flatMap((line): readonly Block[] => {
    const isCovered = isInformation(line);
    if (!isCovered) position += 1;
    const behind = byKey.get(line.key);
    if (behind === undefined) return [];
    const { text } = lineText(line, write, content.language, describe);
    const title = isCovered ? words.annex.covered(text) : words.annex.position(position, text);
    const section = { kind: 'section', level: 'part', title, text: behind.explanation } as const;
    return behind.works.length === 0 ? [section] : [section, workTable(behind, write)];
  });
  if (parts.length === 0) return [];
  const title = `${words.annex.title} ${words.forInvoice(issued?.number ?? words.draft)}`;
  return [{ kind: 'section', level: 'document', title, text: null }, ...parts];
}

function workTable({ works }: AnnexLine, { words, date }: Writer): Table {
  const { columns, total, shared } = words.annex;
  const hasTimes = works.some(({ time }) => time !== null);
  const row = (day: string, time: string, text: string, note: string | null, seconds: number): Row => ({
    cells: [day, ...(hasTimes ? [time] : []), text, durationOf(seconds)],
    note,
    carried: null,
  });
  const noteOf = ({ agent, isShared = false }: AnnexWork): string | null =>
    [...(agent === null ? [] : [agent]), ...(isShared ? [shared] : [])].join(' · ') || null;
  const isSummed = works.length > 1 && !works.some(({ isShared = false }) => isShared);
  const sum = works.reduce((seconds, work) => seconds + work.seconds, 0);
  return {
    kind: 'table',
    title: null,
    columns: [
      { title: columns.date, align: 'left', width: 24 },
      ...(hasTimes ? ([{ title: columns.time, align: 'left', width: 28 }] as const) : []),
      { title: columns.work, align: 'left', width: null },
      { title: columns.duration, align: 'right', width: 20 },
    ],
    rows: [
      ...works.map((work) => row(date(work.date), work.time ?? '', work.text, noteOf(work), work.seconds)),
      ...(isSummed ? [row('', '', total, null, sum)] : []),
    ],
    carried: null,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Hours and minutes, and seconds where there are any. */
function durationOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}${rest}`;
}
