import { BillingError } from '@billwright/core';
import { beginWith } from './begin-with.ts';
import type { Connection } from './connection.ts';
import type { PostgresResult } from './postgres-pool.ts';
import type { Statement } from './row-table.ts';
import { type StorageFault, storageFault, type Subject } from './storage-fault.ts';

const transactionItself = { collection: 'transaction', id: 'begin' };

/**
 * One transaction on one connection. It never changes its connection: what the server forgets with the one, it forgets
 * with the other. Statements run one after another, and one that fails is the end of it.
 */
export class Session {
  readonly #connection: Connection;
  #last: Promise<unknown> = Promise.resolve();
  #end: { readonly reason: unknown } | null = null;
  #fault: StorageFault | null = null;
  #wrote = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Why it can't be committed; `null` while it can. */
  get fault(): StorageFault | null {
    return this.#fault;
  }

  /** Whether it wrote something that would be lost with it. */
  get wrote(): boolean {
    return this.#wrote;
  }

  /** Begins the transaction; the settings hold until it ends. */
  async begin(settings: Readonly<Record<string, string>>): Promise<void> {
    await this.read({ text: beginWith(settings) }, transactionItself);
  }

  /** Runs a statement, when those before it are done. */
  async read(statement: Statement, about: Subject): Promise<PostgresResult> {
    const run = this.#last.then(() => this.#run(statement, about));
    this.#last = run.catch(() => undefined);
    return run;
  }

  /** Runs a statement that writes. */
  async write(statement: Statement, about: Subject): Promise<PostgresResult> {
    this.#wrote = true;
    return this.read(statement, about);
  }

  /** Throws when it takes no more statements. */
  requireGoing(): void {
    if (this.#end !== null) throw this.#end.reason ?? new BillingError('TRANSACTION_OVER', {});
    if (this.#fault !== null) throw this.#fault.error;
  }

  /** Makes sure that it is not committed. Gives the error to throw; of several faults, the first counts. */
  fail(fault: StorageFault): BillingError {
    this.#fault ??= fault;
    return this.#fault.error;
  }

  /** Ends it: no statement is begun any more, and who tries is told the reason, or that it is over. */
  end(reason?: unknown): void {
    this.#end ??= { reason };
  }

  /** Waits for the statement that is under way. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #run({ text, values }: Statement, about: Subject): Promise<PostgresResult> {
    this.requireGoing();
    try {
      return await this.#connection.query(text, values);
    } catch (error) {
      throw this.fail(storageFault(error, about));
    }
  }
}
