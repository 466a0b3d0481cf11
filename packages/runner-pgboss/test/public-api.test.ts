import { expect, test } from 'vitest';
import { publicNames } from '../../../scripts/public-names.ts';

// What users can import is a promise: a name that appears or vanishes shows up in review as a changed line.
test('the names that users can import', async () => {
  const lines = publicNames(new URL('../src/index.ts', import.meta.url)).map((name) => `${name}\n`);
  await expect(lines.join('')).toMatchFileSnapshot('__snapshots__/public-api.txt');
});
