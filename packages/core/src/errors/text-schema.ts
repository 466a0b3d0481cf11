import { z } from 'zod';

// A lone surrogate can't be written as UTF-8, and PostgreSQL's text refuses U+0000.
const unstorable = /\0|\p{Surrogate}/u;

/** Text from outside: bounded, well-formed Unicode, without U+0000. */
export const textSchema = (maximum: number): z.ZodString =>
  z
    .string()
    .max(maximum)
    .refine(
      (text) => !unstorable.test(text),
      'holds a lone surrogate or U+0000, which no database can store',
    );

/** The most characters that an id may have. */
export const maximumIdLength = 200;

/** An id of the caller's: 1 to 200 characters, compared as it is, never trimmed. */
export const idSchema: z.ZodString = textSchema(maximumIdLength).min(1, 'is empty');
