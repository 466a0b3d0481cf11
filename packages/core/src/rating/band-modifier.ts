import { z } from 'zod';
import type { Band } from '../calendar/band.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type DecimalString, nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { type Condition, type ConditionInput, conditionSchema } from './condition.ts';

/** How several modifiers that fit the same work are combined (R43). */
export type Combine = 'max' | 'sum' | 'product';

/** What changes the price per hour in a band (R43): exactly one of `multiplier`, `surcharge` and `rate`. */
export interface BandModifier {
  /** One that some calendar of the policy has: {@link compileRater} refuses others, which would never apply. */
  readonly band: Band;
  /** Only for this work. Left out: for all work in the band. */
  readonly when?: Condition | undefined;
  /** Times the rate, for example "1.5". */
  readonly multiplier?: DecimalString | undefined;
  /** Added to the rate, per hour. */
  readonly surcharge?: DecimalString | undefined;
  /** Instead of the rate. */
  readonly rate?: DecimalString | undefined;
}

/** A {@link BandModifier} as it is written down. */
export interface BandModifierInput extends Omit<BandModifier, 'when'> {
  readonly when?: ConditionInput | undefined;
}

/** What a {@link BandModifier} must look like when it comes from outside. */
export const bandModifierSchema: z.ZodType<BandModifier, BandModifierInput> = z
  .strictObject({
    band: idSchema,
    when: conditionSchema.optional(),
    multiplier: nonNegativeDecimalSchema.optional(),
    surcharge: nonNegativeDecimalSchema.optional(),
    rate: nonNegativeDecimalSchema.optional(),
  })
  .refine(
    ({ multiplier, surcharge, rate }) =>
      [multiplier, surcharge, rate].filter((value) => value !== undefined).length === 1,
    'has none or several of multiplier, surcharge and rate',
  );
