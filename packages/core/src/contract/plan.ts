import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import type { Cycle } from '../time/cycle.ts';
import { agreedTermsFields, agreedTermsShape, noRenewal, renewalSchema } from './agreed-terms-schema.ts';
import type { AgreedTerms, Renewal } from './contract.ts';
import type { AgreedTermsInput, RenewalInput } from './contract-input.ts';
import {
  type ContractPricing,
  type ContractPricingInput,
  contractPricingSchema,
} from './contract-pricing.ts';
import { cycleFields } from './contract-schema.ts';
import { type ContractOptions, requireKinds } from './contract-options.ts';
import { inCurrencyOf } from './in-currency-of.ts';

/** A template of contracts. Plain JSON; made by {@link definePlan}. */
export interface Plan extends AgreedTerms {
  readonly id: string;
  readonly name: string | null;
  readonly currency: CurrencyCode;
  readonly cycle: Omit<Cycle, 'zone' | 'anchor'>;
  /** How many months a contract of the plan runs, or `null` for contracts without an end. */
  readonly months: number | null;
  readonly pricing: ContractPricing | null;
  readonly renewal: Renewal;
}

/** A {@link Plan} as it is written down. */
export interface PlanInput extends AgreedTermsInput {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly currency: string;
  readonly cycle: Pick<Cycle, 'frequency'> & { readonly every?: number | undefined };
  readonly months?: number | null | undefined;
  /** Default: none, the customers' prices hold. */
  readonly pricing?: ContractPricingInput | null | undefined;
  /** Default: none. */
  readonly renewal?: RenewalInput | undefined;
}

/**
 * Checks a plan and fills in its defaults. The result is plain JSON. {@link contractFromPlan} makes contracts of it.
 *
 * @throws BillingError `PLAN_INVALID` with every fault and its path: what {@link defineContract} refuses of terms, and
 * an automatic renewal of contracts without an end.
 * @example
 * ```ts
 * import { definePlan } from '@billwright/core';
 *
 * const plan = definePlan({
 *   id: 'silver', currency: 'EUR', cycle: { frequency: 'monthly' }, months: 12,
 *   components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
 * });
 * console.log(plan.cycle.every, plan.renewal.mode);
 * // => 1 none
 * ```
 */
export function definePlan(input: PlanInput | Plan, options: ContractOptions = {}): Plan {
  requireKinds('PLAN_INVALID', options);
  const hasOwn = options.componentKinds !== undefined || options.exhaustionKinds !== undefined;
  return parseInput('PLAN_INVALID', hasOwn ? planSchema(options) : builtInSchema, input);
}

function planSchema(options: ContractOptions): z.ZodType<Plan> {
  return inCurrencyOf((currency) => inCurrency(currency, options));
}

const builtInSchema = planSchema({});

function inCurrency(currency: CurrencyCode, options: ContractOptions): z.ZodType<Plan> {
  return z
    .strictObject({
      id: idSchema,
      name: textSchema(200).nullable().default(null),
      currency: currencySchema,
      cycle: z.strictObject(cycleFields),
      months: z.int().min(1).max(1200).nullable().default(null),
      ...agreedTermsShape(agreedTermsFields(currency, options)),
      pricing: contractPricingSchema.nullable().default(null),
      renewal: renewalSchema.default(noRenewal),
    })
    .refine(({ renewal, months }) => renewal.mode !== 'automatic' || months !== null, {
      path: ['renewal', 'mode'],
      error: 'can not be automatic: contracts of the plan have no end',
    });
}
