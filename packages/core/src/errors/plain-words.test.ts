import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isBillingError } from './billing-error.ts';
import { formatPath } from './input-issue.ts';
import { parseInput } from './parse-input.ts';
import { plainObject } from './plain-object.ts';
import { adviceOnUnknownKeys, unlessMissing } from './plain-words.ts';

/** What an input is refused for, `path: message`. */
function faults(schema: z.ZodType, input: unknown): readonly string[] {
  try {
    parseInput('TIME_ENTRY_INVALID', schema, input);
  } catch (error) {
    if (!isBillingError(error, 'TIME_ENTRY_INVALID')) throw error;
    return error.details.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  }
  return [];
}

const words = 'is neither a text nor a list of texts';
const texts = z.union([z.string().min(1, 'is empty'), z.array(z.string()).min(1, 'is an empty list')], {
  error: unlessMissing(words),
});

describe('a fault is told in words about the value', () => {
  test.each<[string, z.ZodType]>([
    ['a text', z.string()],
    ['a choice', z.enum(['up', 'down'])],
    ['a value', z.literal('up')],
    ['a list', z.array(z.string())],
    ['an object', z.strictObject({})],
    ['a plain object', plainObject(z.strictObject({}))],
    ['one of several forms', texts],
    ['what has words of its own', z.custom((value) => value === 1, { error: unlessMissing('is not 1') })],
  ])('%s that is not there is missing', (_, schema) => {
    expect(faults(z.strictObject({ name: schema }), {})).toEqual(['name: is missing']);
    expect(faults(schema, undefined)).toEqual(['(input): is missing']);
  });

  test('unknown keys are named, with those that there are', () => {
    const schema = z.strictObject({ id: z.string(), note: z.string().optional() });
    expect(faults(schema, { id: 'a', nots: '' })).toEqual([
      '(input): has the unknown key "nots"; it can have id, note',
    ]);
    expect(faults(schema, { id: 'a', x: 1, y: 2 })).toEqual([
      '(input): has the unknown keys "x", "y"; it can have id, note',
    ]);
  });

  test('an object can add what to do with an unknown key', () => {
    const schema = z.strictObject({ id: z.string() }, { error: adviceOnUnknownKeys('put it elsewhere') });
    expect(faults(schema, { id: 'a', x: 1 })).toEqual([
      '(input): has the unknown key "x"; it can have id; put it elsewhere',
    ]);
    expect(faults(schema, undefined)).toEqual(['(input): is missing']);
  });

  test('a value that is no choice is told the choices', () => {
    expect(faults(z.enum(['up', 'down']), 'left')).toEqual(['(input): is none of "up", "down"']);
    expect(faults(z.literal(1), 2)).toEqual(['(input): must be 1']);
    expect(faults(z.literal('up'), 2)).toEqual(['(input): must be "up"']);
  });

  test('the own words of a schema come first', () => {
    expect(faults(z.string('is no text'), 1)).toEqual(['(input): is no text']);
  });
});

describe('of a value that can have several forms', () => {
  test('the faults are told of the form that it was meant to have', () => {
    expect(faults(texts, '')).toEqual(['(input): is empty']);
    expect(faults(texts, [])).toEqual(['(input): is an empty list']);
    expect(faults(texts, ['a', 5])).toEqual([expect.stringMatching(/^\[1\]: /)]);
    const choices = z.union([z.enum(['a', 'b']), z.array(z.enum(['a', 'b']))]);
    expect(faults(choices, ['a', 'c'])).toEqual(['[1]: is none of "a", "b"']);
    expect(faults(z.strictObject({ tags: texts }), { tags: [undefined] })).toEqual(['tags[0]: is missing']);
  });

  test('the whole is told where it has none of them', () => {
    expect(faults(texts, 5)).toEqual([`(input): ${words}`]);
    expect(faults(texts, null)).toEqual([`(input): ${words}`]);
  });
});
