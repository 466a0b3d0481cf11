import { memoryStorage } from '@billwright/storage-memory';
import { describe, expect, test } from 'vitest';
import { checkCase, runConformance } from '../../src/conformance/run-conformance.ts';
import { storageCases } from '../../src/conformance/storage/storage-cases.ts';
import { sideBySideStorage } from './support/side-by-side-storage.ts';
import { storageSaboteurs } from './support/storage-saboteurs.ts';

describe('a storage that runs transactions of a tenant one after another', () => {
  test.each(storageCases)('$name', async (promise) => {
    expect(await checkCase(promise, memoryStorage)).toMatchObject({ outcome: 'kept' });
  });
});

describe('a storage that runs transactions side by side', () => {
  test.each(storageCases)('$name', async (promise) => {
    expect(await checkCase(promise, () => sideBySideStorage())).toMatchObject({ outcome: 'kept' });
  });
});

// A check that never rejects proves nothing: each promise meets a storage that breaks it.
describe('the kit of storages', () => {
  test('names each promise once, and has a saboteur for each', () => {
    const names = storageCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(storageSaboteurs)).toEqual(names);
  });

  describe.concurrent('finds who breaks the promise', () => {
    test.each(Object.entries(storageSaboteurs))('%s', async (name, saboteur) => {
      const promise = storageCases.filter((each) => each.name === name);
      const { conforms, results } = await runConformance(promise, saboteur);
      expect(conforms).toBe(false);
      expect(results).toMatchObject([{ name, outcome: 'broken', reason: expect.any(String) }]);
    });
  });
});
