import {
  type Bill,
  type Charge,
  type CoveredWork,
  type Money,
  money,
  type ReportedWork,
} from '@billwright/core';
import type { Sentences } from './sentences.ts';

/** One entry on the time sheet behind an invoice. */
export interface TimesheetRow {
  readonly entryId: string;
  readonly date: string;
  /** What the clocks of the customer's calendar showed, `HH:MM`, or `null` for untimed work. */
  readonly from: string | null;
  readonly to: string | null;
  readonly agentId: string;
  readonly workItem: string | null;
  readonly title: string | null;
  readonly measuredSeconds: number;
  readonly billedSeconds: number;
  /** The entry's share of the lines before discount and tax; with fees and minimums, the shares sum to the lines (R53). */
  readonly amount: Money;
  /** Why it costs that, one sentence for each decision. */
  readonly explanation: readonly string[];
}

type Part = Charge | CoveredWork;

/** Tells bills per entry, in the order of work. */
export function timesheet(
  bills: readonly Bill[],
  work: ReadonlyMap<string, ReportedWork>,
  sentences: Sentences,
): readonly TimesheetRow[] {
  const byEntry = new Map<string, Part[]>();
  const currencies = new Map<string, string>();
  for (const { charges, covered, currency } of bills) {
    for (const part of [...charges, ...covered]) {
      byEntry.set(part.entryId, [...(byEntry.get(part.entryId) ?? []), part]);
      currencies.set(part.entryId, currency);
    }
  }
  const rows = [...byEntry].flatMap(([entryId, parts]) => {
    const [first] = parts;
    const amount = work.get(entryId)?.billed?.amount ?? money('0', currencies.get(entryId) ?? '');
    return first === undefined ? [] : [rowOf(first, parts, amount, sentences)];
  });
  return rows.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

function rowOf(first: Part, parts: readonly Part[], amount: Money, sentences: Sentences): TimesheetRow {
  const { entryId, date, agentId, workItem } = first;
  const charges = parts.filter((part): part is Charge => 'trace' in part);
  const timed = charges.flatMap(({ trace }) => trace).find((step) => step.code === 'timed');
  const told = [...charges.flatMap(({ key }) => sentences('charge', key)), ...sentences('covered', entryId)];
  return {
    entryId,
    date,
    from: timed?.localStart.slice(11, 16) ?? null,
    to: timed?.localEnd.slice(11, 16) ?? null,
    agentId,
    workItem: workItem?.id ?? null,
    title: workItem?.title ?? null,
    measuredSeconds: parts.reduce((seconds, { measuredSeconds }) => seconds + measuredSeconds, 0),
    billedSeconds: parts.reduce((seconds, { billedSeconds }) => seconds + billedSeconds, 0),
    amount,
    // The parts of an entry share its beginning; what was said once is not said again.
    explanation: [...new Set(told)],
  };
}

const placeOf = ({ date, from, entryId }: TimesheetRow): string => `${date} ${from ?? ''} ${entryId}`;
