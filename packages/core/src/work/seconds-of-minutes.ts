const maximumMinutes = 366 * 24 * 60;

/**
 * Whole seconds of a number of minutes, or null when it is negative, not finite, more than a year, or not whole
 * seconds. Minutes such as 19.8 are no exact binary fractions, so a millionth of a second is forgiven.
 */
export function secondsOfMinutes(minutes: number): number | null {
  if (!(minutes >= 0 && minutes <= maximumMinutes)) return null;
  const exact = minutes * 60;
  const seconds = Math.round(exact);
  return Math.abs(exact - seconds) < 1e-6 ? seconds : null;
}
