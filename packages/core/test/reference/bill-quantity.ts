import type { QuantityPolicy } from '../../src/quantity/quantity-policy.ts';
import type { Work, WorkPrice } from './priced-work.ts';
import { roundQuantity } from './round-quantity.ts';
import { share } from './share.ts';

/** Work and what was decided about its price. */
export interface PricedWork {
  readonly work: Work;
  readonly price: WorkPrice;
}

/** Priced work with the seconds that are billed for each of its parts. */
export interface BilledWork extends PricedWork {
  readonly billed: readonly number[];
}

/** R30 to R32: rounds what counts as one and shares the result over its parts. The works come in their order. */
export function billQuantities(works: readonly PricedWork[]): readonly BilledWork[] {
  const groups = new Map<string, PricedWork[]>();
  for (const each of works) {
    const key = groupOf(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const billed = new Map<PricedWork, readonly number[]>();
  for (const group of groups.values()) {
    const seconds = group.map(({ work }) => secondsOfParts(work));
    // All of a group have the same policy, and no group is empty.
    const rounded = roundParts(seconds.flat(), group[0]!.price.quantity);
    let at = 0;
    for (const [index, each] of group.entries()) {
      const next = at + (seconds[index] ?? []).length;
      billed.set(each, rounded.slice(at, next));
      at = next;
    }
  }
  return works.map((each) => ({ ...each, billed: billed.get(each) ?? [] }));
}

/** A piece has a price for itself: its time is never rounded. */
export function billedAsWorked(each: PricedWork): BilledWork {
  return { ...each, billed: secondsOfParts(each.work) };
}

function roundParts(seconds: readonly number[], policy: QuantityPolicy): readonly number[] {
  if (policy.scope === 'segment') return seconds.map((part) => roundQuantity(part, policy));
  const worked = seconds.reduce((all, part) => all + part, 0);
  return share(roundQuantity(worked, policy), seconds);
}

/** What is rounded together has the same key. */
function groupOf({ work, price }: PricedWork): string {
  const { entry, customerId, index, time } = work;
  const { scope } = price.quantity;
  const { workItem, agentId } = entry;
  if (workItem == null || scope === 'entry' || scope === 'segment') return JSON.stringify([index]);
  const item = [price.quantity, customerId, workItem.kind, workItem.id];
  return JSON.stringify(scope === 'work-item' ? item : [...item, agentId, time.date]);
}

const secondsOfParts = ({ time }: Work): readonly number[] => time.parts.map(({ seconds }) => seconds);
