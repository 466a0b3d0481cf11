import { daysFromCivil, secondsPerDay } from './civil-day.ts';
import { readDay, twoDigits } from './digits.ts';

const zero = 48;
const plus = 43;
const minus = 45;
const dot = 46;
const colon = 58;
const capitalT = 84;
const capitalZ = 90;

const lengthToMinutes = 'YYYY-MM-DDTHH:MM'.length;
const lengthToSeconds = 'YYYY-MM-DDTHH:MM:SS'.length;

/** The first second that is too late: 2200-01-01T00:00:00Z. */
const endOfSeconds = daysFromCivil(2200, 1, 1) * secondsPerDay;

/** The first millisecond that is too late. */
export const endOfTime = endOfSeconds * 1000;

/**
 * Stands for a text that is no time: so far before 1970 that no offset brings it back. A small integer, as all times
 * until 2038 are, because a function that sometimes returns NaN returns everything else in a box on the heap.
 */
const unreadable = -(2 ** 30);

/**
 * Reads `YYYY-MM-DDTHH:MM:SS[.fraction]` followed by `Z` or `±HH:MM`, strictly: the day must exist, and there
 * is neither a 24th hour nor a 60th second.
 *
 * @returns epoch milliseconds (digits after the third are cut off), or NaN when the text is anything else or an
 *   instant outside the years 1970 to 2199 of UTC.
 */
export function parseTimestamp(text: string): number {
  return parseTimestampSeconds(text) * 1000 + millisecondsOf(text);
}

/** The whole epoch seconds of a timestamp, as {@link parseTimestamp} reads it; a fraction is cut off. Or NaN. */
export function parseTimestampSeconds(text: string): number {
  const { length } = text;
  if (text.charCodeAt(length - 1) === capitalZ) return withinTime(readWallClock(text, length - 1));
  if (length <= lengthToSeconds) return Number.NaN;
  const offset = offsetAt(text, length - 6);
  return offset === unreadable ? Number.NaN : withinTime(readWallClock(text, length - 6) - offset * 60);
}

/**
 * Reads `YYYY-MM-DDTHH:MM[:SS[.fraction]]` without `Z` or offset, as strictly as {@link parseTimestamp}.
 *
 * @returns the milliseconds from 1970-01-01T00:00 on that wall clock, or NaN when the text is anything else or
 *   lies outside the years 1970 to 2199.
 */
export function parseWallClock(text: string): number {
  return parseWallClockSeconds(text) * 1000 + millisecondsOf(text);
}

/** The whole seconds of a time without offset, as {@link parseWallClock} reads it; a fraction is cut off. Or NaN. */
export function parseWallClockSeconds(text: string): number {
  const { length } = text;
  if (length === lengthToMinutes) return withinTime(readMinutes(text));
  return withinTime(readWallClock(text, length));
}

function withinTime(seconds: number): number {
  return seconds >= 0 && seconds < endOfSeconds ? seconds : Number.NaN;
}

/** The minutes of a `±HH:MM`, or `unreadable`. */
function offsetAt(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if ((sign !== plus && sign !== minus) || text.charCodeAt(at + 3) !== colon) return unreadable;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return unreadable;
  return sign === plus ? hours * 60 + minutes : -(hours * 60 + minutes);
}

/** The first `end` characters, to the second or finer, as whole seconds on a clock without zone. */
function readWallClock(text: string, end: number): number {
  if (end < lengthToSeconds) return unreadable;
  const second = twoDigits(text, 17);
  if (text.charCodeAt(16) !== colon || second < 0 || second > 59) return unreadable;
  if (end > lengthToSeconds && !isFraction(text, end)) return unreadable;
  return readMinutes(text) + second;
}

/** The seconds of the `YYYY-MM-DDTHH:MM` that a text begins with, on a clock without zone. */
function readMinutes(text: string): number {
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  if (text.charCodeAt(10) !== capitalT || text.charCodeAt(13) !== colon) return unreadable;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return unreadable;
  return readDay(text) * secondsPerDay + hour * 3600 + minute * 60;
}

/** Says whether `.digits` stand between the seconds and `end`. */
function isFraction(text: string, end: number): boolean {
  if (text.charCodeAt(lengthToSeconds) !== dot || end === lengthToSeconds + 1) return false;
  for (let at = lengthToSeconds + 1; at < end; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  return true;
}

/** The milliseconds in the fraction of a text that was read; 0 where it has none. */
function millisecondsOf(text: string): number {
  if (text.charCodeAt(lengthToSeconds) !== dot) return 0;
  let milliseconds = 0;
  let worth = 100;
  for (let at = lengthToSeconds + 1; worth > 0; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) break;
    milliseconds += digit * worth;
    worth = worth === 100 ? 10 : worth === 10 ? 1 : 0;
  }
  return milliseconds;
}
