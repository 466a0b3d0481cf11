import { expect, test } from 'vitest';
import { publicNames } from '../../../scripts/public-names.ts';
import * as importCsv from '../src/index.ts';

const names = publicNames(new URL('../src/index.ts', import.meta.url));

// What users can import is a promise: a name that appears or vanishes shows up in review as a changed line.
test('the names that users can import', async () => {
  const lines = ['@billwright/import-csv', ...names.map((name) => `  ${name}`)];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__snapshots__/public-api.txt');
});

test('the package exports the values it lists', () => {
  expect(Object.keys(importCsv).toSorted()).toEqual(names.filter((name) => !name.endsWith('(type)')));
});
