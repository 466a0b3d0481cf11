import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { moneySchema } from '../money/money.ts';
import { taxSettingShape } from '../tax/tax-setting.ts';
import { discountSchema } from './discount.ts';

// Lines may have more than this: they usually are invoice lines.
const lineSchema = z.object({ key: z.string(), amount: moneySchema, taxCodes: z.array(z.string()) });

// Strict, because a misspelt `discounts` would be a discount that nobody takes off.
const totalsInputSchema = z.strictObject({
  lines: z.array(lineSchema),
  discounts: z.array(discountSchema).default([]),
  currency: z.string(),
  ...taxSettingShape,
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
