import { minorDigits, type Money } from '@billwright/core';

/** An amount of JSON as money. QuickBooks has no more places than the currency. */
export const moneyOf = (amount: number, currency: string): Money => ({
  amount: amount.toFixed(minorDigits(currency)),
  currency,
});
