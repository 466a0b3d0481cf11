import { z } from 'zod';
import type { Band } from '../calendar/band.ts';
import { idSchema } from '../errors/text-schema.ts';
import {
  type Condition,
  type ConditionFacts,
  type ConditionInput,
  conditionSchema,
  fits,
} from '../rating/condition.ts';

/** Which work something of a contract takes: what it is, and in which bands of time. */
export interface WorkFilter {
  readonly when: Condition;
  /** `null`: in every band. Only `business` makes an allowance that only operational hours count against. */
  readonly bands: readonly Band[] | null;
}

/** A {@link WorkFilter} as it is written down: what is left out fits all work. */
export interface WorkFilterInput {
  readonly when?: ConditionInput | undefined;
  readonly bands?: readonly Band[] | null | undefined;
}

/** What a {@link WorkFilter} must look like when it comes from outside. */
export const workFilterSchema: z.ZodType<WorkFilter, WorkFilterInput> = z.strictObject({
  when: conditionSchema.default({}),
  bands: z.array(idSchema).min(1, 'names no band').max(100).nullable().default(null),
});

/** Says whether a filter takes work in a band. */
export function takesWork(filter: WorkFilter, facts: ConditionFacts, band: Band): boolean {
  return (filter.bands === null || filter.bands.includes(band)) && fits(filter.when, facts);
}
