import { civilFromDays, secondsPerDay } from './civil-day.ts';

const zero = 48;

/** A second of the civil calendar, counted from 1970-01-01 00:00:00, as `YYYY-MM-DD HH:MM:SS`. */
export const writeDateTime = writer('0000-00-00 00:00:00');

/** A second of the civil calendar as an instant is written. */
export const writeInstant = writer('0000-00-00T00:00:00.000Z');

/** A day of the civil calendar, given by any of its seconds, as `YYYY-MM-DD`. */
export const writeDate = writer('0000-00-00');

/**
 * Writes digits into a form of fixed length. A template leaves a tree of small texts that is put together when it is
 * read or stored, which takes several times as long, and so does `Date`.
 */
function writer(form: string): (seconds: number) => string {
  const codes = Array.from(form, (character) => character.charCodeAt(0));
  const write = (at: number, value: number): void => {
    const tens = Math.floor(value / 10);
    codes[at] = zero + tens;
    codes[at + 1] = zero + value - tens * 10;
  };
  const hasTime = form.length > 10;
  return (seconds) => {
    const days = Math.floor(seconds / secondsPerDay);
    const { year, month, day } = civilFromDays(days);
    const century = Math.floor(year / 100);
    write(0, century);
    write(2, year - century * 100);
    write(5, month);
    write(8, day);
    if (hasTime) {
      const second = seconds - days * secondsPerDay;
      const minute = Math.floor(second / 60);
      const hour = Math.floor(minute / 60);
      write(11, hour);
      write(14, minute - hour * 60);
      write(17, second - minute * 60);
    }
    return String.fromCharCode(...codes);
  };
}
