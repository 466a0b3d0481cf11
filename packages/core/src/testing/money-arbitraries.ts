import fc from 'fast-check';
import { type CurrencyCode, currencyCodes } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import type { RoundingMode } from '../money/rounding.ts';

/** What {@link anyMoney} may make. */
export interface MoneyConstraints {
  /** Amounts of this currency only. Default: any currency. */
  readonly currency?: CurrencyCode;
  /** The least amount in minor units, for example cents. Default: -10^12. */
  readonly min?: bigint;
  /** The greatest amount in minor units. Default: 10^12. */
  readonly max?: bigint;
}

/** What {@link anyDecimalString} may make. */
export interface DecimalStringConstraints {
  /** With negative numbers? Default: true. */
  readonly negative?: boolean;
  /** At most so many digits before the point, 1 to 30. Default: 12. */
  readonly maxWholeDigits?: number;
  /** At most so many digits after the point, 0 to 20. Default: 6. */
  readonly maxPlaces?: number;
}

/**
 * Any active currency of ISO 4217; shrinks toward EUR.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { isCurrency } from '@billwright/core';
 * import { anyCurrency } from '@billwright/core/testing';
 *
 * fc.assert(fc.property(anyCurrency(), isCurrency));
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyCurrency(): fc.Arbitrary<CurrencyCode> {
  return fc.constantFrom('EUR', 'JPY', 'KWD', ...currencyCodes());
}

/**
 * Any rounding mode; shrinks toward half-up.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { roundMoney } from '@billwright/core';
 * import { anyRoundingMode } from '@billwright/core/testing';
 *
 * fc.assert(fc.property(anyRoundingMode(), (mode) => roundMoney('5', 'EUR', mode).amount === '5.00'));
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyRoundingMode(): fc.Arbitrary<RoundingMode> {
  return fc.constantFrom<RoundingMode>('half-up', 'half-even', 'half-down', 'up', 'down');
}

/**
 * Amounts, negative ones and zero among them; they shrink toward zero.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { isZero, negate, sum } from '@billwright/core';
 * import { anyMoney } from '@billwright/core/testing';
 *
 * fc.assert(fc.property(anyMoney(), (one) => isZero(sum([one, negate(one)], one.currency))));
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyMoney({
  currency,
  min = -(10n ** 12n),
  max = 10n ** 12n,
}: MoneyConstraints = {}): fc.Arbitrary<Money> {
  return fc
    .tuple(fc.bigInt({ min, max }), currency === undefined ? anyCurrency() : fc.constant(currency))
    .map(([units, code]) => fromMinorUnits(units, code));
}

/**
 * Decimal strings, with trailing zeros now and then; they shrink toward "0".
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { money, multiply } from '@billwright/core';
 * import { anyDecimalString } from '@billwright/core/testing';
 *
 * const nothing = money('0', 'EUR');
 * fc.assert(fc.property(anyDecimalString(), (factor) => multiply(nothing, factor).amount === '0.00'));
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyDecimalString({
  negative = true,
  maxWholeDigits = 12,
  maxPlaces = 6,
}: DecimalStringConstraints = {}): fc.Arbitrary<DecimalString> {
  const digits = fc.bigInt({ min: 0n, max: 10n ** BigInt(maxWholeDigits) - 1n }).map(String);
  const fraction = fc.array(fc.nat({ max: 9 }), { maxLength: maxPlaces }).map((places) => places.join(''));
  const sign = negative ? fc.constantFrom('', '-') : fc.constant('');
  return fc.tuple(sign, digits, fraction).map(([minus, whole, places]) => {
    const text = places === '' ? whole : `${whole}.${places}`;
    return /[1-9]/.test(text) ? minus + text : text;
  });
}
