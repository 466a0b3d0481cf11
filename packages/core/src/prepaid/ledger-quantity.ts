import { inputError } from '../errors/parse-input.ts';
import { type CurrencyCode, minorDigits } from '../money/currency.ts';
import { type DecimalString, isDecimalString } from '../money/decimal-string.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { tenTo, textOfScaled, toScaled } from '../money/scaled.ts';

/**
 * A quantity as the ledger of a prepaid account counts it. Money: the amount in the account's currency, `"12.50"`.
 * Hours: **seconds**, in steps of 1/10,000, `"4800"` or `"0.5"`. Whole steps add up exactly; hours would not, since a
 * second is no decimal fraction of an hour.
 */
export type LedgerQuantity = DecimalString;

/** What a prepaid account holds: money of a currency, or hours. */
export interface PrepaidUnit {
  readonly unit: 'money' | 'hours';
  /** The currency of a money account, `null` for hours. */
  readonly currency: CurrencyCode | null;
}

/** Decimal places of a burn factor, and so of the seconds in a ledger: whole seconds × factor are whole steps. */
export const burnPlaces = 4;

const secondsPerHour = 3600n;

const scaleOf = ({ currency }: PrepaidUnit): number =>
  currency === null ? burnPlaces : minorDigits(currency);

/**
 * The ledger's quantity for one that people write: hours become seconds, amounts get the currency's decimal places.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when it has more decimal places than the ledger can count.
 * @throws BillingError `DECIMAL_INVALID` when it is not a decimal number.
 * @example
 * ```ts
 * import { toLedgerQuantity } from '@billwright/core';
 *
 * console.log(toLedgerQuantity({ unit: 'hours', currency: null }, '1.5'));
 * // => 5400
 * console.log(toLedgerQuantity({ unit: 'money', currency: 'EUR' }, '1.5'));
 * // => 1.50
 * ```
 */
export function toLedgerQuantity(unit: PrepaidUnit, quantity: DecimalString): LedgerQuantity {
  return textOfUnits(unit, unitsOfWritten(unit, quantity));
}

/**
 * The quantity that people read for the ledger's one: hours, rounded half-up to so many decimal places, or the amount
 * as it is.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when it is not a quantity of this ledger, or the places are not 0 to 20.
 * @example
 * ```ts
 * import { fromLedgerQuantity } from '@billwright/core';
 *
 * console.log(fromLedgerQuantity({ unit: 'hours', currency: null }, '4800'));
 * // => 1.3333
 * ```
 */
export function fromLedgerQuantity(unit: PrepaidUnit, quantity: LedgerQuantity, places = 4): DecimalString {
  const units = unitsOf(unit, quantity);
  if (unit.currency !== null) return textOfUnits(unit, units);
  if (!Number.isInteger(places) || places < 0 || places > 20) throw placesError(places);
  const hours = divideRounded(units * tenTo(places), secondsPerHour * tenTo(burnPlaces), 'half-up');
  return textOfScaled({ units: hours, scale: places });
}

/** The whole number of a ledger's smallest steps that a written quantity makes, or null when it makes none. */
export function wholeUnits(unit: PrepaidUnit, quantity: DecimalString): bigint | null {
  const { units, scale } = toScaled(quantity);
  const steps = units * (unit.currency === null ? secondsPerHour : 1n) * tenTo(scaleOf(unit));
  return steps % tenTo(scale) === 0n ? steps / tenTo(scale) : null;
}

/** Like {@link wholeUnits}, but refuses what makes none. */
export function unitsOfWritten(unit: PrepaidUnit, quantity: DecimalString): bigint {
  const units = wholeUnits(unit, quantity);
  if (units === null) throw quantityError(`"${quantity}" ${tooFine}`);
  return units;
}

/** What is wrong with a quantity between two steps of the ledger. */
export const tooFine = 'has more decimal places than the ledger counts: minor units, or 1/10,000 of a second';

/** A ledger's quantity in whole steps: minor units, or ten-thousandths of a second. */
export function unitsOf(unit: PrepaidUnit, quantity: LedgerQuantity): bigint {
  const scale = scaleOf(unit);
  // A store may have made a number of it, which is no longer exact.
  const [whole = '', fraction = ''] = typeof quantity === 'string' ? quantity.split('.') : [];
  if (!isDecimalString(quantity) || whole === '' || fraction.length > scale) {
    throw quantityError(`"${quantity}" is not a quantity of this ledger`);
  }
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

/** The ledger's quantity for whole steps. */
export function textOfUnits(unit: PrepaidUnit, units: bigint): LedgerQuantity {
  const scale = scaleOf(unit);
  return textOfScaled({ units, scale }, unit.currency === null ? 0 : scale);
}

const placesError = (places: number): Error =>
  inputError('PREPAID_POSTING_INVALID', [
    { path: ['places'], message: `${places} is not a whole number from 0 to 20` },
  ]);

const quantityError = (message: string): Error =>
  inputError('PREPAID_POSTING_INVALID', [{ path: ['quantity'], message }]);
