import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sum } from '../money/arithmetic.ts';
import { compileRater } from '../rating/compile-rater.ts';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import { billOf, exampleContract, exampleRating, periodFrom } from '../testing/bill-fixture.ts';
import type { BillCase } from '../testing/laws/bill-case.ts';
import { billLaws } from '../testing/laws/bill/bill-laws.ts';
import { anyChange } from '../testing/laws/change.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { Bill } from './bill.ts';
import type { BillFacts } from './bill-facts.ts';
import { billPeriod } from './bill-period.ts';
import { workOfLines } from './work-of-lines.ts';

const rating: RatingPolicy = {
  ...exampleRating,
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [
      { id: 'any', price: { kind: 'hourly', rate: '97.53' } },
      {
        id: 'tiers',
        when: { serviceType: 'project' },
        price: {
          kind: 'tiered',
          mode: 'graduated',
          tiers: [
            { upTo: '3', rate: '80.00' },
            { upTo: null, rate: '61.17' },
          ],
        },
      },
      { id: 'incident', when: { serviceType: 'travel' }, price: { kind: 'per-incident', price: '45.00' } },
    ],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
    quantity: { incrementMinutes: 7, scope: 'work-item-day' },
  }),
};

const anyWork: fc.Arbitrary<readonly TimeEntry[]> = fc
  .array(
    fc.record({
      agentId: fc.constantFrom('ana', 'ben'),
      serviceTypeId: fc.constantFrom('support', 'project', 'travel'),
      item: fc.constantFrom(null, '1', '2'),
      start: fc.integer({ min: 0, max: 45 * 24 * 60 }),
      minutes: fc.integer({ min: 0, max: 600 }),
      billable: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ item, start, minutes, billable, ...rest }, index) => ({
      ...rest,
      id: `te_${index}`,
      customerId: 'acme',
      workItem: item === null ? null : { kind: 'ticket', id: item },
      // From 20 February on: some of it is late, some of it is not due.
      start: new Date(Date.UTC(2026, 1, 20) + start * 60_000).toISOString(),
      end: new Date(Date.UTC(2026, 1, 20) + (start + minutes) * 60_000).toISOString(),
      billable: billable || index % 3 > 0,
    })),
  );

const allowanceOf = fc.record({
  id: fc.constant('allowance'),
  kind: fc.constant('allowance' as const),
  unit: fc.constant('hours' as const),
  quantity: fc.constantFrom('0', '1', '3.5', '12'),
  burn: fc.constantFrom({}, { 'after-hours': '1.5' }),
});
const exhausted = fc.constantFrom(
  { exhausted: 'charge' as const },
  { exhausted: 'block' as const },
  { exhausted: 'overage-rate' as const, overageRate: '33.33' },
);
const anyComponent: fc.Arbitrary<BuiltInComponentInput> = fc.oneof(
  fc.tuple(allowanceOf, exhausted).map(([one, rest]) => ({ ...one, ...rest })),
  fc.record({
    id: fc.constant('incidents'),
    kind: fc.constant('allowance' as const),
    unit: fc.constant('incidents' as const),
    quantity: fc.constantFrom('0', '1'),
  }),
  fc.record({
    id: fc.constant('money'),
    kind: fc.constant('allowance' as const),
    unit: fc.constant('money' as const),
    quantity: fc.constantFrom('0', '33.33', '300'),
  }),
  fc.constant<BuiltInComponentInput>({ id: 'of-hours', kind: 'pool', accountId: 'hours' }),
  fc.constant<BuiltInComponentInput>({ id: 'of-money', kind: 'pool', accountId: 'budget' }),
  fc.constant<BuiltInComponentInput>({ id: 'least', kind: 'commitment', amount: '500.00' }),
  fc.record({
    id: fc.constant('cap'),
    kind: fc.constant('cap' as const),
    amount: fc.constantFrom('0', '120.00', '500.00'),
    per: fc.constant('period' as const),
    above: fc.constantFrom('write-down' as const, 'block' as const),
  }),
);
const anyComponents = fc.uniqueArray(anyComponent, { selector: ({ id }) => id, maxLength: 5 });

const hours = hoursAccount({ burn: { 'after-hours': '1.25' } });
const budget = moneyAccount();
const bought = [
  paidLots(hours, { id: 'A', quantity: '2' }),
  paidLots(budget, { id: 'B', quantity: '123.45' }),
];
const facts: Partial<BillFacts> = {
  at: '2026-06-01T00:00:00.000Z',
  history: {
    billedIncidents: [{ kind: 'ticket', id: '2' }],
    prepaid: {
      accounts: [hours, budget],
      lots: bought.flatMap(({ lots }) => lots),
      postings: bought.flatMap(({ ledger }) => ledger),
    },
  },
};
const bill = (work: readonly TimeEntry[], components: readonly BuiltInComponentInput[]): Bill =>
  billOf(exampleContract({ components }), { ...facts, work }, { rating });

const sumBy = <Item>(items: readonly Item[], number: (item: Item) => number): number =>
  items.reduce((total, item) => total + number(item), 0);

describe('the laws that users ask about their contracts hold for any components and any work', () => {
  const tags = {
    billConservation: 'R6',
    billCurrencySafe: 'R1',
    billNeverNegative: 'always',
    billNoDoublePay: 'R6',
    billOrderFree: 'R8',
    moneyConservation: 'R83',
    neverMoreThanThereIs: 'R75',
    rebillingIdempotent: 'R8',
  } as const;
  const anyCase: fc.Arbitrary<BillCase> = fc
    .record({ work: anyWork, components: anyComponents, change: anyChange() })
    .map(({ work, components, change }) => {
      const contract = exampleContract({ components });
      const contractPeriod = periodFrom(contract, '2026-03-01');
      const given = { contract, contractPeriod, at: '2026-06-01T00:00:00.000Z', ...facts, work };
      return { policy: { rating }, billing: billPeriod, facts: given, change };
    });

  test.each(
    Object.entries(billLaws).map(([name, law]) => [tags[name as keyof typeof tags], law.says, law] as const),
  )('%s: %s', (_tag, _says, law) => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(anyCase, (given) => {
        const verdict = law.judge(given);
        outcomes.set(verdict.outcome, (outcomes.get(verdict.outcome) ?? 0) + 1);
        expect(verdict).not.toMatchObject({ outcome: 'broken' });
      }),
    );
    // A law that judged nothing has proved nothing.
    expect(outcomes.get('holds')).toBeGreaterThan(0);
  });
});

test('no part of an entry is paid twice, and none is lost: covered, charged and blocked are what was billed', () => {
  fc.assert(
    fc.property(anyWork, anyComponents, (work, components) => {
      const { charges, covered, blocked, notDue } = bill(work, components);
      const away = new Set(notDue.map(({ id }) => id));
      const due = work.filter(({ id }) => !away.has(id));
      const rated = [...compileRater(rating).rate(due).charges()];
      for (const { id } of due) {
        const whole = rated.filter(({ entryId }) => entryId === id);
        const paid = [...charges, ...covered].filter(({ entryId }) => entryId === id);
        const measured = sumBy(paid, ({ measuredSeconds }) => measuredSeconds);
        const held = blocked.filter(
          ({ entryId, reason }) => entryId === id && (reason === 'quota' || reason === 'over-cap'),
        );
        expect(measured + sumBy(held, ({ seconds }) => seconds)).toBe(
          sumBy(whole, ({ measuredSeconds }) => measuredSeconds),
        );
        const billed = sumBy(paid, ({ billedSeconds }) => billedSeconds);
        const all = sumBy(whole, ({ billedSeconds }) => billedSeconds);
        // Of what is blocked only the worked seconds are told.
        expect(held.length === 0 ? billed === all : billed <= all).toBe(true);
      }
      expect(new Set(charges.map(({ key }) => key)).size).toBe(charges.length);
    }),
    { numRuns: 60 },
  );
});

test('R53: whatever is billed, the work behind each line sums to its amount and to its hours', () => {
  const anyPolicy = fc.record({
    groupBy: fc.constantFrom(['band' as const], ['work-item' as const], ['agent' as const, 'band' as const]),
    quantityScale: fc.constantFrom(2, 4),
    method: fc.constantFrom('printed' as const, 'exact' as const),
  });
  fc.assert(
    fc.property(anyWork, anyComponents, anyPolicy, (work, components, policy) => {
      const contract = exampleContract({ components, linePolicy: policy });
      const made = billOf(contract, { ...facts, work }, { rating });
      const works = workOfLines(made);
      for (const { key, unit, amount, quantity, hours: ofLump, entryIds } of made.lines) {
        const behind = works.get(key) ?? [];
        expect(behind.map(({ entryId }) => entryId).toSorted()).toEqual(entryIds);
        if (behind.length === 0) continue;
        const order = behind.map(({ start, entryId }) => `${start} ${entryId}`);
        expect(order).toEqual(order.toSorted());
        const amounts = behind.map((one) => one.amount);
        expect(sum(amounts, 'EUR')).toEqual(amount);
        const seconds = sumBy(behind, ({ billedSeconds }) => billedSeconds);
        const told = unit === 'hour' ? quantity : ofLump;
        if (told === null) continue;
        const rounding = 0.5 / 10 ** policy.quantityScale;
        expect(Math.abs(seconds / 3600 - Number(told))).toBeLessThanOrEqual(rounding + 1e-9);
      }
      const parts = [...works.values()].flat();
      const measured = sumBy([...made.charges, ...made.covered], ({ measuredSeconds }) => measuredSeconds);
      expect(sumBy(parts, ({ measuredSeconds }) => measuredSeconds)).toBe(measured);
    }),
    { numRuns: 60 },
  );
});

test('R60: an allowance of nothing changes nothing', () => {
  const nothing = fc.constantFrom('hours' as const, 'incidents' as const, 'money' as const).map((unit) => ({
    id: 'nothing',
    kind: 'allowance' as const,
    unit,
    quantity: '0',
  }));
  const others = anyComponents.map((components) =>
    components.filter(({ kind, id }) => kind !== 'allowance' || id === 'money'),
  );
  fc.assert(
    fc.property(anyWork, others, nothing, (work, components, allowance) => {
      const strip = ({ allowances: _allowances, ...rest }: Bill) =>
        JSON.parse(JSON.stringify(rest)) as unknown;
      // Money is drawn from prices, so work is priced where it first stands: here behind everything else.
      const all = allowance.unit === 'money' ? [...components, allowance] : [allowance, ...components];
      expect(strip(bill(work, all))).toEqual(strip(bill(work, components)));
    }),
  );
});
