import { z } from 'zod';

/**
 * A decimal number as text: `"120"`, `"120.50"`, `"-0.05"`. A point, no grouping, no exponent, no leading plus; at
 * most 30 digits before the point and 20 after it. It is exact where a `number` is not.
 */
export type DecimalString = string;

const anyDecimal = /^-?\d{1,30}(?:\.\d{1,20})?$/;
const unsignedDecimal = /^\d{1,30}(?:\.\d{1,20})?$/;

/** Says whether a text is a {@link DecimalString}. */
export function isDecimalString(value: string): value is DecimalString {
  return anyDecimal.test(value);
}

// What is no number is told once: checks that stand behind these schemas reckon with it, and would throw.

/** Any {@link DecimalString}. */
export const decimalStringSchema: z.ZodType<DecimalString, DecimalString> = z.string().regex(anyDecimal, {
  error: 'must be a decimal number written as text, such as "120.50"',
  abort: true,
});

/** A {@link DecimalString} of 0 or more, without a sign. */
export const nonNegativeDecimalSchema: z.ZodType<DecimalString, DecimalString> = z
  .string()
  .regex(unsignedDecimal, {
    error: 'must be a decimal number of 0 or more written as text, such as "120.50"',
    abort: true,
  });

/** A {@link DecimalString} above 0. */
export const positiveDecimalSchema: z.ZodType<DecimalString, DecimalString> = z
  .string()
  .refine((value) => unsignedDecimal.test(value) && /[1-9]/.test(value), {
    error: 'must be a decimal number above 0 written as text, such as "120.50"',
    abort: true,
  });
