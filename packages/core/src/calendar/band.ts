const standardBands = ['business', 'after-hours', 'weekend', 'holiday'] as const;

/** A kind of time that can have a price of its own: one of the four that every calendar has, or an extra one. */
export type Band = (typeof standardBands)[number] | (string & {});

/** Says whether a band is one of the four that every calendar has. */
export function isStandardBand(band: Band): boolean {
  return standardBands.some((standard) => standard === band);
}

/**
 * Lists the bands of a calendar: business, after-hours, weekend, holiday, then its extra bands in their order.
 *
 * @example
 * ```ts
 * import { bandsOf, defineCalendar } from '@billwright/core';
 *
 * const calendar = defineCalendar({
 *   zone: 'Europe/Berlin',
 *   business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
 *   bands: [{ name: 'night', from: '22:00', to: '06:00' }],
 * });
 * console.log(bandsOf(calendar).join(' '));
 * // => business after-hours weekend holiday night
 * ```
 */
export function bandsOf(calendar: { readonly bands: readonly { readonly name: Band }[] }): readonly Band[] {
  return [...standardBands, ...calendar.bands.map(({ name }) => name)];
}
