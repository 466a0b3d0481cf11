import { BillingError } from '../../errors/billing-error.ts';
import { secondsToInstant } from '../../time/instant.ts';
import type { ChargeSource } from './charge-source.ts';
import { viewCharge } from './charge-view.ts';
import type { Charge } from '../charge.ts';
import { blockedWork, excludedWork } from './left-out.ts';
import type { WorkTable } from '../read/work-table.ts';
import type { BlockedWork, ExcludedWork, RatingWarning } from '../outcome.ts';

/** Charges in the order of work: start, then id, then part. They are made when they are asked for. */
export interface ChargeList {
  readonly chargeCount: number;
  /**
   * One charge, by its place in the order of work.
   *
   * @throws BillingError `CHARGE_NOT_FOUND` when the index is not a whole number from 0 to `chargeCount - 1`.
   */
  charge(index: number): Charge;
  charges(): IterableIterator<Charge>;
}

/** The internal cost of the work (R44). */
export interface CostOfWork extends ChargeList {
  /** Work for which the cost book has no price: its cost is unknown, not 0. In the order of work, like charges. */
  readonly missing: readonly MissingCost[];
}

/** Work without a known cost. */
export interface MissingCost {
  readonly entryId: string;
  readonly reason: 'no-rate' | 'rate-ambiguous' | 'no-work-item' | 'non-billable-rate';
  readonly seconds: number;
}

/**
 * What became of every entry of one call: it has charges, or is blocked, or excluded, each with a reason (R6).
 *
 * Numbers and prices are kept; objects and words are made of them when they are asked for. They name the entries that
 * were handed in, so leave those as they are while the result is read.
 */
export interface RatedWork extends ChargeList {
  /** How many entries were handed in. */
  readonly entryCount: number;
  /** Their worked seconds, after breaks. Entries that are too broken to tell have 0. */
  readonly entrySeconds: number;
  /** In the order of the list that was handed in. */
  readonly blocked: readonly BlockedWork[];
  readonly excluded: readonly ExcludedWork[];
  /** Wall-clock times that the zone showed twice or never. */
  readonly warnings: readonly RatingWarning[];
  /** The internal cost, or `null` without a cost book. */
  readonly cost: CostOfWork | null;
}

/** The charges in the columns, as a list of objects. */
export function chargeList(source: ChargeSource): ChargeList {
  const { count } = source.charged.charges;
  const charge = (index: number): Charge => {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new BillingError('CHARGE_NOT_FOUND', { index, count });
    }
    return viewCharge(source, index);
  };
  function* charges(): Generator<Charge> {
    for (let index = 0; index < count; index += 1) yield viewCharge(source, index);
  }
  return { chargeCount: count, charge, charges };
}

/** The result of a rating, around its columns. Lists are made when they are first asked for. */
export function ratedWork(source: ChargeSource, cost: CostOfWork | null): RatedWork {
  const { work } = source;
  return {
    entryCount: work.count,
    get entrySeconds() {
      return work.worked.reduce((sum, seconds) => sum + seconds, 0);
    },
    ...chargeList(source),
    get blocked() {
      return blockedWork(work);
    },
    get excluded() {
      return excludedWork(work);
    },
    get warnings() {
      return warningsOf(work);
    },
    cost,
  };
}

/** Wall-clock times that the zone showed twice or never. */
export function warningsOf(work: WorkTable): readonly RatingWarning[] {
  return [...work.oddWallClocks].flatMap(([position, odd]) =>
    odd.map(
      ({ field, resolution, seconds }): RatingWarning => ({
        entryId: String(work.entries[position]?.id),
        code: `wall-clock-${resolution}`,
        field,
        instant: secondsToInstant(seconds),
      }),
    ),
  );
}
