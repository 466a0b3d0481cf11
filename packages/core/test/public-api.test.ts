import { expect, test } from 'vitest';
import { publicNames } from '../../../scripts/public-names.ts';
import * as conformance from '../src/conformance/index.ts';
import * as core from '../src/index.ts';
import * as testing from '../src/testing/index.ts';

const entries = {
  '@billwright/core': { names: publicNames(new URL('../src/index.ts', import.meta.url)), module: core },
  '@billwright/core/conformance': {
    names: publicNames(new URL('../src/conformance/index.ts', import.meta.url)),
    module: conformance,
  },
  '@billwright/core/testing': {
    names: publicNames(new URL('../src/testing/index.ts', import.meta.url)),
    module: testing,
  },
};

// What users can import is a promise: a name that appears or vanishes shows up in review as a changed line.
test('the names that users can import', async () => {
  const lines = Object.entries(entries).flatMap(([entry, { names }]) => [
    entry,
    ...names.map((name) => `  ${name}`),
  ]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__snapshots__/public-api.txt');
});

test.each(Object.entries(entries))('%s exports the values it lists', (_, { names, module }) => {
  expect(Object.keys(module).toSorted()).toEqual(names.filter((name) => !name.endsWith('(type)')));
});
