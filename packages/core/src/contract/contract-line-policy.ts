import { z } from 'zod';

const keys = ['entry', 'work-item', 'agent', 'team', 'service-type', 'band'] as const;

/** What a contract says of its invoice lines (R52). What it leaves out takes the default of the line policy. */
export interface ContractLinePolicy {
  readonly method?: 'printed' | 'exact' | undefined;
  readonly quantityScale?: number | undefined;
  readonly unitPriceScale?: number | undefined;
  readonly groupBy?: readonly (typeof keys)[number][] | undefined;
}

const scaleSchema = z.int().min(2).max(6);

/**
 * What a {@link ContractLinePolicy} must look like when it comes from outside. Invoices stand on a higher floor, so
 * their line policy can't be named here; a test holds the two together.
 */
export const contractLinePolicySchema: z.ZodType<ContractLinePolicy, ContractLinePolicy> = z.strictObject({
  method: z.enum(['printed', 'exact']).optional(),
  quantityScale: scaleSchema.optional(),
  unitPriceScale: scaleSchema.optional(),
  groupBy: z
    .array(z.enum(keys))
    .refine((named) => new Set(named).size === named.length, 'names a key twice')
    .optional(),
});
