import { z } from 'zod';

/**
 * Refuses what is an object only to JavaScript before a schema looks at it: a Map has none of the fields that a schema
 * may leave out, and would be read as if nothing had been said.
 */
export const plainObject = <Output, Input>(schema: z.ZodType<Output, Input>): z.ZodType<Output, Input> =>
  z
    .custom<Input>()
    .check(({ value, issues }) => {
      if (Object.prototype.toString.call(value) === '[object Object]') return;
      const message = value === undefined ? undefined : 'is no plain object';
      issues.push({ code: 'invalid_type', expected: 'object', input: value, message });
    })
    .pipe(schema);
