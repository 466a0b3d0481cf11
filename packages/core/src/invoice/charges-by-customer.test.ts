import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { anyCharges } from '../testing/invoice-arbitraries.ts';
import { type CustomerCharges, chargesByCustomer } from './charges-by-customer.ts';

const told = (parties: readonly CustomerCharges[]): readonly string[] =>
  parties.map(
    ({ customerId, currency, charges }) =>
      `${customerId} ${currency}: ${charges.map(({ entryId }) => entryId).join(' ')}`,
  );

const charges = [
  exampleCharge({ entryId: 'te_1', customerId: 'globex', currency: 'USD' }),
  exampleCharge({ entryId: 'te_2', customerId: 'acme' }),
  exampleCharge({ entryId: 'te_3', customerId: 'globex', currency: 'EUR' }),
  exampleCharge({ entryId: 'te_4', customerId: 'Zeta & sons' }),
  exampleCharge({ entryId: 'te_5', customerId: 'acme' }),
];

test('charges are divided by customer, then by currency, and stay in their order', () => {
  expect(told(chargesByCustomer(charges))).toEqual([
    'Zeta & sons EUR: te_4',
    'acme EUR: te_2 te_5',
    'globex EUR: te_3',
    'globex USD: te_1',
  ]);
});

test('R8: the order of customers and currencies does not depend on the order of the charges', () => {
  expect(told(chargesByCustomer(charges.toReversed()))).toEqual([
    'Zeta & sons EUR: te_4',
    'acme EUR: te_5 te_2',
    'globex EUR: te_3',
    'globex USD: te_1',
  ]);
});

test('a list, an iteration and the result of a rating are divided alike', () => {
  const parties = chargesByCustomer(charges);
  expect(chargesByCustomer(new Set(charges))).toEqual(parties);
  expect(chargesByCustomer({ charges: () => charges.values() })).toEqual(parties);
  expect(chargesByCustomer([])).toEqual([]);
});

test('R6: each charge is with one customer', () => {
  const anyCustomers = anyCharges().chain((all) =>
    fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: all.length, maxLength: all.length })
      .map((ids) => all.map((charge, index) => ({ ...charge, customerId: ids[index] ?? 'a' }))),
  );
  fc.assert(
    fc.property(anyCustomers, (all) => {
      const members = chargesByCustomer(all).flatMap((party) => party.charges);
      expect(members).toHaveLength(all.length);
      expect(new Set(members)).toEqual(new Set(all));
    }),
  );
});
