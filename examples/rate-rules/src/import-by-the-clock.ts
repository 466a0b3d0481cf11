import { compileRater, type Rater, type RatingPolicy, type TimeEntry } from '@billwright/core';

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * A rater behind an importer that stores what the clock on the wall showed, without the offset. In the
 * night in which clocks go back, times that were shown twice are taken for the first; on all other days nobody notices.
 */
export function importByTheClock(policy: RatingPolicy): Pick<Rater, 'rate'> {
  const rater = compileRater(policy);
  return { rate: (entries, options) => rater.rate(entries.map(onTheClock), options) };
}

function onTheClock(entry: TimeEntry): TimeEntry {
  if (entry.date != null) return entry;
  return { ...entry, start: shown(entry.start), end: shown(entry.end) };
}

const shown = (instant: string): string => clock.format(new Date(instant)).replace(' ', 'T');
