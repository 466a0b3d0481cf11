import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import { civilDateSchema } from '../time/civil-date.ts';
import { zoneSchema } from '../time/zone.ts';
import {
  agreedTermsFields,
  agreedTermsShape,
  amendmentsSchema,
  noRenewal,
  renewalSchema,
} from './agreed-terms-schema.ts';
import type { Contract } from './contract.ts';
import { contractContradictions } from './contract-contradictions.ts';
import type { ContractOptions } from './contract-options.ts';
import { contractPricingSchema } from './contract-pricing.ts';
import { inCurrencyOf } from './in-currency-of.ts';

/** What a {@link Contract} must look like when it comes from outside; it may use these kinds, too. */
export function contractSchema(options: ContractOptions): z.ZodType<Contract> {
  return inCurrencyOf((currency) => inCurrency(currency, options)).superRefine((contract, context) => {
    for (const { path, message } of contractContradictions(contract)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
}

/** How the periods of a contract or a plan follow each other. */
export const cycleFields = {
  frequency: z.enum(['weekly', 'monthly', 'quarterly', 'yearly']),
  every: z.int().min(1).max(100).default(1),
};

function inCurrency(currency: CurrencyCode, options: ContractOptions): z.ZodType<Contract> {
  const terms = agreedTermsFields(currency, options);
  return z
    .strictObject({
      id: idSchema,
      customerId: idSchema,
      planId: idSchema.nullable().default(null),
      currency: currencySchema,
      zone: zoneSchema,
      start: civilDateSchema,
      end: civilDateSchema.nullable().default(null),
      cycle: z.strictObject({ ...cycleFields, anchor: civilDateSchema.optional() }),
      order: z.int().nullable().default(null),
      ...agreedTermsShape(terms),
      pricing: contractPricingSchema.nullable().default(null),
      renewal: renewalSchema.default(noRenewal),
      suspensions: z
        .array(z.strictObject({ from: civilDateSchema, to: civilDateSchema.nullable() }))
        .max(1000)
        .default([]),
      amendments: amendmentsSchema(terms).default([]),
      state: z.enum(['draft', 'active', 'suspended', 'ended']).default('draft'),
      endedBy: z.enum(['expired', 'terminated']).nullable().default(null),
      predecessorId: idSchema.nullable().default(null),
      successorId: idSchema.nullable().default(null),
    })
    .transform(({ cycle, ...rest }) => ({
      ...rest,
      cycle: { ...cycle, anchor: cycle.anchor ?? rest.start },
    }));
}
