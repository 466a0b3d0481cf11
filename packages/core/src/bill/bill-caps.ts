import { applyCap } from '../contract/apply-cap.ts';
import type { CapPart } from '../contract/component-kind.ts';
import type { PartOfComponent } from '../contract/parts-on.ts';
import type { Discount } from '../invoice/discount.ts';
import { isZero, type Money, zero } from '../money/money.ts';
import { sum } from '../money/arithmetic.ts';
import { type ConditionFacts, fits } from '../rating/condition.ts';
import type { BillHistory } from './bill-facts.ts';
import type { LineShare, SharedLines } from './bill-shares.ts';

/** What a cap left of a bill (R65). */
export interface BilledCap {
  readonly componentId: string;
  readonly limit: Money;
  /** What was billed under it before. */
  readonly before: Money;
  /** What this bill bills under it, before discounts. */
  readonly billed: Money;
  /** What lies above it. */
  readonly above: Money;
  /** What became of that. */
  readonly treatment: CapPart['above'];
}

type Cap = PartOfComponent<CapPart>;

/** What caps are held against. */
export interface CapSetting {
  readonly capped: BillHistory['capped'];
  readonly factsOf: (entryId: string) => ConditionFacts;
}

/** The entries that one cap blocks. */
export function blockedByCap(
  { componentId, part }: Cap,
  shares: readonly LineShare[],
  { capped, factsOf }: CapSetting,
): { readonly cap: BilledCap; readonly entryIds: ReadonlySet<string> } {
  const { currency } = part.limit;
  const amounts = new Map<string, Money[]>();
  for (const { entryId, amount } of shares) {
    if (!fits(part.when, factsOf(entryId))) continue;
    const own = amounts.get(entryId);
    if (own === undefined) amounts.set(entryId, [amount]);
    else own.push(amount);
  }
  const wanted = [...amounts].map(([key, own]) => ({ key, amount: sum(own, currency) }));
  const before = billedBefore(componentId, part, capped);
  const results = applyCap(part, wanted, before);
  const entryIds = new Set(results.filter(({ above }) => !isZero(above)).map(({ key }) => key));
  return { cap: billedCap(componentId, part, before, results), entryIds };
}

/** Writes down what lies above caps: discounts on the lines, those of later caps on what earlier ones left. */
export function writeDowns(
  caps: readonly Cap[],
  work: SharedLines,
  { capped, factsOf }: CapSetting,
): { readonly caps: readonly BilledCap[]; readonly discounts: readonly Discount[] } {
  if (caps.length === 0) return { caps: [], discounts: [] };
  let open = work.shares;
  const discounts: Discount[] = [];
  const billed = caps.map(({ componentId, part }, number) => {
    const before = billedBefore(componentId, part, capped);
    const within = open.filter(({ entryId }) => fits(part.when, factsOf(entryId)));
    const results = applyCap(part, within.map(asCapped), before);
    const left = new Map(within.map((share, place) => [share, results[place]?.billed]));
    open = open.map((share) => ({ ...share, amount: left.get(share) ?? share.amount }));
    discounts.push(...discountsOf({ componentId, number }, within, results));
    return billedCap(componentId, part, before, results);
  });
  return { caps: billed, discounts };
}

type Results = ReturnType<typeof applyCap>;

const asCapped = ({ entryId, amount }: LineShare): { key: string; amount: Money } => ({
  key: entryId,
  amount,
});

function discountsOf(
  { componentId, number }: { readonly componentId: string; readonly number: number },
  shares: readonly LineShare[],
  results: Results,
): readonly Discount[] {
  const byLine = new Map<string, Money[]>();
  for (const [place, { above }] of results.entries()) {
    const lineKey = shares[place]?.line.key;
    if (lineKey === undefined || isZero(above)) continue;
    const own = byLine.get(lineKey);
    if (own === undefined) byLine.set(lineKey, [above]);
    else own.push(above);
  }
  return [...byLine].map(([lineKey, amounts], place) => ({
    id: `cap:${number + 1}:${place + 1}`,
    description: componentId,
    amount: sum(amounts, amounts[0]?.currency ?? ''),
    lineKey,
  }));
}

function billedBefore(componentId: string, { limit }: CapPart, capped: BillHistory['capped'] = {}): Money {
  const own = Object.hasOwn(capped, componentId) ? capped[componentId] : undefined;
  return own ?? zero(limit.currency);
}

function billedCap(
  componentId: string,
  { limit, above: treatment }: CapPart,
  before: Money,
  results: Results,
): BilledCap {
  const { currency } = limit;
  const billed = sum(
    results.map((result) => result.billed),
    currency,
  );
  const above = sum(
    results.map((result) => result.above),
    currency,
  );
  return { componentId, limit, before, billed, above, treatment };
}
