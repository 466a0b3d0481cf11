import { decimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { type ConditionFacts, fits } from '../rating/condition.ts';
import type { OwnBlockReason } from '../rating/outcome.ts';
import type { Allowance } from './allowance.ts';
import type { ExhaustionKind } from './exhaustion-kind.ts';
import { exhaustionOf } from './exhaustion-of.ts';

/** An allowance of the customer's contract in the period that is open. */
export interface QuotaOfAllowance {
  /** The component that it is from. */
  readonly componentId: string;
  readonly allowance: Allowance;
  /** What is left of it, of all its lots together. */
  readonly left: DecimalString;
  /** Whether the work item counts already, so that its later work uses nothing more. Incidents only. */
  readonly counted?: boolean | undefined;
}

/** May the desk take this work on? */
export type QuotaAnswer =
  | { readonly allowed: true; readonly reason: null; readonly componentId: null }
  | {
      readonly allowed: false;
      /** `quota`, or the reason of a policy of your own. */
      readonly reason: 'quota' | OwnBlockReason;
      /** The component whose allowance has run out. */
      readonly componentId: string;
    };

const allowed: QuotaAnswer = { allowed: true, reason: null, componentId: null };

/**
 * Says whether work may be taken on (R63). It may not when it belongs to an allowance that has run out and blocks, and
 * no other allowance has something left for it. Bands do not count: nobody knows yet when the work will be done.
 *
 * Work that is done all the same is never lost: the bill blocks it, with the reason `quota`, until somebody decides.
 *
 * @param allowances in the order in which the contract declares them
 * @param exhaustionKinds policies of your own that they name
 * @throws BillingError `EXHAUSTION_KIND_FAULTY` when the policy of an allowance is not known, or faulty.
 * @example
 * ```ts
 * import { defineAllowance, quotaAnswer } from '@billwright/core';
 *
 * const allowance = defineAllowance({ unit: 'incidents', quantity: '5', exhausted: 'block' }, 'EUR');
 * const facts = {
 *   agent: 'ana', team: null, serviceType: 'support', customer: 'acme', workItemKind: 'ticket', priority: null,
 *   tags: [], attributes: {},
 * } as const;
 * const { allowed, reason } = quotaAnswer([{ componentId: 'tickets', allowance, left: '0' }], facts);
 * console.log(allowed, reason);
 * // => false quota
 * ```
 */
export function quotaAnswer(
  allowances: readonly QuotaOfAllowance[],
  facts: ConditionFacts,
  exhaustionKinds: readonly ExhaustionKind[] = [],
): QuotaAnswer {
  const own = allowances.filter(({ allowance }) => fits(allowance.covers.when, facts));
  if (own.some(hasRoom)) return allowed;
  // What the last of them says holds: the work has gone through all of them.
  const last = own.at(-1);
  if (last === undefined) return allowed;
  const exhaustion = exhaustionOf(last.allowance, exhaustionKinds);
  if (exhaustion.rest !== 'hold') return allowed;
  return { allowed: false, reason: exhaustion.reason, componentId: last.componentId };
}

function hasRoom({ allowance, left, counted = false }: QuotaOfAllowance): boolean {
  return (allowance.unit === 'incidents' && counted) || decimal(left).greaterThan(0);
}
