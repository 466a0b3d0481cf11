import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { billCustomer, type CustomerBill } from './bill-customer.ts';
import { compileBilling } from './compile-billing.ts';
import type { BilledPeriod } from './history-of.ts';

const biller = compileBilling({ rating: exampleRating });
const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const quantity = 10 * 3600;

const anyHours = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 4, maxLength: 4 });
const anyVoids = fc.array(fc.subarray(months, { minLength: 1 }), { maxLength: 4 });
const anyRule = fc.record({
  maxPeriods: fc.integer({ min: 1, max: 3 }),
  maxQuantity: fc.integer({ min: 0, max: 25 }).map(String),
});

const workIn = (hours: readonly number[], name: string): readonly TimeEntry[] =>
  months.flatMap((month, index) => {
    const own = hours[index] ?? 0;
    return own === 0 ? [] : [workOf(own, { id: `${name} ${month}`, date: `${month}-10` })];
  });

const standing = (bills: readonly CustomerBill[]): readonly BilledPeriod[] =>
  bills.map(({ bill, due }) => ({ ...bill, due }));

/** Bills four months, then voids the bills of some months and bills again, as often as there are lists of months. */
function billAndVoid(
  carryOver: { readonly maxPeriods: number; readonly maxQuantity: string },
  { work, late = [] }: { readonly work: readonly TimeEntry[]; readonly late?: readonly TimeEntry[] },
  voids: readonly (readonly string[])[],
): { readonly first: readonly CustomerBill[]; readonly last: readonly CustomerBill[] } {
  const components = [
    { id: 'support', kind: 'allowance', unit: 'hours', quantity: '10', carryOver },
  ] as const;
  const contracts = [exampleContract({ components })];
  const bill = (open: readonly TimeEntry[], kept: readonly CustomerBill[]): readonly CustomerBill[] => {
    const facts = { contracts, work: open, bills: standing(kept), through: '2026-04-30' };
    return billCustomer(biller, { ...facts, at: '2026-05-01T06:00:00.000Z' }).bills;
  };
  const first = bill(work, []);
  let last = first;
  for (const voided of voids) {
    const kept = last.filter((one) => !voided.includes(one.bill.period.from.slice(0, 7)));
    const billed = new Set(kept.flatMap((one) => one.bill.claims.map(({ id }) => id)));
    last = [
      ...kept,
      ...bill(
        [...work, ...late].filter(({ id }) => !billed.has(id)),
        kept,
      ),
    ];
  }
  return { first, last };
}

test('R61, R84: the same work that is voided and billed again, in any order, is covered as it was', () => {
  const covered = (bills: readonly CustomerBill[]): readonly string[] =>
    bills
      .flatMap(({ bill }) => bill.covered.map(({ entryId, billedSeconds }) => `${entryId} ${billedSeconds}`))
      .toSorted();
  fc.assert(
    fc.property(anyRule, anyHours, anyVoids, (carryOver, hours, voids) => {
      const { first, last } = billAndVoid(carryOver, { work: workIn(hours, 'te') }, voids);
      expect(covered(last)).toEqual(covered(first));
    }),
  );
});

test('R61, R84: whatever came in before it was billed again, no month gives more hours than it has', () => {
  fc.assert(
    fc.property(anyRule, anyHours, anyHours, anyVoids, (carryOver, hours, lateHours, voids) => {
      const works = { work: workIn(hours, 'te'), late: workIn(lateHours, 'late') };
      const used = new Map<string, number>();
      for (const { bill } of billAndVoid(carryOver, works, voids).last)
        for (const { uses } of bill.allowances)
          for (const use of uses) used.set(use.period, (used.get(use.period) ?? 0) + Number(use.quantity));
      for (const seconds of used.values()) expect(seconds).toBeLessThanOrEqual(quantity);
    }),
  );
});
