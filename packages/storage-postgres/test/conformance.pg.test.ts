import { runConformance, storageCases } from '@billwright/core/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage } from '../src/open-storage.ts';
import { emptyTables } from './support/empty-tables.ts';
import { everyDatabase, role, type TestDatabase } from './support/databases.ts';

/** What a database with one connection does not keep: its transactions wait for each other. */
const sideBySide = ['a lock of one tenant holds up no other', 'a lease waits for no transaction'];

describe.each(everyDatabase)('on $kind', ({ kind, make }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await make();
  });
  afterAll(() => database.drop());

  const create = async () => {
    await emptyTables(database);
    return openStorage({ pool: database.pool, schema: 'billwright', role, close: async () => undefined });
  };

  test.for(storageCases)('$name', async (promise) => {
    const { results } = await runConformance([promise], create);
    const isExempt = kind === 'PGlite' && sideBySide.includes(promise.name);
    expect(results).toMatchObject([isExempt ? { outcome: 'broken' } : { outcome: 'kept', reason: null }]);
  });
});
