import { memoryStorage } from '@billwright/storage-memory';
import { expect, test } from 'vitest';
import { checkCase } from '../../src/conformance/run-conformance.ts';
import { storageCases } from '../../src/conformance/storage/storage-cases.ts';

test.each(storageCases)('memoryStorage: $name', async (promise) => {
  expect(await checkCase(promise, memoryStorage)).toMatchObject({ outcome: 'kept' });
});
