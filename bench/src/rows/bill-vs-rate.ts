import { type Bill, type Charge, compileBilling, compileRater } from '@billwright/core';
import { largeBill } from '../generator/large-bill.ts';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { wallNanoseconds } from '../timing/cpu-time.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

/** More work than this is on nobody's bill. */
const count = 100_000;

export const billVsRate: Row = {
  name: 'bill/vs-rate',
  divides:
    'bill() with an allowance, a prepaid pool, a minimum and a tax ÷ rate() and its charges as objects',
  better: 'less',
  bar: 3,
  goal: 1.5,
  measure() {
    const { facts, policy } = largeBill(count);
    const { work = [] } = facts;
    const rater = compileRater(policy.rating);
    const rateAll = (): readonly Charge[] => [...rater.rate(work, { faults: 'block' }).charges()];
    const begin = wallNanoseconds();
    const biller = compileBilling(policy);
    const compiling = ((wallNanoseconds() - begin) / 1e6).toFixed(0);
    const bill = biller.bill(facts);
    assertSameWork(bill, rateAll());
    const billing = { name: 'bill()', things: count, run: () => biller.bill(facts) };
    const pair = timeSideBySide(billing, { name: 'rate() and its charges', things: count, run: rateAll });
    const bare = timeSideBySide(billing, { name: 'rate()', things: count, run: () => rater.rate(work) });
    const { billed, covered } = bill.coverage;
    const notes = [
      `${count} entries in quarters of an hour on one bill: ${billed.count} are charged, on ${bill.lines.length} lines, and ${covered.count} covered`,
      `a bill holds its charges as objects, so both sides make them; ÷ rate() alone, which makes none, it is ${bare.ratio.toFixed(1)}`,
      `compileBilling() took ${compiling} ms, once`,
    ];
    return { status: 'measured', ...pair, notes, sides: [...pair.sides, ...bare.sides.slice(1)] };
  },
};

/** Whoever pays, the billed seconds of each entry in each band are those of its rating. */
function assertSameWork({ charges, covered, notDue }: Bill, rated: readonly Charge[]): void {
  const away = new Set(notDue.map(({ id }) => id));
  const due = rated.filter(({ entryId }) => !away.has(entryId));
  assertEqual('billed seconds', sumsOf([...charges, ...covered]), sumsOf(due));
}

function sumsOf(
  parts: readonly Pick<Charge, 'entryId' | 'band' | 'billedSeconds'>[],
): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const { entryId, band, billedSeconds } of parts) {
    const name = `${entryId} ${band}`;
    sums.set(name, (sums.get(name) ?? 0) + billedSeconds);
  }
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
