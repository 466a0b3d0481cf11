import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import {
  type QuantityPolicy,
  type QuantityPolicyInput,
  quantityPolicySchema,
} from '../quantity/quantity-policy.ts';
import { type Named, namedFields, type NamedInput } from './named.ts';

/** A kind of service, for example remote support. Ledgers know it by its name. */
export interface ServiceType extends Named {
  /** How its work is rounded where no rate rule says so; `null`: as the contract or the card has it. */
  readonly quantity: QuantityPolicy | null;
}

/** A {@link ServiceType} as it is written down. */
export interface ServiceTypeInput extends NamedInput {
  readonly quantity?: QuantityPolicyInput | null | undefined;
}

const schema: z.ZodType<ServiceType, ServiceTypeInput> = z.strictObject({
  ...namedFields,
  quantity: quantityPolicySchema.nullable().default(null),
});

/**
 * Checks a service type and fills in its defaults. The result is plain JSON.
 *
 * @throws BillingError `SERVICE_TYPE_INVALID` with every fault and its path.
 */
export function defineServiceType(input: ServiceTypeInput): ServiceType {
  return parseInput('SERVICE_TYPE_INVALID', schema, input);
}
