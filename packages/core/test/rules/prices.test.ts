import { describe, expect, test } from 'vitest';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { linePolicy } from '../../src/invoice/line-policy.ts';
import { priceLines } from '../../src/invoice/price-lines.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import type { RateRuleInput } from '../../src/rating/rate-card.ts';
import { cardOf, chargesOf, hourlyCard, openOnWeekdays, timed, untimed } from '../rating/desk.ts';
import { rateBoth } from '../rating/plain-result.ts';

const calendar = openOnWeekdays();
const hourly = (id: string, rate: string, more: Partial<RateRuleInput> = {}): RateRuleInput => ({
  id,
  price: { kind: 'hourly', rate },
  ...more,
});
const support = { serviceType: 'support' } as const;

describe('R40: which price', () => {
  const contractCard = defineRateCard({
    id: 'contract',
    currency: 'EUR',
    rules: [hourly('c', '90.00', { when: support })],
  });
  const customerCard = defineRateCard({
    id: 'customer',
    currency: 'EUR',
    rules: [hourly('k', '100.00', { when: { serviceType: ['support', 'travel'] } })],
  });
  const policy = {
    calendar,
    rateCard: hourlyCard('120.00'),
    customers: { acme: { rateCard: customerCard } },
    contracts: { silver: { customerId: 'acme', rateCard: contractCard } },
  };
  const priceOf = (serviceTypeId: string, contractId: string | null): string | undefined =>
    rateBoth(policy, [untimed(3_600, { serviceTypeId })], contractId).charges[0]?.amount;

  test("R40: the contract's card, then the customer's, then the default one: the first that has a rule decides", () => {
    expect(['support', 'travel', 'training'].map((type) => priceOf(type, 'silver'))).toEqual([
      '90',
      '100',
      '120',
    ]);
    expect(['support', 'travel', 'training'].map((type) => priceOf(type, null))).toEqual([
      '100',
      '100',
      '120',
    ]);
  });

  test('R40: a rate on the entry beats every card, and needs none', () => {
    const rate = { amount: '77.00', currency: 'EUR' };
    const [charge] = chargesOf(
      { ...policy, rateCard: null },
      untimed(3_600, { rate, timeBand: 'after-hours' }),
    );
    expect(charge).toMatchObject({ amount: '77', rateCardId: null, ruleId: null });
  });

  const dated = defineRateCard({
    id: 'dated',
    currency: 'EUR',
    versions: [
      { effectiveFrom: '2026-01-01', rules: [hourly('2026', '100.00')] },
      { effectiveFrom: '2027-01-01', rules: [hourly('2027', '110.00')] },
    ],
  });

  // 23:30Z on 31 December is 00:30 on 1 January in Berlin. The night before began in the old year and stays there.
  test("R40, R12: the version is that of the civil day on which the work began, in the calendar's zone", () => {
    const priced = (start: string, end: string): string | undefined =>
      chargesOf({ rateCard: dated, calendar }, timed(start, end))[0]?.unitPrice;
    expect(priced('2026-12-31T22:30:00Z', '2027-01-01T02:30:00Z')).toBe('100');
    expect(priced('2026-12-31T23:30:00Z', '2027-01-01T02:30:00Z')).toBe('110');
  });

  test('R40, R42: before its first version a card has no price; the next card in line decides, or none', () => {
    const before = untimed(3_600, { date: '2025-12-31' });
    const customers = { acme: { rateCard: dated } };
    expect(chargesOf({ rateCard: hourlyCard('80.00'), customers, calendar }, before)[0]?.amount).toBe('80');
    expect(rateBoth({ rateCard: dated, calendar }, [before]).blocked).toMatchObject([
      { reason: 'no-rate', seconds: 3_600 },
    ]);
  });

  test('R40: on the day on which one rule ends and the next begins, the next one holds', () => {
    const rateCard = cardOf([
      hourly('winter', '100.00', { validUntil: '2026-03-02' }),
      hourly('spring', '105.00', { validFrom: '2026-03-02', validUntil: '2026-03-03' }),
    ]);
    const on = (date: string): unknown =>
      rateBoth({ rateCard, calendar }, [untimed(3_600, { date })]).charges[0]?.ruleId;
    expect(['2026-03-01', '2026-03-02', '2026-03-03'].map(on)).toEqual(['winter', 'spring', undefined]);
  });

  // Support is in the customer's dollars, travel in the default card's euros: two sums that never meet.
  test('R40, R1: cards in two currencies make charges in two currencies, and lines for one of them at a time', () => {
    const dollars = defineRateCard({
      id: 'usd',
      currency: 'USD',
      rules: [hourly('s', '150.00', { when: support })],
    });
    const rated = compileRater({
      calendar,
      rateCard: hourlyCard('120.00'),
      customers: { acme: { rateCard: dollars } },
    });
    const charges = [
      ...rated
        .rate([untimed(1_800, { id: 'a' }), untimed(1_800, { id: 'b', serviceTypeId: 'travel' })])
        .charges(),
    ];
    expect(charges.map(({ amount, currency }) => `${amount} ${currency}`)).toEqual(['75 USD', '60 EUR']);
    expect(errorCode(() => priceLines(charges, linePolicy()))).toBe('CURRENCY_MISMATCH');
    const euros = charges.filter(({ currency }) => currency === 'EUR');
    expect(priceLines(euros, linePolicy())).toMatchObject([{ amount: { amount: '60.00', currency: 'EUR' } }]);
  });
});

describe('R41 and R42: which rule, or none', () => {
  const forAna = hourly('ana', '150.00', { when: { agent: 'ana' } });
  const forTeam = hourly('team', '130.00', { when: { team: 'network', serviceType: 'support' } });
  const work = untimed(3_600, { teamId: 'network' });

  test('R41: an agent alone beats team and service type, unless the card puts the team first', () => {
    const rules = [forTeam, forAna];
    expect(chargesOf({ rateCard: cardOf(rules), calendar }, work)[0]?.ruleId).toBe('ana');
    const levels = ['team', 'agent'] as const;
    const teamsFirst = defineRateCard({ id: 'teams', currency: 'EUR', levels, rules });
    expect(chargesOf({ rateCard: teamsFirst, calendar }, work)[0]?.ruleId).toBe('team');
  });

  test('R41: two rules left are an error with both ids, in whatever order they are written', () => {
    const onSite = hourly('on-site', '140.00', { when: { tag: 'on-site' } });
    const urgent = hourly('urgent', '160.00', { when: { attributes: { urgency: 'high' } } });
    const entry = untimed(3_600, { tags: ['on-site'], attributes: { urgency: 'high' } });
    for (const rules of [
      [onSite, urgent],
      [urgent, onSite],
    ]) {
      const rater = compileRater({ rateCard: cardOf(rules), calendar });
      const { blocked } = rater.rate([entry], { faults: 'block' });
      expect(blocked).toMatchObject([{ reason: 'rate-ambiguous', seconds: 3_600 }]);
      expect(blocked[0]?.error).toMatchObject({
        code: 'RATE_AMBIGUOUS',
        details: { ruleIds: ['on-site', 'urgent'] },
      });
      expect(blocked[0]?.error?.remedy).toContain('priority');
      expect(errorCode(() => rater.rate([entry]))).toBe('RATE_AMBIGUOUS');
    }
    const settled = cardOf([onSite, { ...urgent, priority: 1 }]);
    expect(chargesOf({ rateCard: settled, calendar }, entry)[0]?.ruleId).toBe('urgent');
  });

  test('R42, R5: work without a price is blocked with its time; work with a price of 0 is charged', () => {
    const rateCard = cardOf([hourly('free', '0.00', { when: { serviceType: 'warranty' } })]);
    const { charges, blocked } = rateBoth({ rateCard, calendar }, [
      untimed(600, { id: 'a' }),
      untimed(600, { id: 'b', serviceTypeId: 'warranty' }),
    ]);
    expect(blocked).toMatchObject([{ entryId: 'a', reason: 'no-rate', seconds: 600 }]);
    expect(charges).toMatchObject([{ entryId: 'b', unitPrice: '0', amount: '0', billedSeconds: 600 }]);
  });
});

function errorCode(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return isBillingError(error) ? error.code : String(error);
  }
}
