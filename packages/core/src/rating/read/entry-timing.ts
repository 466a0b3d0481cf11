import type { Terms } from '../select/terms.ts';
import type { InputIssue } from '../../errors/input-issue.ts';
import { parseCivilDate } from '../../time/civil-date.ts';
import { secondsPerDay } from '../../time/civil-day.ts';
import { endOfTime, parseTimestampSeconds, parseWallClockSeconds } from '../../time/parse-timestamp.ts';
import { localDayOf, resolveWallClock } from '../../time/wall-clock.ts';
import { secondsOfMinutes } from '../../work/seconds-of-minutes.ts';
import {
  maximumEntrySeconds,
  type TimeEntry,
  unreadableMinutes,
  unreadableTime,
} from '../../work/time-entry.ts';

/** What was found wrong with an entry's time. */
export interface TimingFault {
  readonly field: 'start' | 'end' | 'breakMinutes' | 'date' | 'minutes';
  readonly message: string;
}

/** A wall-clock time that the zone showed twice or never (R13). */
export interface OddWallClock {
  readonly field: 'start' | 'end';
  readonly resolution: 'ambiguous' | 'skipped';
  readonly seconds: number;
}

/**
 * The time of one entry in numbers, read into one reused object: reading allocates nothing.
 */
export class EntryTiming {
  /** Epoch second of the start; of untimed work, the beginning of its date. */
  start = 0;
  /** Seconds from start to end, or the minutes of untimed work. */
  elapsed = 0;
  /** Elapsed time without the break. */
  worked = 0;
  /** Day number of the start's civil date in the calendar's zone. */
  day = 0;
  fault: TimingFault | null = null;
  odd: readonly OddWallClock[] = none;

  /** Reads the time of an entry in the zone of its calendar. False, with the fault, when it can't be worked with. */
  read(entry: TimeEntry, terms: Terms): boolean {
    this.fault = null;
    if (this.odd.length > 0) this.odd = none;
    if (typeof entry.start !== 'string') return this.#readUntimed(entry.date, entry.minutes, terms);
    const start = parseTimestampSeconds(entry.start);
    const end = parseTimestampSeconds(entry.end);
    this.start = start === start ? start : this.#readWallClock('start', entry.start, terms);
    const until = end === end ? end : this.#readWallClock('end', entry.end, terms);
    if (this.fault !== null) return false;
    const elapsed = until - this.start;
    const rest = entry.breakMinutes == null ? 0 : secondsOfMinutes(entry.breakMinutes);
    if (elapsed < 0 || elapsed > maximumEntrySeconds || rest === null || rest > elapsed) {
      return this.#refuse(elapsed, rest);
    }
    this.elapsed = elapsed;
    this.worked = elapsed - rest;
    this.day = localDayOf(this.start, terms.timeline.table);
    return true;
  }

  /** The fault as an issue of the entry. */
  issues(): readonly InputIssue[] {
    return this.fault === null ? [] : [{ path: [this.fault.field], message: this.fault.message }];
  }

  #refuse(elapsed: number, rest: number | null): false {
    if (elapsed < 0) this.fault = { field: 'end', message: 'is before start' };
    else if (elapsed > maximumEntrySeconds)
      this.fault = { field: 'end', message: 'is more than a year after start' };
    else if (rest === null) this.fault = { field: 'breakMinutes', message: unreadableMinutes };
    else this.fault = { field: 'breakMinutes', message: 'is longer than the time worked' };
    return false;
  }

  #readUntimed(date: string, minutes: number, terms: Terms): boolean {
    const day = parseCivilDate(date);
    const seconds = secondsOfMinutes(minutes);
    if (day !== day)
      this.fault = {
        field: 'date',
        message: 'is not a day that exists, written YYYY-MM-DD, from 1970 to 2199',
      };
    else if (seconds === null) this.fault = { field: 'minutes', message: unreadableMinutes };
    if (day !== day || seconds === null) return false;
    this.day = day;
    this.elapsed = seconds;
    this.worked = seconds;
    this.start = resolveWallClock(day * secondsPerDay, terms.timeline.table).seconds;
    return true;
  }

  /** R13: a time without offset is read on the clocks of the calendar's zone. */
  #readWallClock(field: 'start' | 'end', text: string, terms: Terms): number {
    const local = parseWallClockSeconds(text);
    if (local !== local) return this.#unreadable(field);
    const { seconds, resolution } = resolveWallClock(local, terms.timeline.table);
    // The first and last hours on the wall can lie outside the years that instants have.
    if (seconds < 0 || seconds * 1000 >= endOfTime) return this.#unreadable(field);
    if (resolution !== 'exact') this.odd = [...this.odd, { field, resolution, seconds }];
    return seconds;
  }

  #unreadable(field: 'start' | 'end'): number {
    this.fault ??= { field, message: unreadableTime };
    return 0;
  }
}

const none: readonly OddWallClock[] = [];
