import { z } from 'zod';
import { plainObject } from '../errors/plain-object.ts';
import { parseInput } from '../errors/parse-input.ts';

/** What the charges of one line can have in common. The unit price is always in common, so it is not in the list. */
export type GroupKey = 'entry' | 'work-item' | 'agent' | 'team' | 'service-type' | 'band';

/** The keys in the order in which they stand in the key of a line. */
export const groupKeys: readonly [GroupKey, ...GroupKey[]] = [
  'entry',
  'work-item',
  'agent',
  'team',
  'service-type',
  'band',
];

/** How charges become lines (R50 to R52). It is stored on the invoice, so that its amounts can be told again. */
export interface LinePolicy {
  /**
   * `printed`: quantity and unit price are rounded to their scales, and the amount is their product: what stands on
   * the paper multiplies out. `exact`: the amount is the exact sum of the charges, rounded once.
   */
  readonly method: 'printed' | 'exact';
  /** Decimal places of the quantity, 2 to 6. */
  readonly quantityScale: number;
  /** Decimal places of the unit price, 2 to 6. */
  readonly unitPriceScale: number;
  /** What the charges of one line have in common besides the unit price. Their order does not matter. */
  readonly groupBy: readonly GroupKey[];
}

/** A line policy as it is written down: what is left out takes its default. */
export type LinePolicyInput = { readonly [Part in keyof LinePolicy]?: LinePolicy[Part] | undefined };

const scaleSchema = z.int().min(2).max(6).default(4);

/** What a {@link LinePolicy} must look like when it comes from outside. */
export const linePolicySchema: z.ZodType<LinePolicy, LinePolicyInput> = plainObject(
  z.strictObject({
    method: z.enum(['printed', 'exact']).default('printed'),
    quantityScale: scaleSchema,
    unitPriceScale: scaleSchema,
    groupBy: z
      .array(z.enum(groupKeys))
      .refine((keys) => new Set(keys).size === keys.length, 'names a key twice')
      .default(['service-type', 'band'])
      .readonly(),
  }),
);

/**
 * Checks a line policy and fills in its defaults: `printed`, 4 decimal places each, one line for each service type
 * and band.
 *
 * @throws BillingError `LINE_POLICY_INVALID` when a scale is not from 2 to 6, or a grouping key is unknown or twice.
 * @example
 * ```ts
 * import { linePolicy } from '@billwright/core';
 *
 * const policy = linePolicy({ method: 'exact', groupBy: ['work-item'] });
 * console.log(policy.method, policy.quantityScale, policy.groupBy.join(' '));
 * // => exact 4 work-item
 * console.log(linePolicy().groupBy.join(' '));
 * // => service-type band
 * ```
 */
export function linePolicy(input: LinePolicyInput = {}): LinePolicy {
  return parseInput('LINE_POLICY_INVALID', linePolicySchema, input);
}
