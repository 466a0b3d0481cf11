import type { Band } from '../../calendar/band.ts';
import { notation } from './notation.ts';

/** How German writes figures, dates and names. */
export const write = notation({
  locale: 'de',
  hours: 'Std.',
  minutes: 'Min.',
  seconds: 'Sek.',
  space: ' ',
  quotes: ['„', '“'],
  date: (year, month, day) => `${day}.${month}.${year}`,
});
const bandNames: ReadonlyMap<Band, string> = new Map([
  ['business', 'Geschäftszeit'],
  ['after-hours', 'außerhalb der Geschäftszeit'],
  ['weekend', 'Wochenende'],
  ['holiday', 'Feiertag'],
]);
const inBands: ReadonlyMap<Band, string> = new Map([
  ['business', 'während der Geschäftszeit'],
  ['after-hours', 'außerhalb der Geschäftszeit'],
  ['weekend', 'am Wochenende'],
  ['holiday', 'an einem Feiertag'],
]);
/** The name of a band. */
export const nameOf = (band: Band): string => bandNames.get(band) ?? write.quote(band);

/** Says that something was in a band. */
export const inBand = (band: Band): string => inBands.get(band) ?? `im Zeitband ${write.quote(band)}`;
