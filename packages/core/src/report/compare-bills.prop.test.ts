import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billPeriod } from '../bill/bill-period.ts';
import type { Bill } from '../bill/bill.ts';
import type { BillFacts } from '../bill/bill-facts.ts';
import type { BillPolicy } from '../bill/bill-policy.ts';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import { defineContract } from '../contract/define-contract.ts';
import { toMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { exampleContract, exampleRating, periodFrom } from '../testing/bill-fixture.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { expense } from '../work/expense.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { type BillComparison, compareBills } from './compare-bills.ts';
import { explainDifference } from './difference-explain.ts';
import type { DifferenceReason } from './difference-reason.ts';
import { whatIf } from './what-if.ts';

const vat = { id: 'vat', name: 'VAT', percent: '19' };

/** Everything that decides a bill, in several variants of each. */
const anyRating = fc
  .record({
    rate: fc.constantFrom('97.53', '120.00', '0'),
    id: fc.constantFrom('standard', 'other'),
    multiplier: fc.constantFrom('1.5', '2'),
    increment: fc.constantFrom(0, 7, 15),
    scope: fc.constantFrom('entry' as const, 'work-item-day' as const),
    tiers: fc.constantFrom('2', '3'),
    isOpen: fc.boolean(),
    // Without this rule, projects have no price, and wait.
    hasProjects: fc.boolean(),
  })
  .map(({ rate, id, multiplier, increment, scope, tiers, isOpen, hasProjects }): BillPolicy['rating'] => ({
    calendar: isOpen ? exampleRating.calendar : { ...exampleRating.calendar, business: [] },
    rateCard: defineRateCard({
      id,
      currency: 'EUR',
      rules: [
        { id: 'support', when: { serviceType: 'support' }, price: { kind: 'hourly', rate } },
        { id: 'travel', when: { serviceType: 'travel' }, price: { kind: 'per-incident', price: '45.00' } },
        ...(hasProjects
          ? [
              {
                id: 'project',
                when: { serviceType: 'project' },
                price: {
                  kind: 'tiered' as const,
                  mode: 'graduated' as const,
                  tiers: [
                    { upTo: tiers, rate: '80.00' },
                    { upTo: null, rate: '61.17' },
                  ],
                },
              },
            ]
          : []),
      ],
      modifiers: [{ band: 'after-hours', multiplier }],
      quantity: { incrementMinutes: increment, scope },
    }),
  }));

const anyPolicy: fc.Arbitrary<BillPolicy> = fc.record({
  rating: anyRating,
  taxCodes: fc.constant([vat]),
  pricesIncludeTax: fc.boolean(),
  taxRounding: fc.constantFrom(
    { level: 'document' as const, mode: 'half-up' as const },
    { level: 'line' as const, mode: 'down' as const },
  ),
  cashRounding: fc.constantFrom(null, { step: '0.05' }),
});

const anyComponent: fc.Arbitrary<BuiltInComponentInput> = fc.oneof(
  fc
    .record({
      quantity: fc.constantFrom('1', '3.5', '12'),
      burn: fc.constantFrom({}, { 'after-hours': '1.5' }),
      rest: fc.constantFrom(
        { exhausted: 'charge' as const },
        { exhausted: 'block' as const },
        { exhausted: 'overage-rate' as const, overageRate: '33.33' },
      ),
    })
    .map(({ quantity, burn, rest }) => ({
      id: 'hours',
      kind: 'allowance' as const,
      unit: 'hours' as const,
      quantity,
      burn,
      ...rest,
    })),
  fc.constant<BuiltInComponentInput>({ id: 'of-hours', kind: 'pool', accountId: 'hours' }),
  fc.constant<BuiltInComponentInput>({ id: 'of-money', kind: 'pool', accountId: 'budget' }),
  fc.record({
    id: fc.constant('least'),
    kind: fc.constant('commitment' as const),
    amount: fc.constantFrom('500.00', '900.00'),
  }),
  fc.record({
    id: fc.constant('seats'),
    kind: fc.constant('recurring-fee' as const),
    price: fc.constantFrom('12.50', '10.00'),
    quantity: fc.constantFrom('1', '3'),
  }),
  fc.record({
    id: fc.constant('cap'),
    kind: fc.constant('cap' as const),
    amount: fc.constantFrom('120.00', '500.00'),
    per: fc.constant('period' as const),
    above: fc.constantFrom('write-down' as const, 'block' as const),
  }),
);
const anyContract = fc
  .record({
    components: fc.uniqueArray(anyComponent, { selector: ({ id }) => id, maxLength: 4 }),
    start: fc.constantFrom('2026-01-01', '2026-03-10'),
    discounts: fc.constantFrom(
      [],
      [{ id: 'spring', description: 'Spring', percent: '10' }],
      [{ id: 'spring', description: 'Spring', amount: { amount: '70.00', currency: 'EUR' } }],
    ),
    taxCodes: fc.constantFrom([], ['vat']),
    linePolicy: fc.constantFrom(null, { groupBy: ['agent' as const] }, { method: 'exact' as const }),
    covers: fc.constantFrom({}, { agent: 'ana' }),
  })
  .map((terms) => exampleContract({ ...terms, cycle: { frequency: 'monthly', anchor: '2026-01-01' } }));

const anyWork: fc.Arbitrary<readonly TimeEntry[]> = fc
  .array(
    fc.record({
      agentId: fc.constantFrom('ana', 'ben'),
      serviceTypeId: fc.constantFrom('support', 'project', 'travel'),
      item: fc.constantFrom(null, '1', '2'),
      start: fc.integer({ min: 0, max: 35 * 24 * 60 }),
      minutes: fc.integer({ min: 0, max: 600 }),
      billable: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(({ item, start, minutes, billable, ...rest }, index) => ({
      ...rest,
      id: `te_${index}`,
      customerId: 'acme',
      workItem: item === null ? null : { kind: 'ticket', id: item },
      start: new Date(Date.UTC(2026, 1, 27) + start * 60_000).toISOString(),
      end: new Date(Date.UTC(2026, 1, 27) + (start + minutes) * 60_000).toISOString(),
      billable: billable || index % 3 > 0,
    })),
  );

const hours = hoursAccount({ burn: { 'after-hours': '1.25' } });
const budget = moneyAccount();
const boughtAt = '2026-02-01T09:00:00.000Z';
const lots = [
  paidLots(hours, { id: 'A', quantity: '2', purchasedAt: boughtAt }),
  paidLots(budget, { id: 'B', quantity: '123.45', purchasedAt: boughtAt }),
];
const prepaid = {
  accounts: [hours, budget],
  lots: lots.flatMap((one) => one.lots),
  postings: lots.flatMap(({ ledger }) => ledger),
};
const train = expense({
  id: 'ex_1',
  customerId: 'acme',
  date: '2026-03-12',
  description: 'Train',
  amount: { amount: '48.90', currency: 'EUR' },
  kind: 'billable',
  markupPercent: '5',
});
const factsOf = (contract: BillFacts['contract'], work: readonly TimeEntry[]): BillFacts => ({
  contract,
  contractPeriod: periodFrom(contract, '2026-03-01'),
  work,
  expenses: [train],
  history: { prepaid },
  at: '2026-04-01T06:00:00.000Z',
});
const anySide = fc.tuple(anyContract, anyPolicy);
const billed = (work: readonly TimeEntry[], [contract, policy]: [BillFacts['contract'], BillPolicy]): Bill =>
  billPeriod(factsOf(contract, work), policy);
const anyCase = fc
  .tuple(anyWork, anySide, anySide)
  .map(([work, one, other]) => [billed(work, one), billed(work, other)] as const);

const units = (amounts: readonly { readonly change: Money }[]): bigint =>
  amounts.reduce((all, { change }) => all + toMinorUnits(change), 0n);

const negated = ({
  totals,
  parts,
  customers,
  serviceTypes,
  lines,
  items,
}: BillComparison): BillComparison => {
  const swap = <Row extends { readonly before: Money; readonly after: Money; readonly change: Money }>(
    row: Row,
  ): Row => ({
    ...row,
    before: row.after,
    after: row.before,
    change: { ...row.change, amount: negate(row.change.amount) },
  });
  // What is swapped keeps its type; the compiler sees only that both values are those of some code.
  const swapReason = ({ code, before, after }: DifferenceReason): DifferenceReason =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ({ code, before: after, after: before }) as DifferenceReason;
  return {
    totals: totals.map(swap),
    parts: parts.map(swap),
    customers: customers.map(swap),
    serviceTypes: serviceTypes.map(swap),
    lines: lines.map(swap),
    items: items.map((item) => ({ ...swap(item), reasons: item.reasons.map(swapReason) })),
  };
};
const negate = (amount: string): string => {
  if (!/[1-9]/.test(amount)) return amount;
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
};

describe('differences of any two bills of the same work', () => {
  test('add up to the difference of the totals: items, parts, customers, lines and service types', () => {
    fc.assert(
      fc.property(anyCase, ([before, after]) => {
        const { totals, parts, customers, serviceTypes, lines, items } = compareBills([before], [after]);
        const change = toMinorUnits(after.totals.total) - toMinorUnits(before.totals.total);
        expect(units(totals)).toBe(change);
        expect(units(items)).toBe(change);
        expect(units(parts)).toBe(change);
        expect(units(customers)).toBe(change);
        const subtotals = toMinorUnits(after.totals.subtotal) - toMinorUnits(before.totals.subtotal);
        expect(units(lines)).toBe(subtotals);
        expect(units(serviceTypes)).toBe(units(parts.filter(({ part }) => part === 'work')));
        for (const { part, change: own } of parts) {
          const ofPart = items.filter((item) => item.part === part);
          expect(units(ofPart)).toBe(toMinorUnits(own));
        }
      }),
    );
  });

  test('each has a reason that says more than that the amount differs', () => {
    fc.assert(
      fc.property(anyCase, ([before, after]) => {
        for (const item of compareBills([before], [after]).items) {
          expect(item.reasons.map(({ code }) => code)).not.toEqual([]);
          expect(item.reasons.map(({ code }) => code)).not.toContain('amount');
          for (const locale of ['en', 'de', 'fr'] as const) {
            const said = explainDifference(item, { locale });
            expect(said).toHaveLength(item.reasons.length + 1);
            expect(said.join('')).not.toMatch(/undefined|\[object/);
          }
        }
      }),
    );
  });

  test('are those of the swapped bills, negated', () => {
    fc.assert(
      fc.property(anyCase, ([before, after]) => {
        const forth = compareBills([before], [after]);
        expect(compareBills([after], [before])).toEqual(negated(forth));
      }),
    );
  });

  test('do not depend on the order of the bills', () => {
    fc.assert(
      fc.property(anyCase, anyCase, ([one, other], [third, fourth]) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a bill is plain JSON
        const renamed = (bill: Bill) =>
          JSON.parse(JSON.stringify(bill).replaceAll('"acme"', '"globex"')) as Bill;
        const comparison = compareBills([one, renamed(third)], [other, renamed(fourth)]);
        expect(compareBills([renamed(third), one], [renamed(fourth), other])).toEqual(comparison);
      }),
      { numRuns: 30 },
    );
  });
});

test('identical policies give no differences', () => {
  fc.assert(
    fc.property(anyWork, anySide, (work, [contract, policy]) => {
      const { comparison } = whatIf({
        facts: [factsOf(contract, work)],
        policy,
        instead: { contract: (usual) => defineContract(usual), rating: { ...policy.rating } },
      });
      const { totals, ...rest } = comparison;
      expect(units(totals)).toBe(0n);
      expect(Object.values(rest).flat()).toEqual([]);
    }),
  );
});
