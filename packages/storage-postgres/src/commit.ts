import { BillingError } from '@billwright/core';
import type { Connection } from './connection.ts';
import type { Session } from './session.ts';
import { sqlStateOf, storageFault } from './storage-fault.ts';

const about = { collection: 'transaction', id: 'commit' };

/**
 * Commits what a session wrote.
 *
 * A `COMMIT` outside of a transaction succeeds, with a warning: somewhere between us and the server a connection was
 * replaced, and the transaction went with the old one. A savepoint outside of a transaction fails, so it goes first.
 *
 * @throws BillingError `STORAGE_UNKNOWN` when the connection broke before the answer came.
 */
export async function commit(connection: Connection, session: Session, atCommit?: string): Promise<void> {
  const last = session.wrote && atCommit !== undefined ? `${atCommit}; ` : '';
  try {
    await connection.query(`SAVEPOINT still_in_transaction; ${last}COMMIT`);
  } catch (cause) {
    if (sqlStateOf(cause) === '25P01') {
      const reason = 'its connection was replaced by another one inside a transaction';
      throw session.fail({
        kind: 'replaced',
        error: new BillingError('STORAGE_UNAVAILABLE', { reason }, { cause }),
      });
    }
    const fault = storageFault(cause, about);
    // A statement that was cancelled did not commit, nor did one that failed. What was only read is read again.
    const isKnown = fault.kind !== 'lost' || sqlStateOf(cause) === '57014' || !session.wrote;
    if (isKnown) throw session.fail(fault);
    const { message: reason } = fault.error;
    throw session.fail({
      kind: 'unknown',
      error: new BillingError('STORAGE_UNKNOWN', { reason }, { cause }),
    });
  }
}
