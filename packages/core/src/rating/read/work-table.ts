import type { AnyBillingError } from '../../errors/billing-error.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import type { OddWallClock } from './entry-timing.ts';

/** What becomes of an entry, as small numbers for the columns. */
export const workStatus = {
  priced: 0,
  invalid: 1,
  noCustomer: 2,
  noTime: 3,
  nonBillable: 4,
  notApproved: 5,
  noRate: 6,
  rateAmbiguous: 7,
  nonBillableRate: 8,
  noWorkItem: 9,
} as const;

/**
 * The entries of one call in numbers, one column a fact, by position in the list that was handed in. Everything that
 * prices an entry is read from here; the entries themselves are looked at again only for words.
 */
export interface WorkTable {
  readonly entries: readonly TimeEntry[];
  readonly count: number;
  readonly status: Uint8Array;
  /** Epoch second of the start. */
  readonly start: Float64Array;
  /** Seconds from start to end. */
  readonly elapsed: Int32Array;
  /** Elapsed seconds without the break. */
  readonly worked: Int32Array;
  /** Day number of the civil date of the work. */
  readonly day: Int32Array;
  /** 1 for work with a start and an end whose bands the calendar decides. */
  readonly isPlain: Uint8Array;
  /** Index into the rater's terms. */
  readonly terms: Int32Array;
  /** Index into the rater's selections; -1 where nothing was looked up. */
  readonly selection: Int32Array;
  /** The same in the cost book; empty without one. */
  readonly costSelection: Int32Array;
  /** Positions by work start, then id (R8). */
  readonly order: Uint32Array;
  /** What is wrong with an entry that can't be read or priced. */
  readonly faults: ReadonlyMap<number, AnyBillingError>;
  readonly oddWallClocks: ReadonlyMap<number, readonly OddWallClock[]>;
}

/** The customer that an entry is billed to: its own, or its requester's (R11). */
export function customerOf(entry: TimeEntry): string | null {
  return entry.customerId ?? entry.workItem?.requesterCustomerId ?? null;
}
