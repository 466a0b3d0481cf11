import { describe, expect, test } from 'vitest';
import type { Bill } from '../bill/bill.ts';
import type { BillFacts } from '../bill/bill-facts.ts';
import type { Contract } from '../contract/contract.ts';
import { defineContract } from '../contract/define-contract.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { exampleContract, exampleRating, periodFrom, timedWork, workOf } from '../testing/bill-fixture.ts';
import { expense } from '../work/expense.ts';
import type { BillComparison } from './compare-bills.ts';
import { type Alternative, whatIf } from './what-if.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const march = (contract: Contract, more: Partial<BillFacts> = {}): BillFacts => ({
  contract,
  contractPeriod: periodFrom(contract, '2026-03-01'),
  at: '2026-04-01T06:00:00.000Z',
  ...more,
});
const compared = (instead: Alternative, facts: Partial<BillFacts>, contract = exampleContract()) =>
  whatIf({
    facts: [march(contract, facts)],
    policy: { rating: exampleRating, taxCodes: [{ id: 'vat', name: 'VAT', percent: '19' }] },
    instead,
  }).comparison;
const otherTerms =
  (terms: Partial<Contract>): Alternative['contract'] =>
  (contract) =>
    defineContract({ ...contract, ...terms });
const changes = ({ items }: BillComparison) =>
  items.map(({ part, id, change, reasons }) => [
    part,
    id,
    change.amount,
    reasons.map(({ code }) => code).join(' '),
  ]);

const cheaper = defineRateCard({
  id: 'cheap',
  currency: 'EUR',
  rules: [
    { id: 'senior', when: { agent: 'ben' }, price: { kind: 'hourly', rate: '150.00' } },
    { id: 'any', price: { kind: 'hourly', rate: '100.00' } },
  ],
  modifiers: [{ band: 'after-hours', multiplier: '2' }],
});

describe('R45: another card', () => {
  const work = [
    workOf(2),
    workOf(1, { id: 'te_2', agentId: 'ben', serviceTypeId: 'project' }),
    timedWork('2026-03-02T17:00:00+01:00', '2026-03-02T19:00:00+01:00', { id: 'te_3' }),
  ];
  const comparison = compared({ rating: { rateCard: cheaper } }, { work });

  test('each entry has its difference and the reasons for it', () => {
    expect(changes(comparison)).toEqual([
      ['work', 'te_1', '-40.00', 'rate-card rate'],
      ['work', 'te_2', '30.00', 'rate-card rule rate'],
      // 120.00 + 180.00 became 100.00 + 200.00, on two lines.
      ['work', 'te_3', '0.00', 'rate-card rate modifiers'],
    ]);
  });

  test('customers, service types and lines have theirs', () => {
    expect(comparison.totals).toEqual([
      { before: eur('660.00'), after: eur('650.00'), change: eur('-10.00') },
    ]);
    expect(comparison.customers).toMatchObject([{ customerId: 'acme', change: eur('-10.00') }]);
    expect(
      comparison.serviceTypes.map(({ serviceTypeId, change }) => [serviceTypeId, change.amount]),
    ).toEqual([
      ['project', '30.00'],
      ['support', '-40.00'],
    ]);
    // Support in business hours is one line, though it has two prices.
    expect(
      comparison.lines.map(({ group, change }) => [group.serviceTypeId, group.band, change.amount]),
    ).toEqual([
      ['project', 'business', '30.00'],
      ['support', 'after-hours', '20.00'],
      ['support', 'business', '-60.00'],
    ]);
    expect(comparison.lines[2]?.reasons).toEqual([
      { code: 'rate-card', items: 2 },
      { code: 'rate', items: 2 },
      { code: 'modifiers', items: 1 },
    ]);
  });

  test('a version of the card, a band modifier and billed time are reasons, too', () => {
    const rateCard = defineRateCard({
      id: 'standard',
      currency: 'EUR',
      versions: [
        {
          effectiveFrom: '2026-01-01',
          rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
          modifiers: [{ band: 'after-hours', multiplier: '2' }],
          quantity: { incrementMinutes: 90 },
        },
      ],
    });
    const { items } = compared({ rating: { rateCard } }, { work: work.slice(2) });
    expect(items[0]?.reasons).toMatchObject([
      { code: 'rate-card', before: [{ version: '1970-01-01' }], after: [{ version: '2026-01-01' }] },
      {
        code: 'modifiers',
        before: [{ modifiers: [{ multiplier: '1.5' }] }],
        after: [{ modifiers: [{ multiplier: '2' }] }],
      },
      {
        code: 'billed-time',
        before: [
          { band: 'after-hours', seconds: 3600 },
          { band: 'business', seconds: 3600 },
        ],
        after: [
          { band: 'after-hours', seconds: 5400 },
          { band: 'business', seconds: 5400 },
        ],
      },
    ]);
  });
});

describe('another calendar', () => {
  test('the band that an entry is in', () => {
    const calendar = { ...exampleRating.calendar, business: [] };
    const work = [timedWork('2026-03-02T17:00:00+01:00', '2026-03-02T18:00:00+01:00')];
    const { items, lines } = compared({ rating: { calendar } }, { work });
    expect(items[0]).toMatchObject({
      change: eur('60.00'),
      reasons: [
        { code: 'modifiers', before: [], after: [{ band: 'after-hours' }] },
        {
          code: 'band',
          before: [{ band: 'business', seconds: 3600 }],
          after: [{ band: 'after-hours', seconds: 3600 }],
        },
      ],
    });
    // The work moved from one line to another.
    expect(lines.map(({ group, change }) => [group.band, change.amount])).toEqual([
      ['after-hours', '180.00'],
      ['business', '-120.00'],
    ]);
  });
});

describe('another contract', () => {
  const work = [workOf(3), workOf(1, { id: 'te_2', date: '2026-03-03' })];
  const allowance = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '3' } as const;

  test('R60: work that is covered now, at no difference of its price', () => {
    const contract = otherTerms({ components: exampleContract({ components: [allowance] }).components });
    expect(changes(compared({ contract }, { work }))).toEqual([['work', 'te_1', '-360.00', 'covered']]);
  });

  test('R63: work that waits now, and work that is charged above the allowance', () => {
    const block = exampleContract({ components: [{ ...allowance, exhausted: 'block' }] }).components;
    expect(changes(compared({ contract: otherTerms({ components: block }) }, { work }))).toEqual([
      ['work', 'te_1', '-360.00', 'covered'],
      ['work', 'te_2', '-120.00', 'blocked'],
    ]);
    const above = { ...allowance, exhausted: 'overage-rate', overageRate: '200.00' } as const;
    const components = exampleContract({ components: [above] }).components;
    expect(changes(compared({ contract: otherTerms({ components }) }, { work }))).toEqual([
      ['work', 'te_1', '-360.00', 'covered'],
      ['work', 'te_2', '80.00', 'rate-card rule overage rate'],
    ]);
  });

  test('R62, R64, R65, R68: fees, minimums, caps, discounts and taxes', () => {
    const usual = exampleContract({
      taxCodes: ['vat'],
      discounts: [{ id: 'spring', description: 'Spring', percent: '10' }],
      components: [
        { id: 'base', kind: 'recurring-fee', price: '100.00' },
        { id: 'least', kind: 'commitment', amount: '500.00' },
      ],
    });
    const contract = otherTerms({
      start: '2026-03-22',
      components: exampleContract({
        components: [
          { id: 'base', kind: 'recurring-fee', price: '100.00' },
          { id: 'least', kind: 'commitment', amount: '600.00' },
          { id: 'cap', kind: 'cap', amount: '100.00', per: 'period' },
        ],
      }).components,
    });
    const late = [workOf(2, { date: '2026-03-23' })];
    const comparison = compared({ contract }, { work: late }, usual);
    expect(changes(comparison)).toEqual([
      ['discount', 'spring', '10.77', 'discount-base'],
      ['fee', 'base', '-67.74', 'fee-days'],
      ['tax', 'vat', '-18.42', 'tax-base'],
      ['true-up', 'least', '100.00', 'minimum'],
      ['write-down', 'cap', '-140.00', 'presence'],
    ]);
  });

  test('an expense that belongs to another contract', () => {
    const train = expense({
      id: 'ex_1',
      customerId: 'acme',
      date: '2026-03-02',
      description: 'Train',
      amount: eur('50.00'),
      kind: 'pass-through',
    });
    const contract = otherTerms({ covers: exampleContract({ covers: { agent: 'ben' } }).covers });
    expect(changes(compared({ contract }, { work: [workOf(1)], expenses: [train] }))).toEqual([
      ['expense', 'ex_1', '-50.00', 'not-due'],
      ['work', 'te_1', '-120.00', 'not-due'],
    ]);
  });
});

test('R51: the same exact price on other lines differs by the rounding of the lines', () => {
  const work = [workOf(1 / 3), workOf(1 / 3, { id: 'te_2' })];
  const contract = otherTerms({
    linePolicy: exampleContract({ linePolicy: { groupBy: ['entry'], method: 'printed', quantityScale: 2 } })
      .linePolicy,
  });
  const comparison = compared({ contract }, { work });
  expect(comparison.items.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
    ['line-policy'],
    ['line-policy'],
  ]);
});

test('R61: with facts that follow from the bills before them, what is left is carried over on each side', () => {
  const contract = exampleContract();
  const month = (from: string, work: BillFacts['work']) => (earlier: readonly Bill[]) => {
    const last = earlier.at(-1);
    const allowances = Object.fromEntries(
      (last?.allowances ?? []).map(({ componentId, carriesOut }) => [componentId, { carriedIn: carriesOut }]),
    );
    return march(contract, { contractPeriod: periodFrom(contract, from), work, history: { allowances } });
  };
  const components = exampleContract({
    components: [
      {
        id: 'support',
        kind: 'allowance',
        unit: 'hours',
        quantity: '2',
        carryOver: { maxPeriods: 1, maxQuantity: '2' },
      },
    ],
  }).components;
  const { after, comparison } = whatIf({
    facts: [
      month('2026-01-01', [workOf(1, { date: '2026-01-05' })]),
      month('2026-02-01', [workOf(3, { id: 'te_2', date: '2026-02-05' })]),
    ],
    policy: { rating: exampleRating },
    instead: { contract: otherTerms({ components }) },
  });
  expect(after.map(({ totals }) => totals.total.amount)).toEqual(['0.00', '0.00']);
  expect(comparison.totals).toMatchObject([{ change: eur('-480.00') }]);
});

test('what is the same on both sides has no differences', () => {
  expect(compared({}, { work: [workOf(1)] })).toEqual({
    totals: [{ before: eur('120.00'), after: eur('120.00'), change: eur('0.00') }],
    parts: [],
    customers: [],
    serviceTypes: [],
    lines: [],
    items: [],
  });
});
