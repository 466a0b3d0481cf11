import { z } from 'zod';
import { idSchema } from './text-schema.ts';

/**
 * Values by names from outside. A parsed JSON text can hold the name "__proto__", which `z.record` would drop without
 * a word: it is refused.
 */
export const recordSchema = <Value, Input>(
  value: z.ZodType<Value, Input>,
): z.ZodType<Readonly<Record<string, Value>>, Readonly<Record<string, Input>>> =>
  z
    .custom<Record<string, Input>>((given) => !hasOwnProto(given), {
      path: ['__proto__'],
      error: 'is no name: JavaScript would change an object by it',
    })
    .pipe(z.record(idSchema, value));

function hasOwnProto(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
}
