import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { positiveDecimalSchema } from '../money/decimal-string.ts';
import { moneySchema } from '../money/money.ts';
import { taxRoundingSchema } from '../tax/compute-tax.ts';
import { taxCodeSchema } from '../tax/tax-code.ts';
import { discountSchema } from './discount.ts';

// Lines may have more than this: they usually are invoice lines.
const lineSchema = z.object({ key: z.string(), amount: moneySchema, taxCodes: z.array(z.string()) });

// Strict, because a misspelt `discounts` would be a discount that nobody takes off.
const totalsInputSchema = z.strictObject({
  lines: z.array(lineSchema),
  discounts: z.array(discountSchema).default([]),
  taxCodes: z.array(taxCodeSchema).default([]),
  currency: z.string(),
  pricesIncludeTax: z.boolean().default(false),
  taxRounding: taxRoundingSchema.default({ level: 'document', mode: 'half-up' }),
  cashRounding: z.strictObject({ step: positiveDecimalSchema }).nullable().default(null),
});

/** Checks what totals are made of, and fills in what was left out. */
export function readTotalsInput(input: unknown): z.infer<typeof totalsInputSchema> {
  const read = parseInput('TOTALS_INVALID', totalsInputSchema, input);
  requireDistinct(
    'lines',
    'key',
    read.lines.map(({ key }) => key),
  );
  requireDistinct(
    'discounts',
    'id',
    read.discounts.map(({ id }) => id),
  );
  return read;
}

function requireDistinct(list: string, field: string, values: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) {
      throw inputError('TOTALS_INVALID', [
        { path: [list, index, field], message: `"${value}" stands here twice` },
      ]);
    }
    seen.add(value);
  }
}
