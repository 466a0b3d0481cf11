import { bounded } from './bounded.ts';
import type { ErrorCode, ErrorDetails } from './codes.ts';
import { errorRegistry } from './registry.ts';

// Registered, so that two installed copies of the package recognise each other's errors.
const brand = Symbol.for('@billwright/core/BillingError');

/**
 * The only error class that Billwright throws. Branch on `code`; `details` is typed by it.
 *
 * `message` says what happened, `remedy` what to do about it. Texts of more than 500 characters are told in part. Recognise it with {@link isBillingError}, not with
 * `instanceof`, which fails when two copies of the package are installed.
 */
export class BillingError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'BillingError';
  readonly code: Code;
  readonly details: ErrorDetails[Code];
  /** What the caller can do about it, in English. */
  readonly remedy: string;

  constructor(code: Code, details: ErrorDetails[Code], options?: ErrorOptions) {
    // Only texts are cut, so the type stays what it is.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const told = bounded(details) as ErrorDetails[Code];
    super(`${code}: ${errorRegistry[code].message(told)}`, options);
    this.code = code;
    this.details = told;
    this.remedy = errorRegistry[code].remedy;
    Object.defineProperty(this, brand, { value: true });
  }

  /** The error as plain JSON, for logs and for answers over HTTP. */
  toJSON(): { code: Code; message: string; remedy: string; details: ErrorDetails[Code] } {
    return { code: this.code, message: this.message, remedy: this.remedy, details: this.details };
  }
}

/** A {@link BillingError} of any code, told apart by `code`. */
export type AnyBillingError = { [Code in ErrorCode]: BillingError<Code> }[ErrorCode];

/**
 * Says whether a caught value is a Billwright error, and of which code when one is named.
 *
 * @example
 * ```ts
 * import { isBillingError, money } from '@billwright/core';
 *
 * try {
 *   money('12.345', 'EUR');
 * } catch (error) {
 *   if (isBillingError(error, 'MONEY_INVALID')) console.log(error.details.issues[0]?.message);
 *   // => EUR has 2 decimal places, "12.345" has 3
 * }
 * ```
 */
export function isBillingError(error: unknown): error is AnyBillingError;
export function isBillingError<Code extends ErrorCode>(
  error: unknown,
  code: Code,
): error is BillingError<Code>;
export function isBillingError(error: unknown, code?: ErrorCode): boolean {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || ('code' in error && error.code === code);
}
