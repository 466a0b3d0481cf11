import { z } from 'zod';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { decimal } from '../money/decimal.ts';
import { type DecimalString, nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { isNegative, type Money, moneySchema } from '../money/money.ts';

/** Something off every invoice of a contract: exactly one of `percent` and `amount`. Invoices keep a copy (R68). */
export interface ContractDiscount {
  readonly id: string;
  /** What the invoice calls it. */
  readonly description: string;
  /** 0 to 100 percent. */
  readonly percent: DecimalString | null;
  /** 0 or more, in the contract's currency. */
  readonly amount: Money | null;
}

/** A {@link ContractDiscount} as it is written down. */
export type ContractDiscountInput = Pick<ContractDiscount, 'id' | 'description'> & {
  readonly percent?: DecimalString | null | undefined;
  readonly amount?: Money | null | undefined;
};

const percentSchema = nonNegativeDecimalSchema.refine(
  (percent) => decimal(percent).lessThanOrEqualTo(100),
  'must not be above 100 percent',
);

/** What a {@link ContractDiscount} must look like when it comes from outside. */
export function contractDiscountSchema(
  currency: CurrencyCode,
): z.ZodType<ContractDiscount, ContractDiscountInput> {
  const amountSchema = moneySchema
    .refine((amount) => !isNegative(amount), 'must be 0 or more')
    .refine((amount) => amount.currency === currency, {
      path: ['currency'],
      error: `is not ${currency}, the contract's currency`,
    });
  return z
    .strictObject({
      id: idSchema,
      description: textSchema(1000),
      percent: percentSchema.nullable().default(null),
      amount: amountSchema.nullable().default(null),
    })
    .refine(({ percent, amount }) => (percent === null) !== (amount === null), {
      path: ['percent'],
      error: 'must stand alone: a discount has a percent or an amount',
    });
}
