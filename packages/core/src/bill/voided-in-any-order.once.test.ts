import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { billCustomer, type CustomerBill } from './bill-customer.ts';
import { isBilledWhole, restOfEntry } from './billed-part.ts';
import { compileBilling } from './compile-billing.ts';

const rateCard = defineRateCard({
  id: 'standard',
  currency: 'EUR',
  rules: [
    { id: 'hours', when: { serviceType: 'hours' }, price: { kind: 'hourly', rate: '100.00' } },
    {
      id: 'incident',
      when: { serviceType: 'incident' },
      price: { kind: 'per-incident', price: '70.00', reopenAfterDays: 20 },
    },
    { id: 'day', when: { serviceType: 'day' }, price: { kind: 'daily', price: '800.00' } },
  ],
});
const biller = compileBilling({ rating: { ...exampleRating, rateCard } });

const anyWork: fc.Arbitrary<readonly TimeEntry[]> = fc
  .array(
    fc.record({
      month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
      day: fc.integer({ min: 5, max: 9 }),
      hours: fc.integer({ min: 1, max: 6 }),
      serviceTypeId: fc.constantFrom('hours', 'hours', 'incident', 'day'),
      ticket: fc.constantFrom('1', '2'),
      agentId: fc.constantFrom('ana', 'ben'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((entries) =>
    entries.map(({ month, day, hours, ticket, ...given }, index) =>
      workOf(hours, {
        ...given,
        id: `te_${index}`,
        date: `${month}-0${day}`,
        workItem: { kind: 'ticket', id: ticket },
      }),
    ),
  );

const hoursOnly = { when: { serviceType: ['hours'] } };
const anyAllowance: fc.Arbitrary<BuiltInComponentInput> = fc.oneof(
  fc.constant({
    id: 'tickets',
    kind: 'allowance' as const,
    unit: 'incidents' as const,
    quantity: '1',
    covers: hoursOnly,
  }),
  fc
    .record({
      hours: fc.integer({ min: 0, max: 6 }),
      maxPeriods: fc.integer({ min: 1, max: 2 }),
      exhausted: fc.constantFrom('charge' as const, 'block' as const),
    })
    .map(({ hours, maxPeriods, exhausted }) => ({
      id: 'support',
      kind: 'allowance' as const,
      unit: 'hours' as const,
      quantity: String(hours),
      covers: hoursOnly,
      exhausted,
      carryOver: { maxPeriods, maxQuantity: '3' },
    })),
);
// Not both: what a cap writes down counts towards a minimum, and of a bill of 0 nothing can be given back.
const anyLimit: fc.Arbitrary<BuiltInComponentInput> = fc.oneof(
  fc
    .record({
      amount: fc.integer({ min: 100, max: 3000 }).map(String),
      per: fc.constantFrom('period' as const, 'lifetime' as const),
      above: fc.constantFrom('write-down' as const, 'block' as const),
    })
    .map((cap) => ({ id: 'most', kind: 'cap' as const, ...cap })),
  fc
    .integer({ min: 100, max: 1500 })
    .map((amount) => ({ id: 'least', kind: 'commitment' as const, amount: String(amount) })),
);
const fee: BuiltInComponentInput = { id: 'care', kind: 'recurring-fee', price: '31.00', billing: 'arrears' };

test('R84: whatever bills are voided, and in whatever order, the same work comes to the same when it is billed again', () => {
  const anyVoids = fc.array(fc.subarray([0, 1, 2], { minLength: 1 }), { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(anyWork, anyAllowance, anyLimit, anyVoids, (work, allowance, limit, voids) => {
      const contracts = [exampleContract({ components: [allowance, limit, fee] })];
      const billOpen = (standing: readonly CustomerBill[]): readonly CustomerBill[] => {
        const open = work.filter(({ id }) => isOpen(id, standing));
        const bills = standing.map(({ bill, due }) => ({ ...bill, due }));
        const facts = { contracts, work: open, bills, through: '2026-03-31' };
        return [...standing, ...billCustomer(biller, { ...facts, at: '2026-05-01T06:00:00.000Z' }).bills];
      };
      const first = billOpen([]);
      let last = first;
      for (const voided of voids) last = billOpen(last.filter((_, index) => !voided.includes(index)));
      expect(sumOf(last)).toBe(sumOf(first));
      const claims = last.flatMap(({ bill }) => bill.claims.map((claim) => JSON.stringify(claim)));
      expect(new Set(claims).size).toBe(claims.length);
    }),
  );
});

/** Whether no bill has taken an entry, or bills have taken parts of it only. */
function isOpen(entryId: string, bills: readonly CustomerBill[]): boolean {
  const isTaken = bills.some(({ bill }) =>
    bill.claims.some(({ kind, id }) => kind === 'entry' && id === entryId),
  );
  if (!isTaken) return true;
  const parts = bills.flatMap(({ bill }) => bill.billedParts.filter((part) => part.entryId === entryId));
  return parts.length > 0 && !isBilledWhole(restOfEntry(parts));
}

const sumOf = (bills: readonly CustomerBill[]): string =>
  bills.reduce((sum, { bill }) => sum + Number(bill.totals.total.amount), 0).toFixed(2);
