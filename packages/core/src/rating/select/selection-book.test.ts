import { describe, expect, test } from 'vitest';
import { cardOf, openOnWeekdays, untimed } from '../../../test/rating/desk.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';
import type { RateCard } from '../rate-card.ts';
import type { RatingPolicy } from '../rating-policy.ts';

const calendar = openOnWeekdays();

const minimum = (minutes: number) => ({ minimumMinutes: minutes });

const card = (quantity: { minimumMinutes: number } | null, ofRule: { minimumMinutes: number } | null) =>
  cardOf([{ id: 'any', price: { kind: 'hourly', rate: '60' }, quantity: ofRule }], { quantity });

/** The source of the policy, and the minutes billed for one minute of work. */
function source(of: Partial<RatingPolicy>, more: Parameters<typeof untimed>[1] = {}): string {
  const rated = compileRater({ calendar, ...of }).rate([untimed(60, more)], { contractId: 'acme-managed' });
  const { billedSeconds, trace } = rated.charge(0);
  const step = trace.find(({ code }) => code === 'quantity');
  return `${step?.code === 'quantity' ? step.source : 'none'} ${billedSeconds / 60}`;
}

describe('which quantity policy: the first that there is', () => {
  const everywhere: Partial<RatingPolicy> = {
    rateCard: card(minimum(5), minimum(1)),
    serviceTypes: { support: { quantity: minimum(2) } },
    contracts: { 'acme-managed': { customerId: 'acme', quantity: minimum(3) } },
    customers: { acme: { quantity: minimum(4) } },
  };
  const withoutRule = { ...everywhere, rateCard: card(minimum(5), null) };
  const withoutService = { ...withoutRule, serviceTypes: {} };
  const withoutContract = { ...withoutService, contracts: { 'acme-managed': { customerId: 'acme' } } };
  const withoutCustomer = { ...withoutContract, customers: {} };

  test.each<[string, Partial<RatingPolicy>]>([
    ['rate-rule 1', everywhere],
    ['service-type 2', withoutRule],
    ['contract 3', withoutService],
    ['customer 4', withoutContract],
    ['rate-card 5', withoutCustomer],
    ['none 1', { ...withoutCustomer, rateCard: card(null, null) }],
  ])('%s', (expected, of) => {
    expect(source(of)).toBe(expected);
  });

  test("a rate that a person set takes all but the rule's, and of the cards the first in force", () => {
    const own = { rate: { amount: '60.00', currency: 'EUR' } };
    expect(source(everywhere, own)).toBe('service-type 2');
    expect(source(withoutService, own)).toBe('contract 3');
    expect(source(withoutContract, own)).toBe('customer 4');
    expect(source(withoutCustomer, own)).toBe('rate-card 5');
    const contracts = { 'acme-managed': { customerId: 'acme' } };
    expect(source({ contracts }, own)).toBe('none 1');
    const customers = { acme: { rateCard: card(minimum(7), null) } };
    expect(source({ ...withoutCustomer, customers }, own)).toBe('rate-card 7');
  });
});

test('R40: rates that people set are told apart by amount and currency', () => {
  const own = [
    { amount: '60.00', currency: 'EUR' },
    { amount: '75.00', currency: 'EUR' },
    { amount: '75.00', currency: 'USD' },
    { amount: '60.00', currency: 'EUR' },
  ];
  const work = own.map((money, at) => untimed(60, { id: `te_${at}`, rate: money }));
  const charges = [...compileRater({ calendar }).rate(work).charges()];
  expect(charges.map(({ unitPrice, currency }) => `${unitPrice} ${currency}`)).toEqual([
    '60 EUR',
    '75 EUR',
    '75 USD',
    '60 EUR',
  ]);
});

const rate = (of: RateCard, ...entries: readonly TimeEntry[]): readonly string[] =>
  [...compileRater({ calendar, rateCard: of }).rate(entries).charges()].map(({ unitPrice }) => unitPrice);

describe('band modifiers', () => {
  const price = { kind: 'hourly', rate: '100' };

  test("R43: a rule's own replace the card's; an empty list is none at all", () => {
    const modifiers = [{ band: 'business', multiplier: '2' }];
    const rules = [
      { id: 'own', when: { agent: 'ana' }, price, modifiers: [{ band: 'business', surcharge: '5' }] },
      { id: 'none', when: { agent: 'ben' }, price, modifiers: [] },
      { id: 'card', price },
    ];
    const work = ['ana', 'ben', 'cem'].map((agentId) => untimed(60, { id: agentId, agentId }));
    expect(rate(cardOf(rules, { modifiers }), ...work)).toEqual(['105', '100', '200']);
  });

  test('R43: only those of the band, and whose condition fits', () => {
    const modifiers = [
      { band: 'weekend', multiplier: '9' },
      { band: 'business', multiplier: '2', when: { tag: 'urgent' } },
      { band: 'business', multiplier: '1.5', when: { customer: 'acme' } },
    ];
    const work = [untimed(60, { id: 'a' }), untimed(60, { id: 'b', tags: ['urgent'] })];
    expect(rate(cardOf([{ id: 'any', price }], { modifiers, combine: 'sum' }), ...work)).toEqual([
      '150',
      '350',
    ]);
  });
});
