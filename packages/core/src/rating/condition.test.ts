import { describe, expect, test } from 'vitest';
import {
  type ConditionFacts,
  type ConditionInput,
  conditionCount,
  conditionSchema,
  fits,
} from './condition.ts';

const facts: ConditionFacts = {
  agent: 'ana',
  team: null,
  serviceType: 'support',
  customer: 'acme',
  workItemKind: 'ticket',
  priority: null,
  tags: ['on-site', 'training'],
  attributes: { site: 'north', grade: '' },
};

const asked = (condition: ConditionInput, of: Partial<ConditionFacts> = {}): boolean =>
  fits(conditionSchema.parse(condition), { ...facts, ...of });

describe('a condition', () => {
  test('that names nothing fits all work', () => {
    expect(asked({})).toBe(true);
  });

  test('fits when every field that it names fits', () => {
    expect(asked({ agent: 'ana', serviceType: 'support' })).toBe(true);
    expect(asked({ agent: 'ana', serviceType: 'travel' })).toBe(false);
  });

  test('with a list fits when one value of it does', () => {
    expect(asked({ agent: ['ben', 'ana'] })).toBe(true);
    expect(asked({ agent: ['ben', 'cem'] })).toBe(false);
  });

  test('does not fit work that has no team, priority or work item to ask for', () => {
    expect(asked({ team: 'network' })).toBe(false);
    expect(asked({ priority: ['high', 'low'] })).toBe(false);
    expect(asked({ workItemKind: 'ticket' }, { workItemKind: null })).toBe(false);
  });

  test('fits by one tag of several', () => {
    expect(asked({ tag: 'training' })).toBe(true);
    expect(asked({ tag: ['remote', 'on-site'] })).toBe(true);
    expect(asked({ tag: 'remote' })).toBe(false);
    expect(asked({ tag: 'remote' }, { tags: [] })).toBe(false);
  });

  test('needs every attribute that it names, each with one of its values; an empty value is a value', () => {
    expect(asked({ attributes: { site: ['south', 'north'] } })).toBe(true);
    expect(asked({ attributes: { site: 'north', grade: 'senior' } })).toBe(false);
    expect(asked({ attributes: { site: 'north', building: '7' } })).toBe(false);
  });

  test('looks at attributes of the entry only, never at what every object inherits', () => {
    const inherited = { constructor: 'x', toString: 'x' };
    expect(asked({ attributes: inherited })).toBe(false);
    expect(asked({ attributes: inherited }, { attributes: inherited })).toBe(true);
  });

  test('compares ids as they are: case and blanks count', () => {
    expect(asked({ agent: 'Ana' })).toBe(false);
    expect(asked({ agent: 'ana ' })).toBe(false);
  });
});

const count = (condition: ConditionInput): number => conditionCount(conditionSchema.parse(condition));

describe('a condition as it is written down', () => {
  test('is read as sorted lists without repeats, so that equal conditions are equal as text', () => {
    const one = conditionSchema.parse({
      agent: ['ben', 'ana', 'ben'],
      attributes: { b: 'x', a: ['z', 'y'] },
    });
    const other = conditionSchema.parse({ attributes: { a: ['y', 'z'], b: ['x'] }, agent: ['ana', 'ben'] });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(conditionSchema.parse(one)).toEqual(one);
  });

  test.each<[string, unknown]>([
    ['an empty list, which would fit nothing', { agent: [] }],
    ['an empty id', { agent: '' }],
    ['an unknown field', { agnet: 'ana' }],
    ['an unknown kind of work item', { workItemKind: 'epic' }],
    ['an object where a value belongs', { team: { id: 'network' } }],
    ['a list where it belongs itself', ['ana']],
    [
      'an attribute "__proto__", which would be dropped and fit all work',
      JSON.parse('{"attributes":{"__proto__":"x"}}'),
    ],
  ])('with %s is refused', (_, condition) => {
    expect(conditionSchema.safeParse(condition).success).toBe(false);
  });

  test('R41: counts the fields that it names, and each attribute as one', () => {
    expect(count({})).toBe(0);
    expect(count({ agent: ['ana', 'ben'], tag: 'on-site', team: undefined })).toBe(2);
    expect(count({ customer: 'acme', attributes: { site: 'north', grade: 'senior' } })).toBe(3);
  });
});
