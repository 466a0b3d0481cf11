import { z } from 'zod';

/**
 * For `safeParse`: says of a fault what is wrong with the value, where a schema has no words of its own and zod's are
 * about types.
 */
export const inPlainWords: { readonly error: z.core.$ZodErrorMap } = {
  error: (issue) => {
    if (issue.input === undefined) return 'is missing';
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue);
    if (issue.code === 'invalid_value') return noneOf(issue.values);
    return undefined;
  },
};

/** For a schema: its own words for a value that does not fit. A value that is not there is still told to be missing. */
export function unlessMissing(message: string): z.core.$ZodErrorMap {
  return ({ input }) => (input === undefined ? undefined : message);
}

/** For an object: general words, and what to do with a key that it does not know. */
export function adviceOnUnknownKeys(advice: string): z.core.$ZodErrorMap {
  return (issue) => (issue.code === 'unrecognized_keys' ? `${unknownKeys(issue)}; ${advice}` : undefined);
}

function unknownKeys({ keys, inst }: z.core.$ZodRawIssue<z.core.$ZodIssueUnrecognizedKeys>): string {
  const unknown = `has the unknown ${keys.length === 1 ? 'key' : 'keys'} ${keys.map(quoted).join(', ')}`;
  return inst instanceof z.ZodObject
    ? `${unknown}; it can have ${Object.keys(inst.shape).join(', ')}`
    : unknown;
}

function noneOf(values: readonly z.core.util.Primitive[]): string {
  const [first] = values;
  return values.length === 1 ? `must be ${quoted(first)}` : `is none of ${values.map(quoted).join(', ')}`;
}

const quoted = (value: z.core.util.Primitive): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value);
