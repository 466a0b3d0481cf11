import { compileRater, type Rater, type TimeEntry } from '@billwright/core';
import { companyPolicy } from '../generator/company.ts';
import { generateWork } from '../generator/entries.ts';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

/** One charge in so many is looked at. */
const lookedAt = 100;

export const rateTrace: Row = {
  name: 'rate/trace',
  divides: 'rate() and then reading the trace of one charge in a hundred ÷ rate() alone',
  better: 'less',
  bar: 1.4,
  goal: 1.1,
  measure({ entries: count }) {
    const { entries } = generateWork(count);
    const rater = compileRater(companyPolicy());
    const rated = rater.rate(entries);
    const looked = Array.from(rated.charges()).filter((_, index) => index % lookedAt === 0);
    const amounts = looked.map(({ amount }) => amount);
    assertEqual('amount at the end of a trace', tracedAmounts(rater, entries), amounts);
    const pair = timeSideBySide(
      { name: 'rate() and traces', things: count, run: () => tracedAmounts(rater, entries) },
      { name: 'rate()', things: count, run: () => rater.rate(entries) },
    );
    const notes = [
      'rate() records nothing for traces: they are told afterwards, from the columns that billing needs anyway',
    ];
    return { status: 'measured', ...pair, notes };
  },
};

/** The amounts that the traces end with: every trace is read whole. */
function tracedAmounts(rater: Rater, entries: readonly TimeEntry[]): readonly string[] {
  const rated = rater.rate(entries);
  const amounts: string[] = [];
  for (let index = 0; index < rated.chargeCount; index += lookedAt) {
    const last = rated.charge(index).trace.at(-1);
    if (last?.code === 'amount') amounts.push(last.amount);
  }
  return amounts;
}
