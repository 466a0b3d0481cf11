import { expect, test } from 'vitest';
import { publicNames } from '../../../scripts/public-names.ts';

// What users can import is a promise: a name that appears or vanishes shows up in review as a changed line.
test('the names that users can import', async () => {
  const entries = ['../src/index.ts', '../src/testing.ts'].map((path) => new URL(path, import.meta.url));
  const lines = entries.flatMap((entry) => publicNames(entry)).map((name) => `${name}\n`);
  await expect(lines.join('')).toMatchFileSnapshot('__snapshots__/public-api.txt');
});
