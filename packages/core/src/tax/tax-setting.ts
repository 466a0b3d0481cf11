import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { type DecimalString, positiveDecimalSchema } from '../money/decimal-string.ts';
import { type TaxRounding, taxRoundingSchema } from './compute-tax.ts';
import { type TaxCode, taxCodeSchema } from './tax-code.ts';

/** Everything that decides the taxes and the rounding of a document. It is stored with the result (R3). */
export interface TaxSetting {
  /** The taxes that lines name, with their percentages and legal texts of that day (R68). */
  readonly taxCodes: readonly TaxCode[];
  /** Whether the amounts of lines and discounts contain tax. */
  readonly pricesIncludeTax: boolean;
  readonly taxRounding: TaxRounding;
  /** The smallest coin, to which the total is rounded, or `null` for none. */
  readonly cashRounding: { readonly step: DecimalString } | null;
}

/** {@link TaxSetting} as it is written down: what is left out takes its default. */
export type TaxSettingInput = { readonly [Part in keyof TaxSetting]?: TaxSetting[Part] | undefined };

/** The parts of a tax setting with their defaults. */
export const taxSettingShape = {
  taxCodes: z.array(taxCodeSchema).default([]),
  pricesIncludeTax: z.boolean().default(false),
  taxRounding: taxRoundingSchema.default({ level: 'document', mode: 'half-up' }),
  cashRounding: z.strictObject({ step: positiveDecimalSchema }).nullable().default(null),
};

const taxSettingSchema = z.strictObject(taxSettingShape);

/**
 * Fills in what a tax setting leaves out, and keeps only the taxes that occur on the lines.
 *
 * @throws BillingError `TOTALS_INVALID` when a part does not hold together.
 */
export function taxSettingOf(
  { taxCodes, pricesIncludeTax, taxRounding, cashRounding }: TaxSettingInput,
  lines: readonly { readonly taxCodes: readonly string[] }[],
): TaxSetting {
  const setting = { taxCodes, pricesIncludeTax, taxRounding, cashRounding };
  const read = parseInput('TOTALS_INVALID', taxSettingSchema, setting);
  const named = new Set(lines.flatMap((line) => line.taxCodes));
  return { ...read, taxCodes: read.taxCodes.filter(({ id }) => named.has(id)) };
}
