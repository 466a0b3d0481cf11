import { money } from '../money/money.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import {
  definePrepaidAccount,
  type PrepaidAccount,
  type PrepaidAccountInput,
} from '../prepaid/prepaid-account.ts';
import { creditLot, type PrepaidLot, prepaidLot, type PrepaidPurchase } from '../prepaid/prepaid-lot.ts';

/** An account of euros of the customer "acme", but for what is given. */
export function moneyAccount(given: Partial<PrepaidAccountInput> = {}): PrepaidAccount {
  return definePrepaidAccount({ id: 'budget', customerId: 'acme', unit: 'money', currency: 'EUR', ...given });
}

/** An account of hours of the customer "acme", but for what is given. */
export function hoursAccount(given: Partial<PrepaidAccountInput> = {}): PrepaidAccount {
  return definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours', ...given });
}

/** When the lots of these tests are bought and paid, unless something else is given. */
export const boughtAt = '2026-05-01T09:00:00.000Z';

/** The lots of paid purchases and the ledger that they make. Ten of the account's unit for 100.00 EUR, unless given. */
export function paidLots(
  account: PrepaidAccount,
  ...purchases: readonly (Partial<PrepaidPurchase> & { readonly id: string })[]
): { readonly lots: readonly PrepaidLot[]; readonly ledger: readonly PrepaidPosting[] } {
  const credited = purchases.map((purchase) => {
    const price = money('100.00', account.currency ?? 'EUR');
    const lot = prepaidLot(account, { quantity: '10', price, purchasedAt: boughtAt, ...purchase });
    return creditLot(account, lot, lot.purchasedAt);
  });
  return { lots: credited.map(({ lot }) => lot), ledger: credited.map(({ posting }) => posting) };
}
