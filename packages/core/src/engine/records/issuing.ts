import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';

/** Where a series of numbers stands. */
export interface StoredSeries {
  readonly series: string;
  /** The instant of its last issue: none of the series is earlier afterwards. `null` before the first. */
  readonly lastAt: Instant | null;
  /** By the name of the counter, the last sequence that was given. */
  readonly last: Readonly<Record<string, number>>;
  /** By the name of the counter, the first sequence that was given, where it was not 1. */
  readonly first: Readonly<Record<string, number>>;
}

/** The id of the row of a series among all counters, and the name of its lock. */
export const seriesKey = (series: string): string => `series:${series}`;

export const seriesRecords = collection<StoredSeries, 'counters'>({
  name: 'counters',
  id: ({ series }) => seriesKey(series),
});

/** The seal of an issued invoice: what it said then, it says for ever (R82). */
export interface InvoiceDigest {
  readonly invoiceId: string;
  readonly revision: number;
  /** SHA-256 over the canonical form of what is frozen, in hexadecimal. */
  readonly digest: string;
}

/** By invoice: the digest of its last issue. */
export const digestRecords = collection<InvoiceDigest, 'invoice-digests'>({
  name: 'invoice-digests',
  id: ({ invoiceId }) => invoiceId,
});
