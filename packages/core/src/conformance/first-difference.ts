/** Where two values are not the same JSON, and what is there. */
export interface Difference {
  /** As it is typed in code, for example `.lines[0].amount`; empty for the whole. */
  readonly path: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

/** The first place at which two values differ. Keys count as own keys, `__proto__` like any other, and in any order. */
export function firstDifference(actual: unknown, expected: unknown, path = ''): Difference | null {
  if (Object.is(actual, expected)) return null;
  const here = { path, actual, expected };
  if (!isObject(actual) || !isObject(expected) || Array.isArray(actual) !== Array.isArray(expected))
    return here;
  const keys = Object.keys(expected);
  if (Object.keys(actual).length !== keys.length || !keys.every((key) => Object.hasOwn(actual, key)))
    return here;
  for (const key of keys) {
    const place = Array.isArray(expected) ? `${path}[${key}]` : `${path}.${key}`;
    const difference = firstDifference(own(actual, key), own(expected, key), place);
    if (difference !== null) return difference;
  }
  return null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const own = (object: object, key: string): unknown => Object.getOwnPropertyDescriptor(object, key)?.value;
