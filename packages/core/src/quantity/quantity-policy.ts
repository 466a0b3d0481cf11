import { z } from 'zod';
import { plainObject } from '../errors/plain-object.ts';
import { parseInput } from '../errors/parse-input.ts';
import { secondsOfMinutes } from '../work/seconds-of-minutes.ts';

/**
 * What is rounded as one: each entry, each band part of an entry, all work of an agent on a work item on one civil
 * date, or all of it in the period.
 */
export type QuantityScope = 'entry' | 'segment' | 'work-item-day' | 'work-item';

/** How worked time becomes billed time: a minimum first, then steps of an increment (R30). */
export interface QuantityPolicy {
  /** Less is lifted to this. 0: no minimum. Work of no length stays nothing (R10). */
  readonly minimumMinutes: number;
  /** Billed time is a multiple of this. 0: no steps. */
  readonly incrementMinutes: number;
  readonly direction: 'up' | 'down' | 'nearest';
  /** Where a half step goes with `nearest`: up, down, or to the even multiple. */
  readonly tie: 'up' | 'down' | 'even';
  readonly scope: QuantityScope;
}

/** A quantity policy as it is written down: what is left out takes its default. */
export type QuantityPolicyInput = {
  readonly [Part in keyof QuantityPolicy]?: QuantityPolicy[Part] | undefined;
};

const minutesSchema = z
  .number()
  .min(0)
  .max(7 * 24 * 60)
  .refine((minutes) => secondsOfMinutes(minutes) !== null, 'does not make whole seconds');

/** What a {@link QuantityPolicy} must look like when it comes from outside. */
export const quantityPolicySchema: z.ZodType<QuantityPolicy, QuantityPolicyInput> = plainObject(
  z.strictObject({
    minimumMinutes: minutesSchema.default(0),
    incrementMinutes: minutesSchema.default(0),
    direction: z.enum(['up', 'down', 'nearest']).default('up'),
    tie: z.enum(['up', 'down', 'even']).default('up'),
    scope: z.enum(['entry', 'segment', 'work-item-day', 'work-item']).default('entry'),
  }),
);

/**
 * Checks a quantity policy and fills in its defaults: no minimum, no steps, `up`, half steps `up`, scope `entry`.
 *
 * @throws BillingError `QUANTITY_POLICY_INVALID` when minutes are negative, more than a week, or not whole seconds.
 */
export function quantityPolicy(input: QuantityPolicyInput): QuantityPolicy {
  return parseInput('QUANTITY_POLICY_INVALID', quantityPolicySchema, input);
}
