import type { PostgresClient, PostgresPool, PostgresResult } from '../postgres-pool.ts';

/** The part of a `PGlite` that is used. */
export interface EmbeddedDatabase {
  query(
    text: string,
    values: unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly affectedRows?: number | undefined }>;
  exec(text: string): Promise<unknown>;
}

/** A pool with the one connection that an embedded database has: who comes while it is taken waits. */
export function pglitePool(database: EmbeddedDatabase): PostgresPool {
  let last = Promise.resolve();
  return {
    async connect() {
      const turn = last;
      const { promise, resolve: free } = whenCalled();
      last = promise;
      await turn;
      return clientOf(database, free);
    },
  };
}

function whenCalled(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = nothing;
  const promise = new Promise<void>((call) => {
    resolve = call;
  });
  return { promise, resolve: () => resolve() };
}

function nothing(): void {}

const clientOf = (database: EmbeddedDatabase, free: () => void): PostgresClient => ({
  async query(text, values): Promise<PostgresResult> {
    if (values === undefined) {
      await database.exec(text);
      return { rows: [], rowCount: null };
    }
    const { rows, affectedRows } = await database.query(text, values);
    // Every column that is asked for has a name.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { rows: rows as PostgresResult['rows'], rowCount: affectedRows ?? null };
  },
  release(isBroken = false) {
    // There is no other connection to take instead, so this one is made good: what ran in it ends here.
    if (isBroken) void database.exec('ROLLBACK').then(free, free);
    else free();
  },
  on: () => undefined,
  removeListener: () => undefined,
});
