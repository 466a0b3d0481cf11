import {
  allocateLine,
  type Charge,
  explain,
  type InvoiceLine,
  type Money,
  type NumberLocale,
  sum,
} from '@billwright/core';

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
  /** The entry's share of the lines before discount and tax; the shares sum to the lines (R53). */
  readonly amount: Money;
  /** Why it costs that, one sentence for each decision. */
  readonly explanation: readonly string[];
}

/** Tells an invoice per entry, in the order of work. */
export function timesheet(
  lines: readonly InvoiceLine[],
  ofLine: ReadonlyMap<string, readonly Charge[]>,
  ofEntry: ReadonlyMap<string, readonly Charge[]>,
  language: NumberLocale,
): readonly TimesheetRow[] {
  const amounts = new Map<string, Money[]>();
  for (const line of lines) {
    for (const { entryId, amount } of allocateLine(line, ofLine.get(line.key) ?? [])) {
      amounts.set(entryId, [...(amounts.get(entryId) ?? []), amount]);
    }
  }
  return [...ofEntry].flatMap(([entryId, charges]) => {
    const [first] = charges;
    return first === undefined ? [] : [rowOf(first, charges, amounts.get(entryId) ?? [], language)];
  });
}

function rowOf(
  { entryId, date, agentId, workItem, trace, currency }: Charge,
  charges: readonly Charge[],
  amounts: readonly Money[],
  language: NumberLocale,
): TimesheetRow {
  const timed = trace.find((step) => step.code === 'timed');
  return {
    entryId,
    date,
    from: timed?.localStart.slice(11, 16) ?? null,
    to: timed?.localEnd.slice(11, 16) ?? null,
    agentId,
    workItem: workItem?.id ?? null,
    title: workItem?.title ?? null,
    measuredSeconds: charges.reduce((seconds, { measuredSeconds }) => seconds + measuredSeconds, 0),
    billedSeconds: charges.reduce((seconds, { billedSeconds }) => seconds + billedSeconds, 0),
    amount: sum(amounts, currency),
    // The parts of an entry share its beginning; what was said once is not said again.
    explanation: [...new Set(charges.flatMap((charge) => explain(charge, { locale: language })))],
  };
}
