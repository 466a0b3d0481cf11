import type { Pool, PoolClient } from 'pg';
import type { PostgresPool, PostgresResult } from '../../src/index.ts';

/** Asks the statement that came, or another one; on the client that it came to, or on another one. */
type Query = (text?: string, client?: PoolClient) => Promise<PostgresResult>;

/** A pool that lets somebody come between its clients and the server. */
export function whenQueried(
  pool: Pool,
  onQuery: (
    text: string,
    query: Query,
    client: PoolClient,
    values: readonly unknown[] | undefined,
  ) => Promise<PostgresResult>,
): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query: (text, values) =>
          onQuery(
            text,
            (other = text, on = client) => (other === text ? on.query(other, values) : on.query(other)),
            client,
            values,
          ),
        release: (isBroken) => client.release(isBroken),
        on: (event, listener) => client.on(event, listener),
        removeListener: (event, listener) => client.removeListener(event, listener),
      };
    },
  };
}
