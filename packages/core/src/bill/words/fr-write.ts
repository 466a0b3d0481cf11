import type { Band } from '../../calendar/band.ts';
import { notation } from './notation.ts';

/** How French writes figures, dates and names. */
export const write = notation({
  locale: 'fr',
  hours: 'h',
  minutes: 'min',
  seconds: 's',
  space: '\u00a0',
  quotes: ['«\u00a0', '\u00a0»'],
  date: (year, month, day) => `${day}/${month}/${year}`,
});
const bandNames: ReadonlyMap<Band, string> = new Map([
  ['business', 'heures ouvrables'],
  ['after-hours', 'hors heures ouvrables'],
  ['weekend', 'week-end'],
  ['holiday', 'jour férié'],
]);
const inBands: ReadonlyMap<Band, string> = new Map([
  ['business', 'pendant les heures ouvrables'],
  ['after-hours', 'hors des heures ouvrables'],
  ['weekend', 'le week-end'],
  ['holiday', 'un jour férié'],
]);
/** The name of a band. */
export const nameOf = (band: Band): string => bandNames.get(band) ?? write.quote(band);

/** Says that something was in a band. */
export const inBand = (band: Band): string => inBands.get(band) ?? `dans la plage ${write.quote(band)}`;

// French puts a no-break space before a colon and a narrow one before a semicolon.
/** Before what explains. */
export const colon = '\u00a0: ';
/** Between two things that are said. */
export const semicolon = '\u202f; ';
