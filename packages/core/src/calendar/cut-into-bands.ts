import { inputError } from '../errors/parse-input.ts';
import { type Instant, instantToSeconds } from '../time/instant.ts';
import { type Band, bandsOf } from './band.ts';
import { emptyBandParts } from './band-parts.ts';
import type { Calendar } from './calendar.ts';
import { compileTimeline, type Timeline } from './timeline.ts';

/** The seconds of an interval that lie in one band. */
export interface BandSeconds {
  readonly band: Band;
  readonly seconds: number;
}

interface Compiled {
  readonly bands: readonly Band[];
  readonly timeline: Timeline;
}

const compiledCalendars = new WeakMap<Calendar, Compiled>();

/**
 * Cuts the time from `start` up to, not including, `end` into the bands of a calendar: one part for each band, in
 * order of first appearance; together they are the elapsed time, in whole seconds, whatever the clocks did.
 *
 * @throws BillingError `INSTANT_INVALID` when `start` or `end` is not an instant, or `end` is before `start`.
 * @example
 * ```ts
 * import { cutIntoBands, defineCalendar } from '@billwright/core';
 *
 * const calendar = defineCalendar({
 *   zone: 'Europe/Berlin',
 *   business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
 * });
 * for (const { band, seconds } of cutIntoBands(calendar, '2026-03-02T16:50:00Z', '2026-03-02T17:02:00Z')) {
 *   console.log(band, seconds);
 * }
 * // => business 600
 * // => after-hours 120
 * ```
 */
export function cutIntoBands(calendar: Calendar, start: Instant, end: Instant): readonly BandSeconds[] {
  const from = instantToSeconds(start);
  const to = instantToSeconds(end);
  if (to < from) throw inputError('INSTANT_INVALID', [{ path: ['end'], message: 'is before `start`' }]);
  const { bands, timeline } = compiled(calendar);
  const parts = emptyBandParts();
  timeline.cut(from, to, parts);
  return parts.bands.map((band, at) => ({
    // Bands are numbered by their place in the list, and both lists of parts have the same length.
    band: bands[band]!,
    seconds: parts.seconds[at]!,
  }));
}

function compiled(calendar: Calendar): Compiled {
  const known = compiledCalendars.get(calendar);
  if (known !== undefined) return known;
  const bands = bandsOf(calendar);
  const numbers = new Map(bands.map((band, index) => [band, index]));
  // Every band of the calendar is on the list.
  const timeline = compileTimeline(calendar, (band) => numbers.get(band)!);
  const result = { bands, timeline };
  compiledCalendars.set(calendar, result);
  return result;
}
