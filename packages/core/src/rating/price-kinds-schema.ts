import { z } from 'zod';
import { unlessMissing } from '../errors/plain-words.ts';
import { builtInKinds } from './kinds/built-in-kinds.ts';

const isFunction = (given: unknown): boolean => typeof given === 'function';

const priceKindSchema = z.object({
  kind: z.string().min(1, 'is empty'),
  schema: z.looseObject({
    safeParse: z.custom(isFunction, { error: unlessMissing('is no schema of zod') }),
  }),
  compile: z.custom(isFunction, { error: unlessMissing('is no function') }),
});

/**
 * Price kinds of one's own as they are handed in, each with a name that no other kind has: of two with one name, work
 * would be priced by the one that was read last. It only says what is wrong; what it returns are not the kinds.
 */
export const priceKindsSchema: z.ZodType = z.array(priceKindSchema).superRefine((kinds, context) => {
  const seen = new Set(builtInKinds.map(({ kind }) => kind));
  for (const [index, { kind }] of kinds.entries()) {
    if (seen.has(kind)) {
      const isBuiltIn = builtInKinds.some((builtIn) => builtIn.kind === kind);
      const message = `"${kind}" is the name of ${isBuiltIn ? 'a built-in price kind' : 'an earlier price kind'}`;
      context.addIssue({ code: 'custom', path: [index, 'kind'], message });
    }
    seen.add(kind);
  }
});
