import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type DecimalString, decimalStringSchema } from '../money/decimal-string.ts';
import { currencySchema } from '../money/currency.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { type WorkItem, workItemSchema } from './work-item.ts';

/** A product or licence that a customer is charged for: quantity times unit price. */
export interface ProductCharge {
  readonly id: string;
  readonly customerId: string;
  readonly date: CivilDate;
  readonly description: string;
  readonly quantity: DecimalString;
  /** Price of one, in `currency`, with as many decimals as it needs. */
  readonly unitPrice: DecimalString;
  readonly currency: string;
  readonly workItem?: WorkItem | null | undefined;
  readonly taxCodes?: readonly string[] | null | undefined;
}

/** What a {@link ProductCharge} must look like when it comes from outside. */
export const productChargeSchema: z.ZodType<ProductCharge> = z.strictObject({
  id: idSchema,
  customerId: idSchema,
  date: civilDateSchema,
  description: textSchema(1000),
  quantity: decimalStringSchema,
  unitPrice: decimalStringSchema,
  currency: currencySchema,
  workItem: workItemSchema.nullish(),
  taxCodes: z.array(idSchema).max(10).nullish(),
});

/**
 * Checks one product charge from outside and returns it, frozen.
 *
 * @throws BillingError `PRODUCT_CHARGE_INVALID` with every fault and its path.
 */
export function productCharge(input: unknown): ProductCharge {
  return parseInput('PRODUCT_CHARGE_INVALID', productChargeSchema, input);
}
