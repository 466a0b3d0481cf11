import { BillingError } from '@billwright/core';
import type { PostgresPool, PostgresResult } from './postgres-pool.ts';

/** A client of a pool, ours until it is given back. */
export interface Connection {
  /** Runs a statement; without values, one or several whose result does not matter. */
  query(text: string, values?: readonly unknown[]): Promise<PostgresResult>;
  /** Gives it back; a broken one is not used again. The second time nothing happens. */
  giveBack(isBroken: boolean): void;
}

/**
 * Gets a client of the pool.
 *
 * @throws BillingError `STORAGE_UNAVAILABLE` when there is none.
 */
export async function openConnection(pool: PostgresPool): Promise<Connection> {
  const client = await pool.connect().catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BillingError('STORAGE_UNAVAILABLE', { reason }, { cause });
  });
  let isOurs = true;
  // A connection that breaks between two statements tells here, and again with the next statement.
  client.on('error', ignore);
  return {
    async query(text, values) {
      if (!isOurs) throw new BillingError('TRANSACTION_OVER', {});
      return values === undefined ? client.query(text) : client.query(text, [...values]);
    },
    giveBack(isBroken) {
      if (!isOurs) return;
      isOurs = false;
      // One that is thrown away may still tell of its end.
      if (!isBroken) client.removeListener('error', ignore);
      client.release(isBroken);
    },
  };
}

function ignore(): void {}
