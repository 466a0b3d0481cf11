import type { Price, PriceBasis, PriceKind, ScheduleRun } from '../../src/rating/price-kind.ts';
import type { BuiltInPrice } from '../../src/rating/kinds/built-in-kinds.ts';
import type { TieredPrice } from '../../src/rating/kinds/tiered.ts';
import { Exact } from './exact.ts';

/** What a price comes down to. A kind that a policy brings along says so itself. */
export function basisOf(price: Price, ownKinds: readonly PriceKind[]): PriceBasis {
  const ownKind = ownKinds.find(({ kind }) => kind === price.kind);
  if (ownKind !== undefined) return ownKind.compile(price);
  if (isBuiltIn(price)) return builtInBasis(price);
  throw new Error(`${price.kind} is not a kind of price`);
}

function isBuiltIn(price: Price): price is BuiltInPrice {
  return ['hourly', 'tiered', 'fixed', 'daily', 'per-incident', 'non-billable'].includes(price.kind);
}

function builtInBasis(price: BuiltInPrice): PriceBasis {
  switch (price.kind) {
    case 'hourly':
      return { basis: 'hourly', rate: price.rate };
    case 'fixed':
      return { basis: 'piece', price: price.price, once: 'entry' };
    case 'daily':
      return { basis: 'piece', price: price.price, once: 'agent-day' };
    case 'per-incident':
      return { basis: 'piece', price: price.price, once: 'work-item' };
    case 'non-billable':
      return { basis: 'unbilled' };
    case 'tiered':
      return { basis: 'schedule', runs: runsOf(price) };
  }
}

function runsOf({
  mode,
  tiers,
}: TieredPrice): (before: number, seconds: number, total: number) => readonly ScheduleRun[] {
  const ends = tiers.map(({ upTo }) =>
    upTo === null ? Number.POSITIVE_INFINITY : new Exact(upTo).times(3600).toNumber(),
  );
  // Bounds belong to the lower tier.
  const tierAt = (second: number): number => ends.findIndex((end) => second <= end);
  const run = (step: number, seconds: number): ScheduleRun => ({
    seconds,
    step,
    // A step is the index of a tier.
    rate: tiers[step]!.rate,
  });
  if (mode === 'volume') return (_, seconds, total) => [run(tierAt(total), seconds)];
  return (before, seconds) => {
    if (seconds === 0) return [run(tierAt(before), 0)];
    return tiers
      .map((_, step) => {
        const from = Math.max(before, ends[step - 1] ?? 0);
        const to = Math.min(before + seconds, ends[step] ?? 0);
        return run(step, to - from);
      })
      .filter((part) => part.seconds > 0);
  };
}
