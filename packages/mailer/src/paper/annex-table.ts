import { add, type InvoiceLine, type Money, zero } from '@billwright/core';
import type { AnnexWork } from './annex-work.ts';
import { isInformation } from './line-rows.ts';
import type { Row, Table } from './paper.ts';
import type { Writer } from './write-values.ts';

/** The work behind a line, and its sums. */
export function workTable(line: InvoiceLine, works: readonly AnnexWork[], write: Writer): Table {
  const { columns, total } = write.words.annex;
  const isSummed = !works.some(({ isShared = false }) => isShared);
  const sum = isSummed ? sumOf(works, line.amount) : null;
  const hasTimes = works.some(({ time }) => time !== null);
  const isCounted =
    sum?.share !== undefined &&
    countsTime(line) &&
    works.some(({ seconds, share }) => share?.billedSeconds !== seconds);
  const hasAmounts = sum?.share !== undefined && !isInformation(line);
  const row = (
    words: readonly [day: string, time: string, text: string],
    work: Measured,
    note: string | null,
  ): Row => {
    const [day, time, text] = words;
    const { seconds, share = { billedSeconds: seconds, amount: line.amount } } = work;
    return {
      cells: [
        day,
        ...(hasTimes ? [time] : []),
        text,
        durationOf(seconds),
        ...(isCounted ? [durationOf(share.billedSeconds)] : []),
        ...(hasAmounts ? [write.amount(share.amount)] : []),
      ],
      note,
      carried: null,
    };
  };
  const rounded = sum === null ? null : roundedOf(line, sum, write);
  return {
    kind: 'table',
    title: null,
    columns: [
      { title: columns.date, align: 'left', width: 22 },
      ...(hasTimes ? ([{ title: columns.time, align: 'left', width: 25 }] as const) : []),
      { title: columns.work, align: 'left', width: null },
      { title: columns.duration, align: 'right', width: 16 },
      ...(isCounted ? ([{ title: columns.counted, align: 'right', width: 18 }] as const) : []),
      ...(hasAmounts
        ? ([
            { title: `${write.words.columns.amount} (${line.amount.currency})`, align: 'right', width: 24 },
          ] as const)
        : []),
    ],
    rows: [
      ...works.map((work) =>
        row([write.date(work.date), work.time ?? '', work.text], work, noteOf(work, write)),
      ),
      ...(sum !== null && (works.length > 1 || rounded !== null)
        ? [{ ...row(['', '', total], sum, rounded), isSum: true }]
        : []),
    ],
    carried: null,
  };
}

type Measured = Pick<AnnexWork, 'seconds' | 'share'>;

/** The sum of a line's work: what of it is billed is summed where it is told of all. */
function sumOf(works: readonly AnnexWork[], { currency }: Money): Measured {
  const shares = works.flatMap(({ share }) => share ?? []);
  const seconds = works.reduce((sum, work) => sum + work.seconds, 0);
  if (shares.length < works.length) return { seconds };
  return {
    seconds,
    share: {
      billedSeconds: shares.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0),
      amount: shares.reduce((sum, { amount }) => add(sum, amount), zero(currency)),
    },
  };
}

/** Who did it, and that it is a part of an entry. */
function noteOf(
  { agent, wholeSeconds, isShared = false }: AnnexWork,
  { words: { annex } }: Writer,
): string | null {
  const notes = [
    ...(agent === null ? [] : [agent]),
    ...(wholeSeconds === undefined ? [] : [annex.part(durationOf(wholeSeconds))]),
    ...(isShared ? [annex.shared] : []),
  ];
  return notes.join(' · ') || null;
}

/** Whether the time of its work decides what a line costs or covers. */
const countsTime = ({ unit, pieces }: InvoiceLine): boolean => unit !== 'piece' && pieces === null;

/** That the hours on the line are those of its work, rounded; `null` where they are the same. */
function roundedOf(
  { unit, quantity, hours }: InvoiceLine,
  { share }: Measured,
  write: Writer,
): string | null {
  const told = unit === 'hour' ? quantity : hours;
  if (told === null || share === undefined) return null;
  // A second is more than rounding to six places makes of it.
  const isSame = Math.abs(Number(told) * 3600 - share.billedSeconds) < 1e-6;
  return isSame ? null : write.words.annex.rounded(write.number(told));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Hours and minutes, and seconds where there are any. */
function durationOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}${rest}`;
}
