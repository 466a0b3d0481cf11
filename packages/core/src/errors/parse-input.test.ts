import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isBillingError } from './billing-error.ts';
import { formatPath } from './input-issue.ts';
import { parseInput } from './parse-input.ts';
import { recordSchema } from './record-schema.ts';
import { idSchema, textSchema } from './text-schema.ts';

const schema = z.strictObject({ name: z.string(), tags: z.array(z.strictObject({ id: z.string() })) });

/** The faults that an input is refused for. */
function faults(of: z.ZodType, input: unknown, path?: readonly string[]): readonly string[] {
  try {
    parseInput('RATE_CARD_INVALID', of, input, path);
  } catch (error) {
    if (!isBillingError(error, 'RATE_CARD_INVALID')) throw error;
    return error.details.issues.map((issue) => formatPath(issue.path));
  }
  return [];
}

describe('parseInput', () => {
  test('returns what was read, frozen all the way down, and leaves what was handed in as it was', () => {
    const input = { name: 'a', tags: [{ id: 'x' }] };
    const read = parseInput('RATE_CARD_INVALID', schema, input);
    expect(read).toEqual(input);
    expect([read, read.tags, read.tags[0]].every(Object.isFrozen)).toBe(true);
    expect([input, input.tags, input.tags[0]].some(Object.isFrozen)).toBe(false);
  });

  test('tells every fault at once, each with its path, from where the caller stands', () => {
    const input = { name: 7, tags: [{ id: 'x' }, { id: 2 }] };
    expect(faults(schema, input)).toEqual(['name', 'tags[1].id']);
    expect(faults(schema, input, ['customers', 'acme'])).toEqual([
      'customers.acme.name',
      'customers.acme.tags[1].id',
    ]);
  });

  test('a fault at a symbol has a path of text', () => {
    expect(faults(z.record(z.string(), z.string()), { [Symbol('odd')]: 'x' })).toEqual(['Symbol(odd)']);
  });
});

const refused = (of: z.ZodType, value: unknown): boolean => !of.safeParse(value).success;

describe('text from outside', () => {
  test('is as long as it may be, and whole Unicode: no half of a pair, no U+0000', () => {
    const text = textSchema(5);
    expect(['', 'abcde', '😀', 'é'].filter((value) => refused(text, value))).toEqual([]);
    const bad = ['abcdef', '\ud83d', '\ude00a', 'a\0', 5, null, ['a']];
    expect(bad.filter((value) => !refused(text, value))).toEqual([]);
  });

  test('an id has 1 to 200 characters', () => {
    expect(['', 'x'.repeat(201)].filter((value) => !refused(idSchema, value))).toEqual([]);
    expect(['x', 'x'.repeat(200), ' '].filter((value) => refused(idSchema, value))).toEqual([]);
  });
});

describe('values by names from outside', () => {
  const record = recordSchema(z.string());

  test('are read as they are', () => {
    expect(parseInput('RATE_CARD_INVALID', record, { site: 'north' })).toEqual({ site: 'north' });
  });

  test('a name "__proto__" is refused, where zod alone would drop it', () => {
    expect(faults(record, JSON.parse('{"__proto__":"north"}'))).toEqual(['__proto__']);
  });

  test.each([null, 'text', 5, [], new Map(), new Date(0), () => 1])('%o is refused', (value) => {
    expect(faults(record, value)).toEqual(['(input)']);
  });
});
