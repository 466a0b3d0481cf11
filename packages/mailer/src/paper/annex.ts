import type { Invoice } from '@billwright/core';
import { workTable } from './annex-table.ts';
import type { AnnexWork } from './annex-work.ts';
import { type DescribeLine, isInformation, lineText } from './line-rows.ts';
import type { Block } from './paper.ts';
import type { Writer } from './write-values.ts';

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
    return behind.works.length === 0 ? [section] : [section, workTable(line, behind.works, write)];
  });
  if (parts.length === 0) return [];
  const title = `${words.annex.title} ${words.forInvoice(issued?.number ?? words.draft)}`;
  return [{ kind: 'section', level: 'document', title, text: null }, ...parts];
}
