import type { NumberLocale } from '@billwright/core';
import { german } from './de.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import type { Words } from './words.ts';

const languages: Readonly<Record<NumberLocale, Words>> = { en: english, de: german, fr: french };

/** The words of a language. */
export const wordsOf = (language: NumberLocale): Words => languages[language];
