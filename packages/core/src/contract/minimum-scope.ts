import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import type { Condition } from '../rating/condition.ts';

/** Whose work a monthly minimum is for (R62): one agent, team or service type, or with none of them the whole contract. */
export interface MinimumScope {
  readonly agent?: string | undefined;
  readonly team?: string | undefined;
  readonly serviceType?: string | undefined;
}

/** What a {@link MinimumScope} must look like when it comes from outside. */
export const minimumScopeSchema: z.ZodType<MinimumScope, MinimumScope> = z
  .strictObject({
    agent: idSchema.optional(),
    team: idSchema.optional(),
    serviceType: idSchema.optional(),
  })
  .refine((scope) => namesOf(scope).length <= 1, 'names more than one of agent, team and service type');

/** The condition that fits the work of a scope. */
export function conditionOfScope(scope: MinimumScope): Condition {
  return Object.fromEntries(namesOf(scope).map(([name, id]) => [name, [id]]));
}

/** The same text for equal scopes. */
export function scopeKey(scope: MinimumScope): string {
  const [named] = namesOf(scope);
  return named === undefined ? 'the contract' : named.join(' ');
}

const namesOf = (scope: MinimumScope): [string, string][] =>
  Object.entries(scope).filter((entry): entry is [string, string] => entry[1] !== undefined);
