import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { getISODay } from 'date-fns/getISODay';
import type { Calendar } from '../../src/calendar/calendar.ts';
import { bandAt } from './wall-clock-band.ts';

/** Seconds of an entry in one band. */
export interface BandSeconds {
  readonly band: string;
  readonly seconds: number;
}

/** Cuts `[start, end)`, in epoch seconds, into its bands, in order of first appearance. */
export type CutIntoBands = (calendar: Calendar, start: number, end: number) => readonly BandSeconds[];

/**
 * R21 with `TZDate`: every time of day at which a band may begin is looked up on each day of the entry. Wrong only
 * where such a time lies inside a clock change itself, because `TZDate` knows one instant for each wall-clock time.
 */
export const cutByClock: CutIntoBands = (calendar, start, end) => {
  const cuts = cutTimes(calendar, start, end);
  const pieces = cuts.map((from, index) => ({
    band: bandOfInstant(calendar, from),
    seconds: (cuts[index + 1] ?? end) - from,
  }));
  return mergeBands(pieces);
};

function cutTimes(calendar: Calendar, start: number, end: number): readonly number[] {
  if (start === end) return [];
  const { zone } = calendar;
  const first = new TZDate(start * 1000, zone);
  const cuts = new Set([start]);
  for (let day = 0; ; day += 1) {
    const [year, month, date] = [first.getFullYear(), first.getMonth(), first.getDate() + day] as const;
    if (day > 0 && new TZDate(year, month, date, 0, 0, zone).getTime() >= end * 1000) break;
    for (const time of clockTimes(calendar)) {
      const [hours, minutes] = [Number(time.slice(0, 2)), Number(time.slice(3))];
      const instant = new TZDate(year, month, date, hours, minutes, zone).getTime() / 1000;
      if (start < instant && instant < end) cuts.add(instant);
    }
  }
  return [...cuts].toSorted((a, b) => a - b);
}

/** Every time of day at which one band may follow another. */
export function clockTimes({ business, bands }: Calendar): ReadonlySet<string> {
  return new Set([
    '00:00',
    ...[...business, ...bands].flatMap(({ from, to }) => (to === '24:00' ? [from] : [from, to])),
  ]);
}

function bandOfInstant(calendar: Calendar, epochSeconds: number): string {
  const local = new TZDate(epochSeconds * 1000, calendar.zone);
  return bandAt(calendar, {
    date: format(local, 'yyyy-MM-dd'),
    isoWeekday: getISODay(local),
    time: format(local, 'HH:mm'),
  });
}

/** R22: pieces of one band are one part, in order of first appearance. */
function mergeBands(pieces: Iterable<BandSeconds>): readonly BandSeconds[] {
  const parts = new Map<string, number>();
  for (const { band, seconds } of pieces) parts.set(band, (parts.get(band) ?? 0) + seconds);
  return [...parts].map(([band, seconds]) => ({ band, seconds }));
}
