import { Decimal as DecimalJs } from 'decimal.js';
import { inputError } from '../errors/parse-input.ts';

/** What can stand beside a {@link Decimal} in a calculation. A `number` is taken as it prints: 0.1 is one tenth. */
export type DecimalOperand = Decimal | string | number | bigint;

/** An exact decimal number, for calculations only: what is stored or handed out is a decimal string. */
export interface Decimal {
  plus(other: DecimalOperand): Decimal;
  minus(other: DecimalOperand): Decimal;
  times(factor: DecimalOperand): Decimal;
  dividedBy(divisor: DecimalOperand): Decimal;
  negated(): Decimal;
  absoluteValue(): Decimal;
  floor(): Decimal;
  comparedTo(other: DecimalOperand): number;
  equals(other: DecimalOperand): boolean;
  lessThan(other: DecimalOperand): boolean;
  lessThanOrEqualTo(other: DecimalOperand): boolean;
  greaterThan(other: DecimalOperand): boolean;
  greaterThanOrEqualTo(other: DecimalOperand): boolean;
  isZero(): boolean;
  isNegative(): boolean;
  isInteger(): boolean;
  decimalPlaces(): number;
  toDecimalPlaces(places: number, rounding: number): Decimal;
  toFixed(places?: number): string;
}

// A clone: settings that other code gives the library must not change our totals. Its precision keeps the product
// of any two decimal strings (30 + 20 digits each) exact. Numbers are never printed with an exponent.
const Exact = DecimalJs.clone({ defaults: true, precision: 120, toExpNeg: -9e15, toExpPos: 9e15 });

/** The rounding modes in the library's numbers. */
const rounding = {
  'half-up': DecimalJs.ROUND_HALF_UP,
  'half-even': DecimalJs.ROUND_HALF_EVEN,
  'half-down': DecimalJs.ROUND_HALF_DOWN,
  up: DecimalJs.ROUND_UP,
  down: DecimalJs.ROUND_DOWN,
} as const;

const plainDecimal = /^-?\d+(\.\d+)?$/;

/**
 * The number that a decimal string, an integer or a finite number stands for.
 *
 * @throws BillingError `DECIMAL_INVALID` for anything else: exponents, a leading plus, NaN, Infinity.
 */
export function decimal(value: string | number | bigint): Decimal {
  requireDecimal(value);
  return new Exact(value);
}

/** @throws BillingError `DECIMAL_INVALID` for what {@link decimal} does not take. */
export function requireDecimal(value: string | number | bigint): void {
  const valid =
    typeof value === 'string'
      ? plainDecimal.test(value)
      : typeof value === 'bigint' || Number.isFinite(value);
  if (valid) return;
  throw inputError('DECIMAL_INVALID', [
    { path: [], message: `"${String(value)}" is not a plain decimal number` },
  ]);
}

/**
 * Rounds to a number of decimal places.
 *
 * @throws BillingError `DECIMAL_INVALID` for an unknown rounding mode, which the library would take for half-up.
 */
export function toPlaces(value: Decimal, places: number, mode: keyof typeof rounding): Decimal {
  if (!Object.hasOwn(rounding, mode)) {
    const message = `"${mode}" is none of ${Object.keys(rounding).join(', ')}`;
    throw inputError('DECIMAL_INVALID', [{ path: ['mode'], message }]);
  }
  return value.toDecimalPlaces(places, rounding[mode]);
}

/** The shortest plain form: no exponent, no trailing zeros, never "-0". */
export function formatDecimal(value: Decimal): string {
  return value.toFixed();
}

/** The plain form with exactly so many decimal places; what has more is rounded half-up. Never "-0.00". */
export function formatFixed(value: Decimal, places: number): string {
  return toPlaces(value, places, 'half-up').toFixed(places);
}
