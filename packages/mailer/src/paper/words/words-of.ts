import type { NumberLocale, Party } from '@billwright/core';
import { german } from './de.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import type { Words } from './words.ts';

const languages: Readonly<Record<NumberLocale, Words>> = { en: english, de: german, fr: french };

/** German as it is written in Switzerland. */
const swissGerman: Words = {
  ...german,
  bands: { ...german.bands, 'after-hours': 'ausserhalb der Geschäftszeit' },
  mail: { ...german.mail, regards: 'Mit freundlichen Grüssen' },
};

const swiss = new Set(['CH', 'LI']);

/** Whether a party is where numbers and German are written as in Switzerland. */
export const writesSwiss = ({ address }: Pick<Party, 'address'>): boolean =>
  swiss.has(address?.country ?? '');

/** The words of a language, as a seller writes it. */
export const wordsOf = (language: NumberLocale, seller: Pick<Party, 'address'>): Words =>
  language === 'de' && writesSwiss(seller) ? swissGerman : languages[language];
