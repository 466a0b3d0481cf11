import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { type Named, namedFields, type NamedInput } from './named.ts';

/** Several agents, whose work can have a price of its own. */
export type Team = Named;

const schema: z.ZodType<Team, NamedInput> = z.strictObject(namedFields);

/**
 * Checks a team. The result is plain JSON.
 *
 * @throws BillingError `TEAM_INVALID` with every fault and its path.
 */
export function defineTeam(input: NamedInput): Team {
  return parseInput('TEAM_INVALID', schema, input);
}
