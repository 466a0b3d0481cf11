import { applyCap } from '../contract/apply-cap.ts';
import { add, sum } from '../money/arithmetic.ts';
import { isZero, type Money, zero } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import { fits } from '../rating/condition.ts';
import { heldCharge, type HeldPart } from './bill-charges.ts';
import type { LineShare, SharedLines } from './bill-shares.ts';
import { type AboveCaps, billedBefore, type Cap, type CapSetting } from './cap-setting.ts';

/**
 * Blocks the entries that lie above caps (R65), until all that is left fits under all of them: of fewer entries, a line
 * can be rounded to another amount than their shares were.
 */
export function blockAbove(
  caps: readonly Cap[],
  all: readonly Charge[],
  linesOf: (charges: readonly Charge[]) => SharedLines,
  setting: CapSetting,
): { readonly charges: readonly Charge[]; readonly held: readonly HeldPart[]; readonly above: AboveCaps } {
  let charges = all;
  const held: HeldPart[] = [];
  const above = new Map<Cap, Money>();
  for (let isOver = true; isOver; ) {
    isOver = false;
    for (const cap of caps) {
      const { currency } = cap.part.limit;
      const blocked = entriesAbove(cap, linesOf(charges).shares, setting);
      if (blocked.size === 0) continue;
      isOver = true;
      above.set(cap, add(above.get(cap) ?? zero(currency), sum([...blocked.values()], currency)));
      const isBlocked = ({ entryId }: Charge): boolean => blocked.has(entryId);
      held.push(...charges.filter(isBlocked).map((charge) => heldCharge(charge, 'over-cap')));
      charges = charges.filter((charge) => !isBlocked(charge));
    }
  }
  return { charges, held, above };
}

/** The entries that do not fit under a cap, with what they come to. */
function entriesAbove(
  cap: Cap,
  shares: readonly LineShare[],
  setting: CapSetting,
): ReadonlyMap<string, Money> {
  const { part } = cap;
  const amounts = new Map<string, Money[]>();
  for (const { entryId, amount } of shares) {
    if (!fits(part.when, setting.factsOf(entryId))) continue;
    const own = amounts.get(entryId);
    if (own === undefined) amounts.set(entryId, [amount]);
    else own.push(amount);
  }
  const wanted = [...amounts].map(([key, own]) => ({ key, amount: sum(own, part.limit.currency) }));
  const over = applyCap(part, wanted, billedBefore(cap, setting)).filter(({ above }) => !isZero(above));
  return new Map(over.map(({ key, above }) => [key, above]));
}
