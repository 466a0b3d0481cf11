import type { TrueUp } from '../contract/minimum.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { decimal } from '../money/decimal.ts';
import { isNegative } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { BilledFee } from './bill-fees.ts';
import type { BilledDay } from './bill-facts.ts';
import type { BilledMinimum } from './paid-minimum.ts';
import type { ChargedIncident } from './charged-once.ts';
import type { BilledAllowance } from './cover/allowance-source.ts';

/**
 * One thing that a bill consumes. Of all bills that stand, at most one has a claim of the same kind, id and part: keep
 * them under a unique key, and take them in the transaction that reads the facts. Voiding a bill releases its claims.
 */
export interface Claim {
  readonly kind: 'entry' | 'expense' | 'product' | 'incident' | 'day' | 'fee' | 'true-up' | 'allowance';
  /** The id of the entry, the expense, the product charge; of the others, with that of the customer or the contract. */
  readonly id: string;
  /**
   * Which part of it: the how-manieth time an entry, an incident or a day is billed, counted from 0, and never one that stands; the first day of the period
   * of a fee, a true-up, an allowance, and for the latter how many bills of it used the allowance before; `null` for what
   * is consumed as a whole.
   */
  readonly part: string | null;
}

/** What a bill consumes. */
interface Consumed {
  readonly contractId: string;
  readonly customerId: string;
  /** The first day of the period. */
  readonly period: CivilDate;
  /** Charged and covered work. */
  readonly work: readonly (readonly { readonly entryId: string }[])[];
  /** How many bills had taken a part of an entry before. */
  readonly turnOf: (entryId: string) => number;
  readonly thingLines: readonly InvoiceLine[];
  readonly incidents: readonly ChargedIncident[];
  readonly days: readonly BilledDay[];
  readonly fees: readonly BilledFee[];
  readonly trueUps: readonly TrueUp[];
  readonly minimums: readonly BilledMinimum[];
  readonly allowances: readonly BilledAllowance[];
}

/** Everything that a bill consumes, each once. What is held back or left out is not among it. */
export function claimsOf(consumed: Consumed): readonly Claim[] {
  const { contractId, customerId, period } = consumed;
  const claims: Claim[] = [];
  const entryIds = new Set<string>();
  for (const list of consumed.work) for (const { entryId } of list) entryIds.add(entryId);
  for (const id of entryIds) claims.push({ kind: 'entry', id, part: String(consumed.turnOf(id)) });
  for (const { group } of consumed.thingLines) {
    const { expenseId, productChargeId } = group;
    if (expenseId !== undefined) claims.push({ kind: 'expense', id: expenseId, part: null });
    if (productChargeId !== undefined) claims.push({ kind: 'product', id: productChargeId, part: null });
  }
  for (const { kind, id, turn } of consumed.incidents) {
    claims.push({ kind: 'incident', id: idOf(customerId, kind, id), part: String(turn) });
  }
  for (const { agentId, rateCardId, ruleId, date, entryId } of consumed.days) {
    const id = idOf(customerId, agentId, rateCardId, ruleId, date);
    claims.push({ kind: 'day', id, part: String(consumed.turnOf(entryId)) });
  }
  for (const { claim, once } of consumed.fees) {
    claims.push({ kind: 'fee', id: idOf(contractId, claim.key), part: once === true ? null : claim.period });
  }
  for (const { componentId } of consumed.trueUps) {
    claims.push({ kind: 'true-up', id: idOf(contractId, componentId), part: period });
  }
  for (const { componentId, lifted, turn } of consumed.minimums) {
    if (!isNegative(lifted)) continue;
    claims.push({ kind: 'true-up', id: idOf(contractId, componentId), part: `${period} ${turn}` });
  }
  for (const { componentId, usedHere, turn } of consumed.allowances) {
    if (decimal(usedHere).isZero()) continue;
    claims.push({ kind: 'allowance', id: idOf(contractId, componentId), part: `${period} ${turn}` });
  }
  return claims;
}

/** No two lists of ids have one text. */
const idOf = (...ids: readonly string[]): string => ids.map(encodeURIComponent).join('/');
