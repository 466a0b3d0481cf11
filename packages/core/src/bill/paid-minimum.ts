import type { HeldMinimum } from '../contract/minimum.ts';
import type { MinimumScope } from '../contract/minimum-scope.ts';
import type { Discount } from '../invoice/discount.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { totalInvoice } from '../invoice/total-invoice.ts';
import { compare, negate, sum } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { isNegative, isZero, type Money, zero } from '../money/money.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { BillHistory } from './bill-facts.ts';
import type { SharedLines } from './bill-shares.ts';
import type { Words } from './words/words.ts';

/** What a bill came to under a minimum (R62). */
export interface BilledMinimum {
  readonly componentId: string;
  /** What its work came to, before discounts. */
  readonly chargeable: Money;
  /** The true-up, or, below 0, what of an earlier one pays for its work. */
  readonly lifted: Money;
  /** How many bills of the period were held against it before: 0 for the first. */
  readonly turn: number;
}

interface PaidSetting {
  readonly work: SharedLines;
  /** The lines of expenses and products. */
  readonly things: readonly InvoiceLine[];
  readonly entryOf: (entryId: string) => TimeEntry;
  /** Discounts that are taken off before. */
  readonly before: readonly Discount[];
  readonly history: BillHistory['minimums'];
  readonly words: Words;
}

/**
 * Takes off the work of a bill what an earlier bill of its period was lifted by (R62): who has paid the minimum does not
 * pay again for work that lies within it.
 */
export function paidByMinimums(
  held: readonly HeldMinimum[],
  { work, things, entryOf, before, history = {}, words }: PaidSetting,
): { readonly minimums: readonly BilledMinimum[]; readonly discounts: readonly Discount[] } {
  const discounts: Discount[] = [];
  const minimums = held.map(({ componentId, scope, own, amount }): BilledMinimum => {
    const known = Object.hasOwn(history, componentId) ? history[componentId] : undefined;
    const turn = known?.turn ?? 0;
    if (!isNegative(amount)) return { componentId, chargeable: own, lifted: amount, turn };
    const lineKeys = keysIn(scope, work, things, entryOf);
    const left = leftOf(lineKeys, [...work.lines, ...things], [...before, ...discounts], amount.currency);
    const paid = compare(negate(amount), left) < 0 ? negate(amount) : left;
    if (!isZero(paid)) {
      const description = words.line.minimumPaid(componentId);
      discounts.push({ id: `minimum:${discounts.length + 1}`, description, amount: paid, lineKeys });
    }
    return { componentId, chargeable: own, lifted: negate(paid), turn };
  });
  return { minimums, discounts };
}

/** The lines with work of a scope. Those of the whole contract are all of them. */
function keysIn(
  { agent, team, serviceType }: MinimumScope,
  work: SharedLines,
  things: readonly InvoiceLine[],
  entryOf: PaidSetting['entryOf'],
): readonly string[] {
  if (agent === undefined && team === undefined && serviceType === undefined)
    return [...work.lines, ...things].map(({ key }) => key);
  const isIn = ({ agentId, teamId, serviceTypeId }: TimeEntry): boolean =>
    (agent === undefined || agentId === agent) &&
    (team === undefined || teamId === team) &&
    (serviceType === undefined || serviceTypeId === serviceType);
  const keys = new Set(
    work.shares.filter(({ entryId }) => isIn(entryOf(entryId))).map(({ line }) => line.key),
  );
  for (const { key, group } of things) if (agent !== undefined && group.agentId === agent) keys.add(key);
  return [...keys];
}

/** What discounts leave of lines; never below 0. */
function leftOf(
  keys: readonly string[],
  lines: readonly InvoiceLine[],
  discounts: readonly Discount[],
  currency: CurrencyCode,
): Money {
  const bare = lines.map(({ key, amount }) => ({ key, amount, taxCodes: [] }));
  const totals = totalInvoice({ lines: bare, discounts, currency });
  const nets = totals.lines.filter(({ key }) => keys.includes(key)).map(({ net }) => net);
  const left = sum(nets, currency);
  return isNegative(left) ? zero(currency) : left;
}
