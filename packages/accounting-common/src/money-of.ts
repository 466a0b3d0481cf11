import { minorDigits, type Money } from '@billwright/core';

/** An amount of JSON as money. QuickBooks has no more places than the currency. */
export const moneyOf = (amount: number, currency: string): Money => ({
  amount: amount.toFixed(minorDigits(currency)),
  currency,
});

/** An amount of JSON as a decimal with the places of the currency; one that has more keeps them. */
export function decimalOf(amount: number, currency: string): string {
  const rounded = moneyOf(amount, currency).amount;
  return Number(rounded) === amount ? rounded : String(amount);
}
