import type { CapPart } from '../contract/component-kind.ts';
import type { Discount } from '../invoice/discount.ts';
import { sum } from '../money/arithmetic.ts';
import { type Money, zero } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import { fits } from '../rating/condition.ts';
import type { HeldPart } from './bill-charges.ts';
import type { LineShare, SharedLines } from './bill-shares.ts';
import { blockAbove } from './block-above.ts';
import { type AboveCaps, billedBefore, type Cap, type CapSetting } from './cap-setting.ts';
import { writeDowns } from './write-downs.ts';

/** What a cap left of a bill (R65). */
export interface BilledCap {
  readonly componentId: string;
  readonly limit: Money;
  /** What was billed under it before. */
  readonly before: Money;
  /** What this bill bills under it, after all caps and before discounts. */
  readonly billed: Money;
  /** What this cap took: what lies above it of what the caps before it left. */
  readonly above: Money;
  /** What became of that. */
  readonly treatment: CapPart['above'];
}

/** What caps leave of the work of a bill. */
export interface CappedWork {
  readonly charges: readonly Charge[];
  /** What has to wait. */
  readonly held: readonly HeldPart[];
  readonly work: SharedLines;
  /** What is written down. */
  readonly discounts: readonly Discount[];
  readonly caps: readonly BilledCap[];
}

/**
 * Holds the charges of a bill against its caps (R65): first those that block, since what waits is not charged, then
 * those that write down.
 */
export function capWork(
  caps: readonly Cap[],
  all: readonly Charge[],
  linesOf: (charges: readonly Charge[]) => SharedLines,
  setting: CapSetting,
): CappedWork {
  if (caps.length === 0) return { charges: all, held: [], work: linesOf(all), discounts: [], caps: [] };
  const blocking = caps.filter(({ part }) => part.above === 'block');
  const writing = caps.filter(({ part }) => part.above === 'write-down');
  const { charges, held, above: blocked } = blockAbove(blocking, all, linesOf, setting);
  const work = linesOf(charges);
  const { discounts, left, above: written } = writeDowns(writing, work.shares, setting);
  const above = new Map([...blocked, ...written]);
  const billed = [...blocking, ...writing].map((cap) => billedCap(cap, { left, above, setting }));
  return { charges, held, work, discounts, caps: billed };
}

interface CapOutcome {
  /** What all caps together leave. */
  readonly left: readonly LineShare[];
  readonly above: AboveCaps;
  readonly setting: CapSetting;
}

function billedCap(cap: Cap, { left, above, setting }: CapOutcome): BilledCap {
  const { limit, when, above: treatment } = cap.part;
  const within = left.filter(({ entryId }) => fits(when, setting.factsOf(entryId)));
  return {
    componentId: cap.componentId,
    limit,
    before: billedBefore(cap, setting),
    billed: sum(
      within.map(({ amount }) => amount),
      limit.currency,
    ),
    above: above.get(cap) ?? zero(limit.currency),
    treatment,
  };
}
