import type { Random } from './random.ts';
import type { GeneratedZone } from './zones.ts';

/** When somebody worked, in epoch seconds. */
export interface WorkTime {
  readonly start: number;
  readonly end: number;
}

const day = 86_400;
const firstDay = Date.UTC(2023, 0, 1) / 1000 / day;
/** 2023 to 2025. */
const days = 1096;
/** 1970-01-01 was a Thursday. */
const isWeekend = (dayNumber: number): boolean => (dayNumber + 4) % 7 === 6 || (dayNumber + 4) % 7 === 0;

/** Work of three years: mostly in office hours, some of it across their ends, four in a thousand at clock changes. */
export function workTime(random: Random, { offsetMinutes, clockChanges }: GeneratedZone): WorkTime {
  const seconds = random.perMille(300) ? random.below(60) : 0;
  const length = lengthInMinutes(random) * 60 + (seconds === 0 ? 0 : random.below(60));
  if (clockChanges.length > 0 && random.perMille(5)) {
    const change = Date.parse(random.oneOf(clockChanges)) / 1000;
    const start = change + random.between(-150, 60) * 60 + seconds;
    return { start, end: start + length };
  }
  const start = dayOfWork(random) * day + minuteOfDay(random) * 60 + seconds - offsetMinutes * 60;
  return { start, end: start + length };
}

function dayOfWork(random: Random): number {
  const drawn = firstDay + random.below(days);
  return isWeekend(drawn) && random.perMille(850) ? firstDay + random.below(days) : drawn;
}

function minuteOfDay(random: Random): number {
  const kind = random.below(100);
  if (kind < 54) return random.between(8 * 60, 17 * 60);
  if (kind < 88) return random.between(16 * 60, 18 * 60);
  if (kind < 94) return random.between(18 * 60, 23 * 60);
  return random.below(24 * 60);
}

function lengthInMinutes(random: Random): number {
  const kind = random.below(100);
  if (kind < 42) return random.between(5, 46);
  if (kind < 85) return random.between(45, 121);
  return random.between(120, 300);
}
