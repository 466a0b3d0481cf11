import type { Band } from '../../calendar/band.ts';
import { notation } from './notation.ts';

/** How English writes figures, dates and names. */
export const write = notation({
  locale: 'en',
  hours: 'h',
  minutes: 'min',
  seconds: 's',
  space: ' ',
  quotes: ['“', '”'],
  date: (year, month, day) => `${year}-${month}-${day}`,
});
const bandNames: ReadonlyMap<Band, string> = new Map([
  ['business', 'business hours'],
  ['after-hours', 'after hours'],
  ['weekend', 'weekend'],
  ['holiday', 'holiday'],
]);
const inBands: ReadonlyMap<Band, string> = new Map([
  ['business', 'in business hours'],
  ['after-hours', 'after hours'],
  ['weekend', 'on the weekend'],
  ['holiday', 'on a holiday'],
]);
/** The name of a band. */
export const nameOf = (band: Band): string => bandNames.get(band) ?? write.quote(band);

/** Says that something was in a band. */
export const inBand = (band: Band): string => inBands.get(band) ?? `in the band ${write.quote(band)}`;
