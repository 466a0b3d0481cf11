import { instantFromWallClock, isBillingError } from '@billwright/core';
import { z } from 'zod';
import { compileDateFormat } from './date-format.ts';
import { type DurationFormat, durationFormats } from './duration-format.ts';
import { columnSchema } from './text-source.ts';

/**
 * A date, or a date with a time of day. Several columns are read as one text, joined by a blank.
 *
 * The format is made of `YYYY`, `MM` or `M`, `DD` or `D`, `HH` or `H` (0 to 23), `hh` or `h` (1 to 12, with `A` for
 * AM and PM), `mm`, `ss`, `SSS` (any digits of a second), `Z` (an offset), `T`, and punctuation. Two letters want
 * two digits, one letter accepts one or two. What stands in brackets may be missing: `HH:mm[:ss]`.
 */
export interface DateSource {
  readonly columns: string | readonly string[];
  readonly format: string;
}

/** A duration in one column. */
export interface DurationSource {
  readonly column: string;
  readonly format: DurationFormat;
}

/** The time zone of the clocks that a file's times were read from: one, or one by the text of a column. */
export type ZoneSource =
  | string
  | { readonly column: string; readonly zones: Readonly<Record<string, string | null>> };

/** Entries with start and end. */
export interface TimedSource {
  readonly kind: 'timed';
  readonly start: DateSource;
  /** With `nextDayIfEarlier`, an end before the start is on the following day: for files with one date for both. */
  readonly end: DateSource & { readonly nextDayIfEarlier?: boolean | null | undefined };
  /**
   * Times without an offset are wall-clock times of this zone and become instants. Without a zone, and where the zone
   * is null, they stay as they are, and rating reads them in the calendar's zone.
   */
  readonly zone?: ZoneSource | null | undefined;
  /**
   * What the column holds: the `break`, or the `net` time, and the break is what it lacks to the time from start to end.
   * Net times need a zone, or times with an offset: across a clock change, clocks on the wall don't tell how long the
   * work took, and an hour of it would pass for a break.
   */
  readonly breaks?: (DurationSource & { readonly holds: 'break' | 'net' }) | null | undefined;
}

/** Entries with a day and a duration. */
export interface UntimedSource {
  readonly kind: 'untimed';
  readonly date: DateSource;
  readonly duration: DurationSource;
}

const formatSchema = (kind: 'date' | 'moment'): z.ZodString =>
  z.string().superRefine((format, context) => {
    const compiled = compileDateFormat(format, kind);
    if (compiled.status === 'refused') context.addIssue({ code: 'custom', message: compiled.fault });
  });

const columnsSchema = z.union(
  [columnSchema, z.array(columnSchema).min(1)],
  'is not a column name or a list of them',
);

const zoneSchema = z.string().refine(isZone, 'is not an IANA time zone that this runtime knows');

const durationShape = { column: columnSchema, format: z.enum(durationFormats) };

/** Whether it is known of every row how long it took from start to end. */
function knowsElapsedTime({ start, end, zone }: Pick<TimedSource, 'start' | 'end' | 'zone'>): boolean {
  if (start.format.includes('Z') && end.format.includes('Z')) return true;
  if (zone == null) return false;
  return typeof zone === 'string' || !Object.values(zone.zones).includes(null);
}

const timedSchema = z
  .strictObject({
    kind: z.literal('timed'),
    start: z.strictObject({ columns: columnsSchema, format: formatSchema('moment') }),
    end: z.strictObject({
      columns: columnsSchema,
      format: formatSchema('moment'),
      nextDayIfEarlier: z.boolean().nullish(),
    }),
    zone: z
      .union(
        [
          zoneSchema,
          z.strictObject({ column: columnSchema, zones: z.record(z.string(), zoneSchema.nullable()) }),
        ],
        'is not an IANA time zone that this runtime knows, nor { column, zones } with such zones',
      )
      .nullish(),
    breaks: z.strictObject({ ...durationShape, holds: z.enum(['break', 'net']) }).nullish(),
  })
  .refine((timed) => timed.breaks?.holds !== 'net' || knowsElapsedTime(timed), {
    path: ['zone'],
    message:
      'is missing: without it, net times would make a break of the hour that a clock change takes or gives',
  });

/** What the time of a mapping must look like. */
export const timeSourceSchema: z.ZodType<TimedSource | UntimedSource> = z.discriminatedUnion('kind', [
  timedSchema,
  z.strictObject({
    kind: z.literal('untimed'),
    date: z.strictObject({ columns: columnsSchema, format: formatSchema('date') }),
    duration: z.strictObject(durationShape),
  }),
]);

function isZone(name: string): boolean {
  try {
    instantFromWallClock('2000-01-01T00:00', name);
    return true;
  } catch (error) {
    if (isBillingError(error, 'ZONE_UNKNOWN')) return false;
    throw error;
  }
}
