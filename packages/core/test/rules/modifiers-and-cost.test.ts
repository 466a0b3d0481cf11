import { describe, expect, test } from 'vitest';
import { compileRater } from '../../src/rating/compile-rater.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import type { RateRuleInput } from '../../src/rating/rate-card.ts';
import type { BandModifierInput, Combine } from '../../src/rating/band-modifier.ts';
import { cardOf, chargesOf, hourlyCard, openOnWeekdays, timed, untimed } from '../rating/desk.ts';
import { rateBoth } from '../rating/plain-result.ts';

const calendar = openOnWeekdays();
const hourly = (id: string, rate: string, more: Partial<RateRuleInput> = {}): RateRuleInput => ({
  id,
  price: { kind: 'hourly', rate },
  ...more,
});

describe('R43: band modifiers', () => {
  const modifiers: readonly BandModifierInput[] = [
    { band: 'after-hours', multiplier: '1.5' },
    { band: 'after-hours', multiplier: '2' },
    { band: 'after-hours', surcharge: '45.50' },
    { band: 'after-hours', rate: '130.00' },
    { band: 'after-hours', when: { agent: 'ben' }, rate: '900.00' },
  ];
  const evening = timed('2026-03-02T19:00', '2026-03-02T20:00');
  const priced = (combine: Combine): string | undefined =>
    chargesOf({ rateCard: hourlyCard('100.00', { modifiers, combine }), calendar }, evening)[0]?.unitPrice;

  // max of 150, 200, 145.50 and 130; 130 × (1.5 + 2) + 45.50; 130 × 1.5 × 2 + 45.50.
  test('R43: of four that fit, max gives 200.00, sum 500.50 and product 435.50 an hour', () => {
    expect([priced('max'), priced('sum'), priced('product')]).toEqual(['200', '500.5', '435.5']);
  });

  test("R43: a rule's own modifiers replace the card's, and an empty list is none", () => {
    const own = [{ band: 'after-hours', surcharge: '10' }];
    const rateOf = (rule: RateRuleInput): unknown =>
      chargesOf({ rateCard: cardOf([rule], { modifiers }), calendar }, evening)[0]?.unitPrice;
    expect(rateOf(hourly('own', '100.00', { modifiers: own }))).toBe('110');
    expect(rateOf(hourly('none', '100.00', { modifiers: [] }))).toBe('100');
  });

  test('R43: a rate that replaces can be lower, also 0, and a price per piece has no modifier', () => {
    const free = [{ band: 'after-hours', rate: '0' }];
    expect(
      chargesOf({ rateCard: hourlyCard('100.00', { modifiers: free }), calendar }, evening)[0],
    ).toMatchObject({ unitPrice: '0', amount: '0' });
    const visit = cardOf([{ id: 'visit', price: { kind: 'fixed', price: '45.00' } }], { modifiers });
    expect(chargesOf({ rateCard: visit, calendar }, evening)[0]?.amount).toBe('45');
  });

  // Tier of 1 h at 100.00, then 80.00; quarters. A: 40 min become 45. B: 17:40 to 18:06 is 1,200 s and 360 s; 1,560 s
  // become 1,800 s: 1,384.6 and 415.4, so 1,385 and 415. 900 s of it are left in the first tier, 485 s and 415 s lie
  // above: 900 s × 100 = 25; 485 s × 80 = 10.7777777778; 415 s × 80 × 1.5 = 13.8333333333.
  test('R43, R31: tiers count rounded time, and each run in each band has its own price', () => {
    const tiers = [
      { upTo: '1', rate: '100.00' },
      { upTo: null, rate: '80.00' },
    ];
    const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode: 'graduated', tiers } }], {
      quantity: { incrementMinutes: 15 },
      modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
    });
    const charges = chargesOf(
      { rateCard, calendar },
      timed('2026-03-02T09:00', '2026-03-02T09:40', { id: 'a' }),
      timed('2026-03-02T17:40', '2026-03-02T18:06', { id: 'b' }),
    );
    expect(
      charges.map((c) => [c.entryId, c.band, c.measuredSeconds, c.billedSeconds, c.unitPrice, c.amount]),
    ).toEqual([
      ['a', 'business', 2_400, 2_700, '100', '75'],
      ['b', 'business', 780, 900, '100', '25'],
      ['b', 'business', 420, 485, '80', '10.7777777778'],
      ['b', 'after-hours', 360, 415, '120', '13.8333333333'],
    ]);
  });

  // Volume: 45 + 30 min are above one hour, so all of it is at 80.00.
  test('R43: in volume tiers rounded time decides: 66 minutes worked, 75 billed, all in the second tier', () => {
    const tiers = [
      { upTo: '1.2', rate: '100.00' },
      { upTo: null, rate: '80.00' },
    ];
    const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode: 'volume', tiers } }], {
      quantity: { incrementMinutes: 15 },
    });
    const charges = chargesOf(
      { rateCard, calendar },
      untimed(2_400, { id: 'a' }),
      untimed(1_560, { id: 'b' }),
    );
    expect(charges.map(({ amount }) => amount)).toEqual(['60', '40']);
  });
});

describe('R44: the cost book', () => {
  const costBook = defineRateCard({
    id: 'cost',
    currency: 'EUR',
    rules: [hourly('ana', '40.00', { when: { agent: 'ana' } })],
    modifiers: [{ band: 'after-hours', multiplier: '1.25' }],
  });
  const rateCard = hourlyCard('120.00', { quantity: { incrementMinutes: 15 } });

  // Ana: 17:50 to 18:02 costs 600 s × 40 = 6.6666666667 and 120 s × 50 = 1.6666666667; nobody knows what Ben costs.
  test('R44: is of worked time in its bands, billable or not, whatever a person charges for it; what is missing is told', () => {
    const rate = { amount: '500.00', currency: 'USD' };
    const seam = ['2026-03-02T17:50', '2026-03-02T18:02'] as const;
    const { cost } = rateBoth({ rateCard, calendar, costBook }, [
      timed(...seam, { id: 'a', rate }),
      timed(...seam, { id: 'b', billable: false }),
      timed(...seam, { id: 'c', agentId: 'ben' }),
      timed(...seam, { id: 'd', customerId: null }),
    ]);
    expect(
      cost?.charges.map(({ entryId, band, billedSeconds, amount }) => [entryId, band, billedSeconds, amount]),
    ).toEqual([
      ['a', 'business', 600, '6.6666666667'],
      ['a', 'after-hours', 120, '1.6666666667'],
      ['b', 'business', 600, '6.6666666667'],
      ['b', 'after-hours', 120, '1.6666666667'],
    ]);
    expect(cost?.missing).toEqual([{ entryId: 'c', reason: 'no-rate', seconds: 720 }]);
  });

  test('R44, R5: a cost of 0 is a cost', () => {
    const free = defineRateCard({ id: 'cost', currency: 'EUR', rules: [hourly('volunteers', '0')] });
    const { cost } = rateBoth({ rateCard, calendar, costBook: free }, [untimed(600)]);
    expect(cost).toMatchObject({ charges: [{ amount: '0' }], missing: [] });
  });
});

describe('R45: what a charge remembers', () => {
  test('R45: rule, version, price, band, modifier, measured and billed time, and the steps between them', () => {
    const rateCard = hourlyCard('120.00', {
      quantity: { incrementMinutes: 15 },
      modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
    });
    const rated = compileRater({ rateCard, calendar }).rate([timed('2026-03-02T17:50', '2026-03-02T18:02')]);
    expect(rated.charge(1)).toMatchObject({
      ruleId: 'any',
      rateCardId: 'standard',
      rateCardVersion: '1970-01-01',
      band: 'after-hours',
      measuredSeconds: 120,
      billedSeconds: 150,
      unitPrice: '180',
      amount: '7.5',
    });
    expect(rated.charge(1).trace).toMatchObject([
      {
        code: 'timed',
        workedSeconds: 720,
        localStart: '2026-03-02 17:50:00',
        localEnd: '2026-03-02 18:02:00',
      },
      { code: 'band-from-calendar', band: 'after-hours', seconds: 120 },
      { code: 'quantity', source: 'rate-card', fromSeconds: 720, toSeconds: 900, shareSeconds: 150 },
      { code: 'rate-from-rule', ruleId: 'any', price: '120' },
      { code: 'modifiers', from: '120', to: '180', modifiers: [{ multiplier: '1.5' }] },
      { code: 'amount', billedSeconds: 150, unitPrice: '180', amount: '7.5' },
    ]);
  });

  test('R45: what was handed in can change afterwards without changing a price', () => {
    const rule = { id: 'any', price: { kind: 'hourly' as const, rate: '120.00' } };
    const input = { id: 'standard', currency: 'EUR', rules: [rule] };
    const rater = compileRater({ rateCard: defineRateCard(input), calendar });
    const before = JSON.stringify(rater.rate([untimed(600)]).charge(0));
    rule.price.rate = '1.00';
    input.currency = 'USD';
    expect(JSON.stringify(rater.rate([untimed(600)]).charge(0))).toBe(before);
  });
});
