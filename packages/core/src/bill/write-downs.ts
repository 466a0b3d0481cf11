import { applyCap, type CapResult } from '../contract/apply-cap.ts';
import type { Discount } from '../invoice/discount.ts';
import { sum } from '../money/arithmetic.ts';
import { isZero, type Money } from '../money/money.ts';
import { fits } from '../rating/condition.ts';
import type { LineShare } from './bill-shares.ts';
import { type AboveCaps, billedBefore, type Cap, type CapSetting } from './cap-setting.ts';

/** What is written down, and what is left of each share. */
export interface WriteDowns {
  readonly discounts: readonly Discount[];
  readonly left: readonly LineShare[];
  readonly above: AboveCaps;
}

/** Writes down what lies above caps (R65): discounts on the lines, those of later caps on what earlier ones left. */
export function writeDowns(
  caps: readonly Cap[],
  shares: readonly LineShare[],
  setting: CapSetting,
): WriteDowns {
  let left = shares;
  const discounts: Discount[] = [];
  const above = new Map<Cap, Money>();
  for (const [number, cap] of caps.entries()) {
    const { componentId, part } = cap;
    const within = left.filter(({ entryId }) => fits(part.when, setting.factsOf(entryId)));
    const amounts = within.map(({ entryId, amount }) => ({ key: entryId, amount }));
    const results = applyCap(part, amounts, billedBefore(cap, setting));
    const billed = new Map(within.map((share, place) => [share, results[place]?.billed]));
    left = left.map((share) => ({ ...share, amount: billed.get(share) ?? share.amount }));
    above.set(
      cap,
      sum(
        results.map((result) => result.above),
        part.limit.currency,
      ),
    );
    discounts.push(...discountsOf({ componentId, number }, within, results));
  }
  return { discounts, left, above };
}

function discountsOf(
  { componentId, number }: { readonly componentId: string; readonly number: number },
  shares: readonly LineShare[],
  results: readonly CapResult[],
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
