import { z } from 'zod';
import type { CurrencyCode } from '../money/currency.ts';
import { type DecimalString, nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { moneySchema } from '../money/money.ts';

/** An amount of 0 or more in a contract's currency, with no more decimal places than the currency has. */
export function amountIn(currency: CurrencyCode): z.ZodType<DecimalString, DecimalString> {
  return nonNegativeDecimalSchema.transform((amount, context) => {
    const parsed = moneySchema.safeParse({ amount, currency });
    if (parsed.success) return parsed.data.amount;
    // The fault is told of the amount: the currency stands elsewhere in the input.
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
