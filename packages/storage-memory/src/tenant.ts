import {
  type CallOptions,
  type CollectionName,
  isBillingError,
  type LeasedRow,
  type LeaseRequest,
  type StorageTransaction,
} from '@billwright/core';
import { MemoryTransaction } from './memory-transaction.ts';
import { Queue } from './queue.ts';
import { type KeptRow, RowTable, toStored } from './row-table.ts';

/** How often a transaction is run again before it is given up. */
const attempts = 10;

/** Everything of one tenant. */
export class Tenant {
  readonly id: string;
  readonly #queue = new Queue();
  readonly #tables = new Map<CollectionName, RowTable>();

  constructor(id: string) {
    this.id = id;
  }

  hasRows(): boolean {
    return [...this.#tables.values()].some(({ size }) => size > 0);
  }

  /** Runs a body when all before it have ended. */
  run<Result>(
    body: (transaction: StorageTransaction) => Promise<Result>,
    { signal }: CallOptions,
  ): Promise<Result> {
    return this.#queue.run(() => this.#attempt(body, { signal }), signal);
  }

  /** The first messages that are due. */
  due({ kind, now, limit }: LeaseRequest): readonly KeptRow[] {
    const found: KeptRow[] = [];
    for (const row of this.#tableOf('outbox').walk({ index: { name: 'due', key: kind } })) {
      if (row.order > now || found.length >= limit) break;
      found.push(row);
    }
    return found;
  }

  /** Gives a message to one caller. */
  lease(row: KeptRow, until: string): LeasedRow {
    const leased = { ...row, order: until, revision: row.revision + 1 };
    this.#tableOf('outbox').set(leased);
    return { ...toStored(leased), tenantId: this.id };
  }

  async #attempt<Result>(
    body: (transaction: StorageTransaction) => Promise<Result>,
    { signal }: CallOptions,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const transaction = new MemoryTransaction(this.#tableOf, signal);
      try {
        const result = await body(transaction);
        transaction.commit();
        return result;
      } catch (error) {
        transaction.end();
        if (signal?.aborted === true) throw signal.reason;
        if (!isBillingError(error, 'STORAGE_CONFLICT') || attempt === attempts) throw error;
      }
    }
  }

  readonly #tableOf = (collection: CollectionName): RowTable => {
    const known = this.#tables.get(collection);
    if (known !== undefined) return known;
    const table = new RowTable();
    this.#tables.set(collection, table);
    return table;
  };
}
