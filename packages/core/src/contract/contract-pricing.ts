import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import {
  type QuantityPolicy,
  type QuantityPolicyInput,
  quantityPolicySchema,
} from '../quantity/quantity-policy.ts';

/**
 * Prices of a contract's own (R40). What is `null` is its customer's, then the default. The card and the calendar are
 * named by their ids; who bills hands them in as the terms of the contract in the rating policy.
 */
export interface ContractPricing {
  readonly rateCardId: string | null;
  readonly calendarId: string | null;
  /** How worked time becomes billed time, where no rate rule and no service type says so. */
  readonly quantity: QuantityPolicy | null;
  readonly requireApproval: boolean | null;
}

/** {@link ContractPricing} as it is written down. */
export interface ContractPricingInput {
  readonly rateCardId?: string | null | undefined;
  readonly calendarId?: string | null | undefined;
  readonly quantity?: QuantityPolicyInput | null | undefined;
  readonly requireApproval?: boolean | null | undefined;
}

/** What {@link ContractPricingInput} must look like. */
export const contractPricingSchema: z.ZodType<ContractPricing, ContractPricingInput> = z.strictObject({
  rateCardId: idSchema.nullable().default(null),
  calendarId: idSchema.nullable().default(null),
  quantity: quantityPolicySchema.nullable().default(null),
  requireApproval: z.boolean().nullable().default(null),
});
