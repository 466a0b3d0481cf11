import { daysFromCivil } from './civil-day.ts';

const zero = 48;
const hyphen = 45;

/** The number that two ASCII digits at a place of a text write, or -1 when they are not two digits. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  // Past the end of the text charCodeAt gives NaN, and every comparison with it is false.
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** A number from 0 to 99 with a leading zero. */
export function padTwo(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/**
 * Stands for a text that is no day: some day long before 1970. A small integer rather than NaN, so that reading a
 * date never allocates.
 */
const noDay = -8192;

const firstYear = 1969;
const lastYear = 2200;
/** The day number of the first day of each month, and of the one after the last. */
const firstDays = Int32Array.from({ length: (lastYear - firstYear + 1) * 12 + 1 }, (_, month) =>
  daysFromCivil(firstYear + Math.floor(month / 12), (month % 12) + 1, 1),
);

/** The day number of the `YYYY-MM-DD` that a text begins with, or `noDay` when it is no day that exists. */
export function readDay(text: string): number {
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return noDay;
  if (century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1) return noDay;
  const at = (century * 100 + yearOfCentury - firstYear) * 12 + month - 1;
  // A year beyond the table has no first day, and every comparison with nothing is false.
  const first = firstDays[at]!;
  return first + day <= firstDays[at + 1]! ? first + day - 1 : noDay;
}
