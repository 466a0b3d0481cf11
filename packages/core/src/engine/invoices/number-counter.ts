import { counterKey, invoiceNumber, type NumberSeries } from '../../invoice/number-series.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import type { ZoneId } from '../../time/zone.ts';
import { seriesKey, seriesRecords, type StoredSeries } from '../records/issuing.ts';
import type { Unit } from '../unit.ts';
import { civilDateAt } from './civil-date-at.ts';

/** A place in a series, with the number that it gives, and where the series stands once it is taken. */
export interface NextPlace {
  readonly series: string;
  readonly sequence: number;
  readonly number: string;
  /** Never before the last issue of the series, so dates go up with the numbers. */
  readonly at: Instant;
  /** The civil date of that instant in the seller's zone. */
  readonly on: CivilDate;
  readonly after: StoredSeries;
}

/** The next place in a series (R81). Nothing is taken before `after` is written. */
export function nextPlace(
  known: StoredSeries | null,
  series: NumberSeries,
  now: Instant,
  zone: ZoneId,
): NextPlace {
  const { lastAt, last, first }: Omit<StoredSeries, 'series'> = known ?? {
    lastAt: null,
    last: {},
    first: {},
  };
  const at = lastAt !== null && lastAt > now ? lastAt : now;
  const on = civilDateAt(at, zone);
  const counter = counterKey(series, on);
  const isEmpty = Object.keys(last).length === 0;
  const before = Object.hasOwn(last, counter) ? (last[counter] ?? 0) : 0;
  const sequence = isEmpty ? series.startAt : before + 1;
  const after = {
    series: series.series,
    lastAt: at,
    last: { ...last, [counter]: sequence },
    first: isEmpty && sequence > 1 ? { [counter]: sequence } : first,
  };
  return {
    series: series.series,
    sequence,
    number: invoiceNumber(series, { sequence, on }),
    at,
    on,
    after,
  };
}

/** Where series stand, read under their locks: nobody else takes a number before the call has ended. */
export async function lockSeries(
  unit: Unit,
  names: readonly string[],
): Promise<Map<string, StoredSeries | null>> {
  const known = new Map<string, StoredSeries | null>();
  for (const name of [...new Set(names)].toSorted()) {
    await unit.lock(seriesKey(name));
    known.set(name, await unit.find(seriesRecords, seriesKey(name)));
  }
  return known;
}
