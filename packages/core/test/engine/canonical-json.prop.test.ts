import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical-json.ts';
import type { Json } from '../../src/ports/storage.ts';

const anyJson = fc.jsonValue({ maxDepth: 4 }).map((value): Json => JSON.parse(JSON.stringify(value)));

const backwards = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((one: Json) => backwards(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, field]: [string, Json]) => [key, backwards(field)]);
  return Object.fromEntries(entries.toReversed());
};

test('I20: the canonical form says what the value says, whatever the order of its keys', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonicalJson(backwards(value))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('I20: any text survives the canonical form, also half of a surrogate pair', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (key, text) => {
      const value = { [key]: text };
      const back: unknown = JSON.parse(canonicalJson(value));
      expect(back).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(canonicalJson('\uD800')).toBe('"\\ud800"');
});
