import { expect, test } from 'vitest';
import { type Discount, discountSchema } from '../invoice/discount.ts';
import { money } from '../money/money.ts';
import type { ContractDiscount } from './contract-discount.ts';
import { defineContract } from './define-contract.ts';

const terms = {
  id: 'c_1',
  customerId: 'acme',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  start: '2026-01-01',
  cycle: { frequency: 'monthly' },
} as const;

test('R68: a discount of a contract is one that an invoice can take a copy of', () => {
  const { discounts } = defineContract({
    ...terms,
    discounts: [
      { id: 'loyalty', description: 'Loyalty', percent: '10' },
      { id: 'welcome', description: 'Welcome', amount: money('25.00', 'EUR') },
    ],
  });
  const copies: readonly Discount[] = discounts satisfies readonly ContractDiscount[];
  for (const copy of copies) expect(discountSchema.parse(copy)).toEqual(copy);
});

test.each([
  ['a percentage above 100', { percent: '100.1' }, 'percent: must not be above 100 percent'],
  ['both', { percent: '1', amount: money('1.00', 'EUR') }, 'percent: must stand alone'],
  ['neither', {}, 'percent: must stand alone'],
  ['another currency', { amount: money('1.00', 'USD') }, 'amount.currency: is not EUR'],
  ['an amount below 0', { amount: money('-1.00', 'EUR') }, 'amount: must be 0 or more'],
])('a discount with %s is refused', (_, given, fault) => {
  const discounts = [{ id: 'off', description: 'Off', ...given }];
  expect(() => defineContract({ ...terms, discounts })).toThrow(`discounts[0].${fault}`);
});
