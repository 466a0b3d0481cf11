import { z } from 'zod';
import { inputError, toIssues } from '../errors/parse-input.ts';
import { inPlainWords, unlessMissing } from '../errors/plain-words.ts';
import { idSchema } from '../errors/text-schema.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import type { Condition } from '../rating/condition.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Allowance } from './allowance.ts';
import type { ContractComponent } from './contract.ts';
import type { ContractPeriod } from './contract-period.ts';
import type { ExhaustionKind } from './exhaustion-kind.ts';
import type { MinimumScope } from './minimum-scope.ts';
import type { WorkFilter } from './work-filter.ts';

/** Takes work before it is charged, up to a quantity in each period (R60). */
export interface AllowancePart {
  readonly phase: 'cover';
  readonly basis: 'allowance';
  readonly allowance: Allowance;
}

/** Takes work before it is charged, out of a prepaid account. */
export interface PoolPart {
  readonly phase: 'cover';
  readonly basis: 'pool';
  readonly accountId: string;
  readonly covers: WorkFilter;
  /** Whether a bill draws by itself (default), or takes only what a person drew before (R72). */
  readonly draws?: 'automatic' | 'chosen' | undefined;
}

/** Due when its period begins, or when it is over. */
export type FeeBilling = 'advance' | 'arrears';

/** Something that a period costs, whatever the work. */
export interface Fee {
  /** Tells the fees of one contract and period apart; of a one-time fee, those of the contract's whole life. */
  readonly key: string;
  /** What the invoice calls it, or `null` for the component's kind. */
  readonly description: string | null;
  readonly quantity: DecimalString;
  readonly unitPrice: DecimalString;
  /** Quantity × unit price × the covered share of the period, rounded once. */
  readonly amount: Money;
  /** The first day that it is for. */
  readonly from: CivilDate;
  /** The first day that it is no longer for. */
  readonly to: CivilDate;
  /** Whether it is charged once in the contract's life. Left out: once with each period. */
  readonly once?: boolean | undefined;
}

/** What decides the fees of one period. */
export interface FeeFacts {
  readonly period: ContractPeriod;
  /** The keys of the contract's one-time fees that were billed before. */
  readonly billed: readonly string[];
  /** The first day on which the contract is no longer in force; `null` or left out: none is known. */
  readonly end?: CivilDate | null | undefined;
}

/** Charges fees. */
export interface FeePart {
  readonly phase: 'fee';
  readonly billing: FeeBilling;
  readonly feesOf: (facts: FeeFacts) => readonly Fee[];
}

/** Lifts what a period's work comes to, where that is too little (R62). */
export interface MinimumPart {
  readonly phase: 'minimum';
  readonly scope: MinimumScope;
  readonly leastOf: (period: ContractPeriod) => Money;
}

/** Limits what is charged (R65). */
export interface CapPart {
  readonly phase: 'cap';
  readonly when: Condition;
  readonly limit: Money;
  readonly per: 'period' | 'lifetime';
  /** What becomes of the charges above it. */
  readonly above: 'write-down' | 'block';
}

/**
 * What a component comes down to. A bill goes through the phases in this order: cover, then what is left is priced, fee,
 * minimum, cap. It knows these parts and never asks for a component's kind.
 */
export type ContractPart = AllowancePart | PoolPart | FeePart | MinimumPart | CapPart;

/** How the contract that renews another one follows it. */
export interface Succession {
  /** The first day of the new contract, which is the end of the old one. */
  readonly start: CivilDate;
  /** The first day after the last period of the old contract: later than `start` where it ended within that period. */
  readonly periodTo: CivilDate;
}

/** What a component stands in. */
export interface ComponentSetting {
  /** The contract's currency: amounts of components are in it. */
  readonly currency: CurrencyCode;
  /** The exhaustion policies of your own that allowances may name. Left out: none. */
  readonly exhaustionKinds?: readonly ExhaustionKind[] | undefined;
}

/**
 * One kind of agreement. The built-in kinds and your own enter by the same door: a name, the schema of the component as
 * it is written in a contract, and the parts that it comes down to.
 */
export interface ComponentKind<Component extends ContractComponent = ContractComponent> {
  readonly kind: Component['kind'];
  readonly schema: (setting: ComponentSetting) => z.ZodType<Component>;
  readonly compile: (component: Component, setting: ComponentSetting) => readonly ContractPart[];
  /** Two components of this kind that give the same text can't stand in one contract. Left out: any number can. */
  readonly uniqueBy?: (component: Component) => string;
  /**
   * Whether a contract that renews this one has the component, too. Left out: it has. A kind that charges something once
   * says no to what the old contract charges.
   */
  readonly goesOn?: ((component: Component, succession: Succession) => boolean) | undefined;
}

const functionSchema = z.custom((given) => typeof given === 'function', {
  error: unlessMissing('is no function'),
});

/** What a {@link ComponentKind} must look like when it comes from outside. */
export const componentKindSchema: z.ZodType<Pick<ComponentKind, 'kind'>> = z.object({
  kind: idSchema,
  schema: functionSchema,
  compile: functionSchema,
  uniqueBy: functionSchema.optional(),
  goesOn: functionSchema.optional(),
});

/**
 * Declares a component kind of your own. A name that a built-in kind has is refused where the kind is used; what it
 * answers is checked then: a schema that is none of zod, parts that no contract has, fees without an amount make
 * `COMPONENT_KIND_FAULTY`, with the component and the kind.
 *
 * @throws BillingError `COMPONENT_KIND_INVALID` with every fault: a name that is empty, `schema` or `compile` that are no
 * functions.
 * @example
 * ```ts
 * import { componentKind, defineContract, partsOn } from '@billwright/core';
 * import { z } from 'zod';
 *
 * const account = componentKind({
 *   kind: 'training-account',
 *   schema: () => z.strictObject({ id: z.string(), kind: z.literal('training-account'), account: z.string() }),
 *   compile: ({ account: accountId }) => [
 *     { phase: 'cover', basis: 'pool', accountId, covers: { when: { serviceType: ['training'] }, bands: null } },
 *   ],
 * });
 * const courses = { id: 'courses', kind: 'training-account', account: 'acme-training' };
 * const contract = defineContract(
 *   {
 *     id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', start: '2026-01-01',
 *     cycle: { frequency: 'monthly' },
 *     components: [courses],
 *   },
 *   { componentKinds: [account] },
 * );
 * const { cover } = partsOn(contract, '2026-01-01', [account]);
 * console.log(cover.map(({ componentId, part }) => `${componentId}: ${part.basis}`).join(' '));
 * // => courses: pool
 * ```
 */
export function componentKind<Component extends ContractComponent>(
  definition: ComponentKind<Component>,
): ComponentKind {
  const read = componentKindSchema.safeParse(definition, inPlainWords);
  if (!read.success) throw inputError('COMPONENT_KIND_INVALID', toIssues(read.error), read.error);
  // A kind only ever compiles what its own schema has accepted, so the narrower type is safe behind this door.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return definition as unknown as ComponentKind;
}
