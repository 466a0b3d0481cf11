import type { Random } from './random.ts';

/** An instant in one of the forms that logs have: with `Z`, with milliseconds, or with an offset. */
export function writeTimestamp(random: Random, epochSeconds: number, offsetMinutes: number): string {
  const form = random.below(4);
  if (form === 0) return new Date(epochSeconds * 1000).toISOString();
  if (form === 1) return `${clock(epochSeconds + offsetMinutes * 60)}${offset(offsetMinutes)}`;
  return `${clock(epochSeconds)}Z`;
}

function clock(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().slice(0, 19);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
