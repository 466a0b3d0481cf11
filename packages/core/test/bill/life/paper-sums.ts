import type { Lot, PaperEntry } from './paper-record.ts';
import type { Terms, WorkBand } from './terms.ts';

// Small sums that a person does by hand.

/** Half seconds of an hour. */
export const hour = 7200;

/** The civil date of a day. */
export const dateOf = (day: number): string =>
  new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** The first day of a month, 0 for January 2026. */
export const monthBegin = (month: number): number => (Date.UTC(2026, month) - Date.UTC(2026, 0)) / 86_400_000;

/** n ÷ d for numbers of 0 or more, a half rounded up. */
export const halfUp = (n: number, d: number): number => Math.floor((2 * n + d) / (2 * d));
/** All of them together. */
export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Every number from the first to before the last. */
export const count = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

/** The minute with which an entry takes its place among others: work without a time of day begins its day. */
export const startOf = ({ start, untimed }: PaperEntry): number =>
  untimed ? Math.floor(start / 1440) * 1440 : start;

/** The band of a minute. 1 January 2026 is a Thursday; open from 08:00 to 18:00. */
export function bandAt(minute: number): WorkBand {
  const weekday = (Math.floor(minute / 1440) + 4) % 7;
  if (weekday === 0 || weekday === 6) return 'weekend';
  const ofDay = minute % 1440;
  return ofDay >= 480 && ofDay < 1080 ? 'business' : 'after-hours';
}

/** Takes from the first ones first. */
export function takeFrom(lots: readonly Lot[], units: number): void {
  let need = units;
  for (const lot of lots) {
    const taken = Math.min(need, lot.left);
    lot.left -= taken;
    need -= taken;
  }
}

/** What is not too old, cut from the oldest to what may enter together. */
export function carriedOut(lots: readonly Lot[], { carryOver }: Terms): Lot[] {
  if (carryOver === null) return [];
  const entering = lots.filter(({ carried }) => carried < carryOver.maxPeriods);
  let excess = Math.max(0, sum(entering.map(({ left }) => left)) - carryOver.maxHours * hour);
  return entering.flatMap(({ month, left, carried }) => {
    const cut = Math.min(excess, left);
    excess -= cut;
    return left === cut ? [] : [{ month, left: left - cut, carried: carried + 1 }];
  });
}
