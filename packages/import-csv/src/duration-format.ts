/** How a duration is written: `1.25` or `1,25` hours, `1:15:00`, `1:15`, `75` minutes or `4500` seconds. */
export type DurationFormat = 'decimal-hours' | 'H:MM:SS' | 'H:MM' | 'minutes' | 'seconds';

/** The formats, in one list. */
export const durationFormats: readonly [DurationFormat, ...DurationFormat[]] = [
  'decimal-hours',
  'H:MM:SS',
  'H:MM',
  'minutes',
  'seconds',
];

const secondsPerUnit = { 'decimal-hours': 3600, minutes: 60, seconds: 1 } as const;

/**
 * The seconds of a duration, rounded half-up to whole ones, or null for a text that is written in any other way.
 * Hours may be more than 24; nothing is negative.
 */
export function readDuration(text: string, format: DurationFormat, decimalMark: '.' | ','): number | null {
  if (format === 'H:MM:SS' || format === 'H:MM') return readClock(text, format === 'H:MM:SS');
  const pattern = decimalMark === '.' ? /^\d{1,9}(?:\.\d{1,15})?$/u : /^\d{1,9}(?:,\d{1,15})?$/u;
  if (!pattern.test(text)) return null;
  return Math.round(Number(text.replace(',', '.')) * secondsPerUnit[format]);
}

function readClock(text: string, withSeconds: boolean): number | null {
  const [, hours, minutes, seconds] = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/u.exec(text) ?? [];
  if (hours === undefined || (seconds !== undefined) !== withSeconds) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
}
