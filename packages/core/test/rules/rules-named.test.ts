import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const packages = resolve(import.meta.dirname, '../../..');

/** The rules of contracts, prepaid accounts, bills, invoices, payments and bill runs. */
const rules = [12, ...from(60, 68), ...from(70, 78), ...from(80, 88), ...from(90, 94)].map(
  (number) => `R${number}`,
);

/** What is always true of what is stored. */
const invariants = from(1, 26).map((number) => `I${number}`);

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
const namedIn = (title: string): readonly string[] =>
  title.replaceAll(/\b[RI]\d+ to [RI]\d+\b/g, '').match(/\b[RI]\d+\b/g) ?? [];

/** A case in a table that says which invariant it breaks: its title is made from it. */
const brokenInvariant = /\binvariant: '(I\d+)'/g;

const named = new Map<string, Set<string>>();
for (const { file, title } of readTitles()) {
  for (const rule of namedIn(title)) named.set(rule, (named.get(rule) ?? new Set()).add(file));
}

const broken = new Set(
  readdirSync(import.meta.dirname + '/../engine', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      Array.from(
        readFileSync(resolve(import.meta.dirname, '../engine', file), 'utf8').matchAll(brokenInvariant),
        ([, invariant]) => invariant,
      ),
    ),
);

test.each(invariants)('%s is named by a test, or by a case that breaks it', (invariant) => {
  expect(named.has(invariant) || broken.has(invariant)).toBe(true);
});

test.each(rules)('%s is named by a test', (rule) => {
  expect([...(named.get(rule) ?? [])]).not.toEqual([]);
});

test('a rule is found in a title and not in a remark', () => {
  expect(namedIn('R4, I5: leftover cents; R70 to R72')).toEqual(['R4', 'I5']);
  // R69 does not exist.
  expect(named.has('R69')).toBe(false);
});
