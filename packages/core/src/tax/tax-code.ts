import { z } from 'zod';
import { type DecimalString, nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { type TaxCategory, categoryFaults, taxCategories } from './tax-category.ts';

/** One tax that lines can bear, for example a VAT rate. */
export interface TaxCode {
  readonly id: string;
  /** What an invoice calls it, for example "VAT 19 %". */
  readonly name: string;
  /** Percent of the net amount, 0 or more: "19", "9.975". */
  readonly percent: DecimalString;
  /** The text that the law wants beside a tax of 0, for example of the reverse charge; null when there is none. */
  readonly exemption?: string | null | undefined;
  /** What e-invoices call it, see {@link taxCategoryOf}. Left out: told by percent and exemption. */
  readonly category?: TaxCategory | undefined;
}

/** A {@link TaxCode} from outside. */
export const taxCodeSchema: z.ZodType<TaxCode, TaxCode> = z
  .strictObject({
    id: z.string().min(1),
    name: z.string().min(1),
    percent: nonNegativeDecimalSchema,
    exemption: z.string().min(1).nullable().default(null),
    category: z.enum(taxCategories).optional(),
  })
  .superRefine((taxCode, context) => {
    for (const { path, message } of categoryFaults(taxCode))
      context.addIssue({ code: 'custom', path, message });
  });
