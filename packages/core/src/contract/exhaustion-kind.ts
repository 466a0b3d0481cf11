import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import { parseInput } from '../errors/parse-input.ts';
import { unlessMissing } from '../errors/plain-words.ts';
import { type DecimalString, nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import type { OwnBlockReason } from '../rating/outcome.ts';

/** Priced as usual, times a factor: `"1"` is as if there were no allowance. */
export interface ChargedAbove {
  readonly rest: 'charge';
  readonly factor: DecimalString;
}

/** Priced per hour at a rate of its own, which no card and no band modifier changes. */
export interface RatedAbove {
  readonly rest: 'rate';
  readonly rate: DecimalString;
}

/** Held back until somebody decides. The reason stands in the bill's `blocked`. */
export interface HeldAbove {
  readonly rest: 'hold';
  readonly reason: 'quota' | OwnBlockReason;
}

/**
 * What becomes of work that an allowance takes when it has run out. Bills know these three and never ask for the
 * policy's name. Allowances and pools that the contract declares later are always asked first.
 */
export type Exhaustion = ChargedAbove | RatedAbove | HeldAbove;

/** What a policy is told of the allowance that has run out. */
export interface ExhaustedAllowance {
  readonly unit: 'hours' | 'incidents' | 'money';
  /** What each period has of its own: hours, incidents, or an amount in the contract's currency. */
  readonly quantity: DecimalString;
  /** The name of the policy. */
  readonly exhausted: string;
  /** The price per hour of work above it, where the policy needs one; otherwise `null`. */
  readonly overageRate: DecimalString | null;
}

/**
 * One answer to the question what becomes of work above an allowance. The built-in policies and your own enter by the
 * same door: the name that allowances write in `exhausted`, and what it comes down to.
 */
export interface ExhaustionKind {
  readonly name: string;
  /** Whether allowances with this policy have an `overageRate`. Left out: they have none. */
  readonly needsRate?: boolean | undefined;
  readonly becomes: (allowance: ExhaustedAllowance) => Exhaustion;
}

const isFunction = (given: unknown): boolean => typeof given === 'function';

/** What an {@link ExhaustionKind} must look like when it comes from outside. */
export const exhaustionKindSchema: z.ZodType<ExhaustionKind, ExhaustionKind> = z.strictObject({
  name: idSchema,
  needsRate: z.boolean().optional(),
  becomes: z.custom<ExhaustionKind['becomes']>(isFunction, { error: unlessMissing('is no function') }),
});

const ownReason = z.custom<OwnBlockReason>(
  (given) => typeof given === 'string' && given.startsWith('own:') && given.length > 'own:'.length,
);

/** What {@link ExhaustionKind.becomes} may answer. */
export const exhaustionSchema: z.ZodType<Exhaustion> = z.discriminatedUnion(
  'rest',
  [
    z.strictObject({ rest: z.literal('charge'), factor: nonNegativeDecimalSchema }),
    z.strictObject({ rest: z.literal('rate'), rate: nonNegativeDecimalSchema }),
    z.strictObject({
      rest: z.literal('hold'),
      reason: z.union([z.literal('quota'), ownReason], 'is neither "quota" nor a text like "own:reason"'),
    }),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? 'is none of charge, rate and hold' : 'is no object') },
);

/**
 * Declares an exhaustion policy of your own. Hand the same policies to {@link defineContract} and to
 * {@link billPeriod}: a contract is data and holds no functions.
 *
 * Work that is held has the reason `quota`, or one of your own that begins with `own:`; {@link explainBlocked} takes
 * the words for it.
 *
 * @throws BillingError `EXHAUSTION_KIND_INVALID` with every fault: a name that is empty, `becomes` that is no function.
 * @example
 * ```ts
 * import { defineContract, exhaustionKind } from '@billwright/core';
 *
 * const halfPrice = exhaustionKind({ name: 'half-price', becomes: () => ({ rest: 'charge', factor: '0.5' }) });
 * const contract = defineContract(
 *   {
 *     id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', start: '2026-01-01',
 *     cycle: { frequency: 'monthly' },
 *     components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10', exhausted: 'half-price' }],
 *   },
 *   { exhaustionKinds: [halfPrice] },
 * );
 * console.log(contract.components.length, halfPrice.name);
 * // => 1 half-price
 * ```
 */
export function exhaustionKind(definition: ExhaustionKind): ExhaustionKind {
  return parseInput('EXHAUSTION_KIND_INVALID', exhaustionKindSchema, definition);
}
