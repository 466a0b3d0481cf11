import { describe, expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { billOf, exampleContract, exampleRating, timedWork, workOf } from '../testing/bill-fixture.ts';
import { unbilledWork } from './unbilled-work.ts';

const inDollars = defineRateCard({
  id: 'dollars',
  currency: 'USD',
  rules: [{ id: 'any', price: { kind: 'hourly', rate: '130.00' } }],
});
const rater = compileRater({
  ...exampleRating,
  requireApproval: true,
  customers: { globex: { rateCard: inDollars } },
});

describe('rated work', () => {
  const rated = rater.rate([
    workOf(1.5, { id: 'te_1', date: '2026-03-09' }),
    workOf(0.5, { id: 'te_2', date: '2026-03-02' }),
    workOf(1, { id: 'te_3', customerId: 'globex' }),
    workOf(2, { id: 'te_4', approval: 'pending' }),
    workOf(2, { id: 'te_5', billable: false }),
    workOf(1, { id: 'te_6', customerId: null }),
  ]);
  const report = unbilledWork([rated]);

  test('is worth its charges, per customer and in each currency, since its oldest day', () => {
    const [nobody, acme, globex] = report.groups;
    expect(report.groups).toHaveLength(3);
    expect(acme).toMatchObject({
      customerId: 'acme',
      contractId: null,
      entries: 2,
      workedSeconds: 7200,
      billedSeconds: 7200,
      coveredSeconds: 0,
      value: [{ amount: '240.00', currency: 'EUR' }],
      oldest: '2026-03-02',
    });
    expect(globex?.value).toEqual([{ amount: '130.00', currency: 'USD' }]);
    expect(nobody).toMatchObject({ customerId: null, value: [], oldest: null });
    expect(report.value.map(({ amount, currency }) => `${amount} ${currency}`)).toEqual([
      '240.00 EUR',
      '130.00 USD',
    ]);
    expect(report.oldest).toBe('2026-03-02');
  });

  test('R42: what waits has no value, and says what it waits for', () => {
    expect(
      report.groups.flatMap(({ customerId, blocked }) =>
        blocked.map(({ entryId, reason, seconds }) => [customerId, entryId, reason, seconds]),
      ),
    ).toEqual([
      [null, 'te_6', 'no-customer', 3600],
      ['acme', 'te_4', 'not-approved', 7200],
    ]);
  });

  test('nothing is worth nothing in no currency', () => {
    expect(unbilledWork([])).toEqual({ groups: [], value: [], oldest: null });
  });
});

describe('a look back', () => {
  const rated = rater.rate([
    timedWork('2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z', { id: 'te_1' }),
    timedWork('2026-03-31T22:30:00Z', '2026-03-31T23:30:00Z', { id: 'te_2', timeBand: 'business' }),
    workOf(1, { id: 'te_3', date: '2026-03-31' }),
    workOf(1, { id: 'te_4', date: '2026-04-01' }),
  ]);
  const at = '2026-03-31T21:59:59Z';
  const billed = [{ entryId: 'te_1', at: '2026-04-01T06:00:00Z' }];
  const worth = (instant: string, zone = 'Europe/Berlin') =>
    unbilledWork([rated], { at: instant, zone, billed }).value.map(({ amount }) => amount);

  test('at the end of March, the work of March was open: it was billed on 1 April', () => {
    expect(worth(at)).toEqual(['240.00']);
  });

  test('work counts from its start on, untimed work from its day on in the zone, and until it is billed', () => {
    expect(worth('2026-03-31T22:00:00Z')).toEqual(['360.00']);
    expect(worth('2026-03-31T22:00:00Z', 'UTC')).toEqual(['240.00']);
    expect(worth('2026-03-31T22:30:00Z')).toEqual(['480.00']);
    expect(worth('2026-04-01T05:59:59Z')).toEqual(['480.00']);
    expect(worth('2026-04-01T06:00:00Z')).toEqual(['360.00']);
  });
});

describe('previews of bills', () => {
  const contract = exampleContract({
    discounts: [{ id: 'loyal', description: 'Loyalty', percent: '10' }],
    components: [
      { id: 'support', kind: 'allowance', unit: 'hours', quantity: '1', exhausted: 'charge' },
      { id: 'seats', kind: 'recurring-fee', price: '50.00', quantity: '1' },
      { id: 'least', kind: 'commitment', amount: '500.00' },
    ],
  });
  const preview = billOf(contract, { work: [workOf(2.5), workOf(1, { id: 'te_2', date: '2026-04-01' })] });

  test('count their work after discounts, and neither fees nor true-ups', () => {
    const { groups, value } = unbilledWork([preview]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      customerId: 'acme',
      contractId: 'c_1',
      entries: 1,
      billedSeconds: 5400,
      coveredSeconds: 3600,
      oldest: '2026-03-02',
    });
    expect(value.map(({ amount }) => amount)).toEqual(['162.00']);
    expect(preview.totals.net.amount).toBe('495.00');
  });

  test('work that is nobody’s stands on every preview, and is told once', () => {
    const work = [workOf(1, { id: 'te_1', customerId: null }), workOf(-1, { id: 'te_2' })];
    const other = exampleContract({ id: 'c_2', covers: { serviceType: 'travel' } });
    const { groups } = unbilledWork([contract, other].map((one) => billOf(one, { work })));
    expect(
      groups.map(({ customerId, contractId, blocked }) => [customerId, contractId, blocked.length]),
    ).toEqual([[null, null, 2]]);
  });
});
