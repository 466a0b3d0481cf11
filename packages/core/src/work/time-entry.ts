import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { adviceOnUnknownKeys } from '../errors/plain-words.ts';
import { recordSchema } from '../errors/record-schema.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { isNegative, type Money, moneySchema } from '../money/money.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { parseTimestampSeconds, parseWallClockSeconds } from '../time/parse-timestamp.ts';
import { secondsOfMinutes } from './seconds-of-minutes.ts';
import { type WorkItem, workItemSchema } from './work-item.ts';

/** Whether somebody released the work for billing. Only contracts that demand approval look at it. */
export type Approval = 'approved' | 'pending' | 'rejected';

/** What every time entry has, however its time was recorded. */
export interface TimeEntryFacts {
  readonly id: string;
  /** Who is billed. Absent: the customer of the work item's requester (R11). */
  readonly customerId?: string | null | undefined;
  readonly agentId: string;
  readonly teamId?: string | null | undefined;
  readonly serviceTypeId: string;
  readonly workItem?: WorkItem | null | undefined;
  /** Default true. Work that is not billable is reported, never charged (R33). */
  readonly billable?: boolean | null | undefined;
  /** Default `approved`. */
  readonly approval?: Approval | null | undefined;
  /** A band chosen by a person; it wins over the calendar (R24). */
  readonly timeBand?: string | null | undefined;
  /** A price per hour chosen by a person; it wins over every rate card, and no band modifier applies to it (R40). */
  readonly rate?: Money | null | undefined;
  readonly note?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly attributes?: Readonly<Record<string, string>> | null | undefined;
}

/** Work with a start and an end. */
export interface TimedEntry extends TimeEntryFacts {
  /** ISO 8601 with an offset or `Z`; without one it is wall-clock time in the calendar's zone (R13). */
  readonly start: string;
  readonly end: string;
  /** Minutes of the interval in which nobody worked. Default 0. Whole seconds, so 0.5 is allowed and 0.001 is not. */
  readonly breakMinutes?: number | null | undefined;
  readonly date?: null | undefined;
  readonly minutes?: null | undefined;
}

/** Work of a day, as on a timesheet: a duration without a time of day. */
export interface UntimedEntry extends TimeEntryFacts {
  readonly date: CivilDate;
  /** Minutes worked, 0 or more. Whole seconds, so 0.5 is allowed and 0.001 is not. */
  readonly minutes: number;
  readonly start?: null | undefined;
  readonly end?: null | undefined;
  readonly breakMinutes?: null | undefined;
}

/** One piece of work by one agent: the fact that everything is billed from. It is never changed by billing (R7). */
export type TimeEntry = TimedEntry | UntimedEntry;

/** The longest time that one entry may hold: a year. Longer ones are typing errors, not work. */
export const maximumEntrySeconds: number = 366 * 86_400;

/** What is said of a start or end that can't be read. */
export const unreadableTime =
  'is no date and time such as "2026-03-02T09:00:00Z" or "2026-03-02T09:00", from 1970 to 2199';
/** What is said of minutes that can't be billed. */
export const unreadableMinutes = 'must make whole seconds, 0 or more and at most a year';

const timestampSchema = z
  .string()
  .max(64)
  .refine(
    (text) => !Number.isNaN(parseTimestampSeconds(text)) || !Number.isNaN(parseWallClockSeconds(text)),
    unreadableTime,
  );

const minutesSchema = z.number().refine((minutes) => secondsOfMinutes(minutes) !== null, unreadableMinutes);

const attributesSchema = recordSchema(textSchema(1000)).refine(
  (value) => Object.keys(value).length <= 50,
  'has more than 50 attributes',
);

const rateSchema = moneySchema.refine((rate) => !isNegative(rate), {
  path: ['amount'],
  message: 'is negative: give money back by a credit note, not by a rate',
});

/** What a {@link TimeEntry} must look like when it comes from outside. */
export const timeEntrySchema: z.ZodType<TimeEntry> = z
  .strictObject(
    {
      id: idSchema,
      customerId: idSchema.nullish(),
      agentId: idSchema,
      teamId: idSchema.nullish(),
      serviceTypeId: idSchema,
      workItem: workItemSchema.nullish(),
      billable: z.boolean().nullish(),
      approval: z.enum(['approved', 'pending', 'rejected']).nullish(),
      timeBand: idSchema.nullish(),
      rate: rateSchema.nullish(),
      note: textSchema(20_000).nullish(),
      tags: z.array(idSchema).max(50).nullish(),
      attributes: attributesSchema.nullish(),
      start: timestampSchema.nullish(),
      end: timestampSchema.nullish(),
      breakMinutes: minutesSchema.nullish(),
      date: civilDateSchema.nullish(),
      minutes: minutesSchema.nullish(),
    },
    { error: adviceOnUnknownKeys('facts of your own go into `attributes`') },
  )
  .superRefine((entry, context) => {
    for (const { path, message } of timingFaults(entry))
      context.addIssue({ code: 'custom', path: [path], message });
  })
  // Timed or untimed is what the check above has told apart; the schema's type can't say so.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  .transform((entry) => entry as TimeEntry);

interface Timing {
  readonly start?: string | null | undefined;
  readonly end?: string | null | undefined;
  readonly breakMinutes?: number | null | undefined;
  readonly date?: string | null | undefined;
  readonly minutes?: number | null | undefined;
}

/** R10, as far as it can be told without a time zone: both ends have an offset, or neither has. */
function timingFaults(entry: Timing): readonly { path: string; message: string }[] {
  const timed = entry.start != null || entry.end != null || entry.breakMinutes != null;
  const untimed = entry.date != null || entry.minutes != null;
  if (timed && untimed)
    return [{ path: 'date', message: 'an entry has start and end, or date and minutes, not both' }];
  if (!timed && entry.date == null) return [{ path: 'start', message: 'is missing, and so is date' }];
  if (!timed && entry.minutes == null) return [{ path: 'minutes', message: 'is missing' }];
  if (!timed) return [];
  if (entry.start == null) return [{ path: 'start', message: 'is missing' }];
  if (entry.end == null) return [{ path: 'end', message: 'is missing' }];
  const seconds = elapsedSeconds(entry.start, entry.end);
  // Mixed forms: the length needs the calendar's zone, so the rater checks it.
  if (seconds === null) return [];
  if (seconds < 0) return [{ path: 'end', message: 'is before start' }];
  if (seconds > maximumEntrySeconds) return [{ path: 'end', message: 'is more than a year after start' }];
  const rest = secondsOfMinutes(entry.breakMinutes ?? 0);
  if (rest !== null && rest > seconds)
    return [{ path: 'breakMinutes', message: 'is longer than the time worked' }];
  return [];
}

/** Whole seconds between two instants, or null where a wall-clock time needs a zone first. */
function elapsedSeconds(start: string, end: string): number | null {
  const elapsed = parseTimestampSeconds(end) - parseTimestampSeconds(start);
  return Number.isNaN(elapsed) ? null : elapsed;
}

/**
 * Checks one time entry from outside and returns it, frozen. Its values are not changed.
 *
 * @throws BillingError `TIME_ENTRY_INVALID` with every fault and its path: an unknown key, an end before the start,
 * a break longer than the work, a date that does not exist, minutes that are negative, infinite or not whole seconds.
 * @example
 * ```ts
 * import { timeEntry } from '@billwright/core';
 *
 * const entry = timeEntry({
 *   id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support',
 *   workItem: { kind: 'ticket', id: '4711' },
 *   start: '2026-03-02T17:50:00+01:00', end: '2026-03-02T18:02:00+01:00',
 * });
 * console.log(entry.id); // => te_1
 * ```
 */
export function timeEntry(input: unknown): TimeEntry {
  return parseInput('TIME_ENTRY_INVALID', timeEntrySchema, input);
}
