import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { type Condition, type ConditionInput, conditionSchema } from '../rating/condition.ts';
import { civilDateSchema } from '../time/civil-date.ts';
import { componentsSchema } from './component-schema.ts';
import type { AgreedTerms, Amendment, ContractComponent, Renewal } from './contract.ts';
import {
  type ContractDiscount,
  type ContractDiscountInput,
  contractDiscountSchema,
} from './contract-discount.ts';
import { type ContractLinePolicy, contractLinePolicySchema } from './contract-line-policy.ts';
import type { ContractOptions } from './contract-options.ts';

/** The schemas of what an amendment can change; a contract and a plan have defaults for all of it. */
export interface AgreedTermsFields {
  readonly covers: z.ZodType<Condition, ConditionInput>;
  readonly components: z.ZodType<readonly ContractComponent[]>;
  readonly linePolicy: z.ZodType<ContractLinePolicy | null, ContractLinePolicy | null>;
  readonly taxCodes: z.ZodType<readonly string[], readonly string[]>;
  readonly discounts: z.ZodType<readonly ContractDiscount[], readonly ContractDiscountInput[]>;
}

/** The schemas of the terms of contracts in a currency. */
export function agreedTermsFields(currency: CurrencyCode, options: ContractOptions): AgreedTermsFields {
  return {
    covers: conditionSchema,
    components: componentsSchema(currency, options),
    linePolicy: contractLinePolicySchema.nullable(),
    taxCodes: z
      .array(idSchema)
      .max(10)
      .transform((codes) => [...new Set(codes)]),
    discounts: z.array(contractDiscountSchema(currency)).max(100),
  };
}

/** What the terms of a contract or a plan must look like when they come from outside: what is left out is empty. */
export function agreedTermsShape(fields: AgreedTermsFields): {
  readonly [Part in keyof AgreedTerms]: z.ZodType<AgreedTerms[Part]>;
} {
  return {
    covers: fields.covers.default({}),
    components: fields.components.default([]),
    linePolicy: fields.linePolicy.default(null),
    taxCodes: fields.taxCodes.default([]),
    discounts: fields.discounts.default([]),
  };
}

/** What the amendments of a contract must look like when they come from outside. */
export function amendmentsSchema(fields: AgreedTermsFields): z.ZodType<readonly Amendment[]> {
  return z
    .array(
      z.strictObject({
        from: civilDateSchema,
        covers: fields.covers.optional(),
        components: fields.components.optional(),
        linePolicy: fields.linePolicy.optional(),
        taxCodes: fields.taxCodes.optional(),
        discounts: fields.discounts.optional(),
      }),
    )
    .max(1000)
    .superRefine((amendments, context) => {
      const dates = new Set<string>();
      for (const [index, { from }] of amendments.entries()) {
        const message = 'is the date of an amendment before it';
        if (dates.has(from)) context.addIssue({ code: 'custom', path: [index, 'from'], message });
        dates.add(from);
      }
    })
    .transform((amendments) => amendments.toSorted((a, b) => (a.from < b.from ? -1 : 1)));
}

/** What a {@link Renewal} must look like when it comes from outside. */
export const renewalSchema: z.ZodType<Renewal> = z
  .strictObject({
    mode: z.enum(['none', 'manual', 'automatic']),
    months: z.int().min(1).max(1200).nullable().default(null),
    noticeDays: z
      .array(z.int().min(0).max(3660))
      .max(20)
      .transform((days) => [...new Set(days)].toSorted((a, b) => b - a))
      .default([60, 30, 7]),
  })
  .refine(({ mode, months }) => mode !== 'automatic' || months !== null, {
    path: ['months'],
    error: 'is missing: an automatic renewal has a length',
  });

/** A contract that just expires, with notices. */
export const noRenewal: Renewal = { mode: 'none', months: null, noticeDays: [60, 30, 7] };
