import fc from 'fast-check';
import { expect, test } from 'vitest';
import { billPeriod } from '../bill/bill-period.ts';
import { periodsDue } from '../contract/contract-period.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { anyDesk, type Desk } from './desk-arbitraries.ts';

/** The bills of each contract's periods until the desk's last day, each with all work known and nothing from before. */
const billsOf = ({ rating, taxCodes, customers, months }: Desk) =>
  customers.flatMap(({ id, contracts, accounts, lots, postings }) =>
    contracts.flatMap((contract) =>
      periodsDue(contract, months.at(-1)?.to ?? '').map((contractPeriod) =>
        billPeriod(
          {
            contract,
            contractPeriod,
            at: `${months.at(-1)?.to}T06:00:00.000Z`,
            work: months.flatMap(({ work }) => work).filter(({ customerId }) => customerId === id),
            expenses: months
              .flatMap(({ expenses }) => expenses)
              .filter(({ customerId }) => customerId === id),
            products: months
              .flatMap(({ products }) => products)
              .filter(({ customerId }) => customerId === id),
            history: { prepaid: { accounts, lots, postings } },
          },
          { rating, contracts, taxCodes },
        ),
      ),
    ),
  );

test('every contract of a desk can be billed in every period, from all that the desk knows', () => {
  const seen = new Map<string, number>();
  const meet = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(anyDesk(), (desk) => {
      for (const bill of billsOf(desk)) {
        meet('bill');
        for (const { kind } of bill.lines) meet(kind);
        for (const { by } of bill.covered) meet(`covered by ${by.kind}`);
        for (const { reason } of bill.blocked) meet(reason);
        if (bill.late.length > 0) meet('late');
        if (bill.totals.discounts.length > 0) meet('discount');
      }
    }),
    { numRuns: 80, seed: 1 },
  );
  // An arbitrary that never makes what it promises proves nothing.
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining([
      'time',
      'piece',

      'recurring-fee',
      'true-up',
      'expense',
      'product',
      'information',
      'discount',
      'covered by allowance',
      'covered by pool',
      'not-approved',
      'no-work-item',
      'quota',
      'over-cap',
      'late',
    ]),
  );
});

test('ids are unique, and all work has a price', () => {
  fc.assert(
    fc.property(anyDesk({ months: 6, maxEntries: 20 }), ({ rating, months }) => {
      const work = months.flatMap((month) => month.work);
      const { blocked } = compileRater(rating).rate(work);
      const reasons = new Set(blocked.map(({ reason }) => reason));
      expect([...reasons].filter((reason) => reason !== 'not-approved' && reason !== 'no-work-item')).toEqual(
        [],
      );
    }),
  );
});

test('a desk that is wrong somewhere shrinks to one customer and one entry at nine in the morning', () => {
  const found = fc.check(
    fc.property(anyDesk(), ({ months }) =>
      months.every(({ work }) => work.every(({ start }) => start == null)),
    ),
    { seed: 4, numRuns: 500 },
  );
  const [desk] = found.counterexample ?? [];
  expect(desk?.customers.length).toBe(1);
  expect(desk?.months.flatMap(({ work }) => work)).toEqual([
    {
      id: expect.stringMatching(/^te_[1-3]_1$/),
      customerId: 'acme',
      agentId: 'ana',
      serviceTypeId: 'support',
      start: expect.stringMatching(/-01T08:00:00.000Z$/),
      end: expect.stringMatching(/-01T08:15:00.000Z$/),
    },
  ]);
});
