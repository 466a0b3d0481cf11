import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type Dated, type DatedInput, datedSchema } from './dated.ts';
import { type Named, namedFields, type NamedInput } from './named.ts';

/** Somebody who does work. */
export interface Agent extends Named {
  /** The team that new work of a day counts for. */
  readonly teams: readonly Dated<string | null>[];
}

/** An {@link Agent} as it is written down. */
export interface AgentInput extends NamedInput {
  /** Default: none. */
  readonly teams?: readonly DatedInput<string | null>[] | undefined;
}

const schema: z.ZodType<Agent, AgentInput> = z.strictObject({
  ...namedFields,
  teams: datedSchema(idSchema.nullable()).default([]),
});

/**
 * Checks an agent and fills in its defaults. The result is plain JSON.
 *
 * @throws BillingError `AGENT_INVALID` with every fault and its path.
 */
export function defineAgent(input: AgentInput): Agent {
  return parseInput('AGENT_INVALID', schema, input);
}
