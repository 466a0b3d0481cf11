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

/** The first millisecond that is too late: 2200-01-01T00:00:00Z. */
export const endOfTime = daysFromCivil(2200, 1, 1) * secondsPerDay * 1000;

/**
 * Reads `YYYY-MM-DDTHH:MM:SS[.fraction]` followed by `Z` or `±HH:MM`, strictly: the day must exist, and there
 * is neither a 24th hour nor a 60th second.
 *
 * @returns epoch milliseconds (digits after the third are cut off), or NaN when the text is anything else or an
 *   instant outside the years 1970 to 2199 of UTC.
 */
export function parseTimestamp(text: string): number {
  const { length } = text;
  let end = length - 1;
  let offsetMinutes = 0;
  if (text.charCodeAt(end) !== capitalZ) {
    end = length - 6;
    offsetMinutes = offsetAt(text, end);
  }
  if (end < lengthToSeconds) return Number.NaN;
  return withinTime(readWallClock(text, end) - offsetMinutes * 60_000);
}

/**
 * Reads `YYYY-MM-DDTHH:MM[:SS[.fraction]]` without `Z` or offset, as strictly as {@link parseTimestamp}.
 *
 * @returns the milliseconds from 1970-01-01T00:00 on that wall clock, or NaN when the text is anything else or
 *   lies outside the years 1970 to 2199.
 */
export function parseWallClock(text: string): number {
  return withinTime(readWallClock(text, text.length));
}

function withinTime(milliseconds: number): number {
  return milliseconds >= 0 && milliseconds < endOfTime ? milliseconds : Number.NaN;
}

/** The minutes of a `±HH:MM`, or NaN. */
function offsetAt(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if ((sign !== plus && sign !== minus) || text.charCodeAt(at + 3) !== colon) return Number.NaN;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return Number.NaN;
  return sign === plus ? hours * 60 + minutes : -(hours * 60 + minutes);
}

/** The first `end` characters as milliseconds on a clock without zone, or NaN. */
function readWallClock(text: string, end: number): number {
  const day = readDay(text);
  if (text.charCodeAt(10) !== capitalT || text.charCodeAt(13) !== colon) return Number.NaN;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return Number.NaN;
  const minutes = day * 1440 + hour * 60 + minute;
  if (end === lengthToMinutes) return minutes * 60_000;

  const second = twoDigits(text, 17);
  if (end < lengthToSeconds || text.charCodeAt(16) !== colon || second < 0 || second > 59) return Number.NaN;
  const seconds = minutes * 60 + second;
  return end === lengthToSeconds ? seconds * 1000 : seconds * 1000 + readFraction(text, end);
}

/** The whole milliseconds of `.digits` up to `end`, or NaN. */
function readFraction(text: string, end: number): number {
  if (text.charCodeAt(lengthToSeconds) !== dot || end === lengthToSeconds + 1) return Number.NaN;
  let milliseconds = 0;
  let worth = 100;
  for (let at = lengthToSeconds + 1; at < end; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    milliseconds += digit * worth;
    worth = worth === 100 ? 10 : worth === 10 ? 1 : 0;
  }
  return milliseconds;
}
