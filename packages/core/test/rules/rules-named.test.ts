import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const packages = resolve(import.meta.dirname, '../../..');

/** The rules of contracts, prepaid accounts, bills and their totals: R12, R60 to R68, R70 to R78, R83, R86, R87. */
const rules = [12, ...from(60, 68), ...from(70, 78), 83, 86, 87].map((number) => `R${number}`);

function from(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A title stands in quotes behind the call, or behind the table of cases of a test. */
const titles =
  /\b(?:test|describe)(?:\.\w+)?\(\s*(['"`])((?:(?!\1).)*)\1|^\s*\]\)\(\s*(['"`])((?:(?!\3).)*)\3/gm;

/** Every title of a test or of a group of tests, with its file. */
function readTitles(): readonly { readonly file: string; readonly title: string }[] {
  return readdirSync(packages, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && !/(?:^|\/)(?:node_modules|dist)\//.test(file))
    .flatMap((file) =>
      Array.from(readFileSync(resolve(packages, file), 'utf8').matchAll(titles), (found) => ({
        file,
        title: found[2] ?? found[4] ?? '',
      })),
    );
}

/** The rules that a title names. What lies within "R70 to R77" is not named: one test for eight rules shows little. */
const namedIn = (title: string): readonly string[] => title.match(/\bR\d+\b/g) ?? [];

const named = new Map<string, Set<string>>();
for (const { file, title } of readTitles()) {
  for (const rule of namedIn(title)) named.set(rule, (named.get(rule) ?? new Set()).add(file));
}

test.each(rules)('%s is named by a test', (rule) => {
  expect([...(named.get(rule) ?? [])]).not.toEqual([]);
});

test('a rule is found in a title and not in a remark', () => {
  expect(namedIn('R4: leftover cents; R70 to R72')).toEqual(['R4', 'R70', 'R72']);
  // R69 does not exist.
  expect(named.has('R69')).toBe(false);
});
