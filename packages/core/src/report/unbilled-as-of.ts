import { z } from 'zod';
import { type CivilDate, civilDateOf } from '../time/civil-date.ts';
import { type Instant, instant, instantSchema, instantToSeconds } from '../time/instant.ts';
import { localDayOf } from '../time/wall-clock.ts';
import { type ZoneId, zoneTable } from '../time/zone.ts';

/** A time entry that was billed, and when. */
export interface BilledEntry {
  readonly entryId: string;
  readonly at: Instant;
}

/** A past instant at which a report looks back. */
export interface AsOf {
  readonly at: Instant;
  /** In which untimed work has its days. */
  readonly zone: ZoneId;
  /** Everything that was ever billed. What was released again is not in it. */
  readonly billed: readonly BilledEntry[];
}

/** An {@link AsOf} from outside. */
export const asOfSchema: z.ZodType = z.strictObject({
  at: instantSchema,
  zone: z.string(),
  billed: z.array(z.looseObject({ entryId: z.string(), at: instantSchema })),
});

/** Says of work whether it counts as not billed yet. */
export interface OpenWork {
  isBilled(entryId: string): boolean;
  isOpen(work: {
    readonly entryId: string;
    readonly start: Instant | null;
    readonly date: CivilDate;
  }): boolean;
}

/** For work of which nothing is billed. */
export const allIsOpen: OpenWork = { isBilled: () => false, isOpen: () => true };

/** Says of work whether it was there and not billed yet at an instant. */
export class BilledUntil implements OpenWork {
  readonly #at: Instant;
  readonly #today: CivilDate;
  readonly #billed: ReadonlySet<string>;

  constructor({ at, zone, billed }: AsOf) {
    this.#at = instant(at);
    this.#today = civilDateOf(localDayOf(instantToSeconds(at), zoneTable(zone)));
    const until = billed.filter((one) => instant(one.at) <= this.#at);
    this.#billed = new Set(until.map(({ entryId }) => entryId));
  }

  isBilled(entryId: string): boolean {
    return this.#billed.has(entryId);
  }

  isOpen({ entryId, start, date }: Parameters<OpenWork['isOpen']>[0]): boolean {
    const isThere = start === null ? date <= this.#today : start <= this.#at;
    return isThere && !this.isBilled(entryId);
  }
}
