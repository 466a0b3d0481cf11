import { type BillingError, type CancelSignal, isBillingError } from '@billwright/core';
import { commit } from './commit.ts';
import { type Connection, openConnection } from './connection.ts';
import { pauseBefore } from './pause.ts';
import type { PostgresPool } from './postgres-pool.ts';
import { Session } from './session.ts';
import type { StorageFault } from './storage-fault.ts';
import { untilAborted } from './until-aborted.ts';

/** How often a transaction is run before it is given up. */
const attempts = 10;

/** What is run in a transaction. */
export interface Work<Result> {
  /** Settings of PostgreSQL that hold until the transaction ends. */
  readonly settings: Readonly<Record<string, string>>;
  readonly body: (session: Session) => Promise<Result>;
  /** A statement that goes with the commit when something was written. */
  readonly atCommit?: string;
}

/** What became of one attempt: its result, or why another one may go better. */
type Attempt<Result> =
  | { readonly isDone: true; readonly result: Result }
  | { readonly isDone: false; readonly kind: 'conflict' | 'lost'; readonly error: BillingError };

/** Runs transactions on connections of a pool: again when they had to give way, or when their connection broke. */
export class TransactionRunner {
  readonly #pool: PostgresPool;

  constructor(pool: PostgresPool) {
    this.#pool = pool;
  }

  async run<Result>(work: Work<Result>, signal?: CancelSignal): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(work, signal);
      if (outcome.isDone) return outcome.result;
      if (attempt === attempts) throw outcome.error;
      await untilAborted(signal, () => pauseBefore(attempt, outcome.kind));
    }
  }

  async #attempt<Result>(work: Work<Result>, signal: CancelSignal | undefined): Promise<Attempt<Result>> {
    let connection: Connection;
    try {
      connection = await this.#connect(signal);
    } catch (error) {
      if (!isBillingError(error, 'STORAGE_UNAVAILABLE')) throw error;
      return { isDone: false, kind: 'lost', error };
    }
    const session = new Session(connection);
    const abandon = (): void => {
      session.end(signal?.reason);
      connection.giveBack(true);
    };
    return untilAborted(signal, () => attemptOn(connection, session, work), abandon);
  }

  async #connect(signal: CancelSignal | undefined): Promise<Connection> {
    let isWanted = true;
    const connect = async (): Promise<Connection> => {
      const connection = await openConnection(this.#pool);
      if (!isWanted) connection.giveBack(false);
      return connection;
    };
    return untilAborted(signal, connect, () => {
      isWanted = false;
    });
  }
}

async function attemptOn<Result>(
  connection: Connection,
  session: Session,
  { settings, body, atCommit }: Work<Result>,
): Promise<Attempt<Result>> {
  try {
    await session.begin(settings);
    const result = await body(session);
    session.end();
    await session.idle();
    if (session.fault !== null) throw session.fault.error;
    await commit(connection, session, atCommit);
    connection.giveBack(false);
    return { isDone: true, result };
  } catch (error) {
    session.end();
    await rollback(connection, session);
    const { fault } = session;
    if (fault?.kind === 'conflict' || fault?.kind === 'lost')
      return { isDone: false, ...fault, kind: fault.kind };
    // A body says so when it finds that it read what is no more.
    if (isBillingError(error, 'STORAGE_CONFLICT')) return { isDone: false, kind: 'conflict', error };
    throw error;
  }
}

/** After these, a connection is not used again. */
const broken: ReadonlySet<unknown> = new Set<StorageFault['kind']>(['lost', 'unknown', 'replaced']);

/** Takes back what was written. Without a connection, the server does so by itself. */
async function rollback(connection: Connection, session: Session): Promise<void> {
  await session.idle();
  const isBroken =
    broken.has(session.fault?.kind) ||
    (await connection.query('ROLLBACK').then(
      () => false,
      () => true,
    ));
  connection.giveBack(isBroken);
}
