import { z } from 'zod';
import { textSchema } from '../errors/text-schema.ts';
import { decimal } from '../money/decimal.ts';
import { type DecimalString, nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { type Money, isNegative, moneySchema } from '../money/money.ts';

/** Something off a line or off the whole document: exactly one of `percent` and `amount`. */
export interface Discount {
  readonly id: string;
  /** What the invoice calls it. */
  readonly description: string;
  /** 0 to 100 percent of what is left of the line, or of the document. */
  readonly percent?: DecimalString | null | undefined;
  /** 0 or more, and not above what is left of the line, or of the document. */
  readonly amount?: Money | null | undefined;
  /** The key of the line that it is off. Left out: it is off the document. */
  readonly lineKey?: string | null | undefined;
  /** The keys of the only lines that a discount of the document is off. Left out: all lines. */
  readonly lineKeys?: readonly string[] | null | undefined;
}

const percentSchema = nonNegativeDecimalSchema.refine(
  (percent) => decimal(percent).lessThanOrEqualTo(100),
  'must not be above 100 percent',
);

// On an invoice of several bills, an id has its contract before it, percent-encoded.
const discountIdSchema = textSchema(4000).min(1, 'is empty');

/** What a {@link Discount} must look like when it comes from outside. */
export const discountSchema: z.ZodType<Discount> = z
  .strictObject({
    id: discountIdSchema,
    description: textSchema(1000),
    percent: percentSchema.nullish(),
    amount: moneySchema.refine((amount) => !isNegative(amount), 'must be 0 or more').nullish(),
    lineKey: z.string().nullish(),
    lineKeys: z.array(z.string()).nullish(),
  })
  .refine(({ lineKey, lineKeys }) => lineKey == null || lineKeys == null, {
    path: ['lineKeys'],
    message: 'must stand alone: a discount is off one line, or off several',
  })
  .refine(({ percent, amount }) => (percent == null) !== (amount == null), {
    path: ['percent'],
    message: 'must stand alone: a discount has a percent or an amount',
  });
