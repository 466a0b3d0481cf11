import { apportion } from '../money/apportion.ts';
import { type CurrencyCode, minorDigits } from '../money/currency.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import { tenTo, toScaled } from '../money/scaled.ts';
import type { Charge } from '../rating/charge.ts';

/** An amount that nothing has rounded yet, as a fraction. The denominator is above 0. */
export interface ExactAmount {
  readonly currency: CurrencyCode;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

type Priced = Pick<Charge, 'unit' | 'billedSeconds' | 'pieces' | 'unitPrice' | 'currency'>;

/** The amount of a charge before anything is rounded: its text has no more than 10 decimals. */
export function exactOfCharge({ unit, billedSeconds, pieces, unitPrice, currency }: Priced): ExactAmount {
  const { units, scale } = toScaled(unitPrice);
  const count = unit === 'hour' ? BigInt(billedSeconds) : BigInt(pieces) * 3600n;
  return { currency, numerator: units * count, denominator: 3600n * tenTo(scale) };
}

/** An amount of money as a fraction. */
export function exactOfMoney({ amount, currency }: Money): ExactAmount {
  const { units, scale } = toScaled(amount);
  return { currency, numerator: units, denominator: tenTo(scale) };
}

/** The amount times a fraction. */
export function timesFraction(exact: ExactAmount, times: number, over: number): ExactAmount {
  const { currency, numerator, denominator } = exact;
  return { currency, numerator: numerator * BigInt(times), denominator: denominator * BigInt(over) };
}

/** The sum of two amounts of one currency. */
export function plusExact(one: ExactAmount, other: ExactAmount): ExactAmount {
  const { currency } = one;
  if (one.denominator === other.denominator) {
    return { currency, numerator: one.numerator + other.numerator, denominator: one.denominator };
  }
  const denominator = commonMultiple(one.denominator, other.denominator);
  const numerator =
    one.numerator * (denominator / one.denominator) + other.numerator * (denominator / other.denominator);
  return { currency, numerator, denominator };
}

/**
 * Rounds the sum of amounts of one currency half-up to the minor unit, once, and tells it per amount: each is cut down,
 * what is left over goes to the largest remainders (R4). So the parts sum to the whole.
 */
export function roundTogether(
  amounts: readonly ExactAmount[],
  currency: CurrencyCode,
): { readonly whole: Money; readonly parts: readonly Money[] } {
  const denominator = amounts.reduce((found, amount) => commonMultiple(found, amount.denominator), 1n);
  const units = tenTo(minorDigits(currency));
  const numerators = amounts.map((amount) => amount.numerator * (denominator / amount.denominator) * units);
  const whole = divideRounded(
    numerators.reduce((sum, numerator) => sum + numerator, 0n),
    denominator,
    'half-up',
  );
  return {
    whole: fromMinorUnits(whole, currency),
    parts: apportion(whole, numerators, denominator).map((part) => fromMinorUnits(part, currency)),
  };
}

function commonMultiple(one: bigint, other: bigint): bigint {
  if (one % other === 0n) return one;
  let [divisor, rest] = [one, other];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return (one / divisor) * other;
}
