import { z } from 'zod';
import type { NumberLocale } from '../money/format-money.ts';

/** A language in which invoices can be written. */
export const languageSchema: z.ZodType<NumberLocale, NumberLocale> = z.enum(['en', 'de', 'fr']);
