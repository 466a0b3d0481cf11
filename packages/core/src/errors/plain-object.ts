import { z } from 'zod';

/**
 * Refuses what is an object only to JavaScript before a schema looks at it: a Map has none of the fields that a schema
 * may leave out, and would be read as if nothing had been said.
 */
export const plainObject = <Output, Input>(schema: z.ZodType<Output, Input>): z.ZodType<Output, Input> =>
  z
    .custom<Input>(
      (given) => Object.prototype.toString.call(given) === '[object Object]',
      'is no plain object',
    )
    .pipe(schema);
