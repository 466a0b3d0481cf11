import { describe, expect, test } from 'vitest';
import type { Contract } from '../contract/contract.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import { exampleContract, exampleRating, periodFrom, workOf } from '../testing/bill-fixture.ts';
import type { BillFacts } from './bill-facts.ts';
import { type Biller, compileBilling } from './compile-billing.ts';

const cardOf = (rate: string) =>
  defineRateCard({ id: rate, currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate } }] });

/** March of a contract, with one hour of its customer's work. */
const march = (contract: Contract, given: Partial<BillFacts> = {}): BillFacts => ({
  contract,
  contractPeriod: periodFrom(contract, '2026-03-01'),
  work: [workOf(1, { customerId: contract.customerId })],
  at: '2026-04-01T06:00:00.000Z',
  ...given,
});

const totalOf = (biller: Biller, contract: Contract): string =>
  biller.bill(march(contract)).totals.total.amount;

const ofAcme = exampleContract();
const ofGlobex = exampleContract({ id: 'c_2', customerId: 'globex' });
const ofInitech = exampleContract({ id: 'c_3', customerId: 'initech' });

describe('R40: one biller bills contracts of many customers', () => {
  const rating: RatingPolicy = {
    ...exampleRating,
    customers: { acme: { rateCard: cardOf('90') }, globex: { rateCard: cardOf('80') } },
    contracts: { c_1: { customerId: 'acme', rateCard: cardOf('70') } },
  };

  test('by terms of the contract, by those of its customer, or by the default ones', () => {
    const biller = compileBilling({ rating });
    const totals = [ofAcme, ofGlobex, ofInitech].map((contract) => totalOf(biller, contract));
    expect(totals).toEqual(['70.00', '80.00', '120.00']);
  });

  test('and refuses a contract with prices of its own that nobody handed in', () => {
    const pricing = { rateCardId: 'gold' };
    const gold = exampleContract({ id: 'c_2', customerId: 'globex', pricing });
    const biller = compileBilling({ rating });
    expect(() => biller.bill(march(gold))).toThrow(/prices of its own.*policy\.rating\.contracts\["c_2"\]/s);
    const known = { ...rating.contracts, c_2: { customerId: 'globex', rateCard: cardOf('60') } };
    expect(totalOf(compileBilling({ rating: { ...rating, contracts: known } }), gold)).toBe('60.00');
  });

  test('another contract of the customer has no part in terms that are not its own', () => {
    const second = exampleContract({ id: 'c_9' });
    expect(totalOf(compileBilling({ rating }), second)).toBe('90.00');
  });

  test('terms that are of another customer bill nothing', () => {
    const stranger = exampleContract({ customerId: 'globex' });
    const { charges, blocked } = compileBilling({ rating }).bill(march(stranger));
    expect([charges.length, blocked[0]?.reason]).toEqual([0, 'invalid']);
  });
});

test('R67: contracts of other customers that can take the same work are no obstacle', () => {
  const contracts = [ofAcme, ofGlobex, { ...ofGlobex, id: 'c_4' }];
  const biller = compileBilling({ rating: exampleRating, contracts });
  expect(totalOf(biller, ofAcme)).toBe('120.00');
  expect(() => totalOf(biller, ofGlobex)).toThrow('CONTRACTS_OVERLAP');
});

test('what a bill takes from an allowance is not missing in the next bill of the same biller', () => {
  const contract = exampleContract({
    components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1' }],
  });
  const biller = compileBilling({ rating: exampleRating });
  const [first, second] = [biller.bill(march(contract)), biller.bill(march(contract))];
  expect(first.totals.total.amount).toBe('0.00');
  expect(second).toEqual(first);
});

test('a policy that is changed afterwards changes no bill', () => {
  const policy = { rating: exampleRating, pricesIncludeTax: false, taxCodes: [] as { id: string }[] };
  const biller = compileBilling(policy as never);
  const before = biller.bill(march(ofAcme));
  Object.assign(policy, { pricesIncludeTax: 'perhaps', rating: { ...exampleRating, rateCard: cardOf('1') } });
  expect(biller.bill(march(ofAcme))).toEqual(before);
});

test('a fault in the policy is found before the first bill', () => {
  expect(() => compileBilling({ rating: { ...exampleRating, rateCard: { id: 'x' } as never } })).toThrow(
    'RATE_CARD_INVALID',
  );
});
