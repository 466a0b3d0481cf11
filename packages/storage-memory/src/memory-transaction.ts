import {
  BillingError,
  type CancelSignal,
  type CollectionName,
  type Row,
  type RowQuery,
  type StorageTransaction,
  type StoredRow,
} from '@billwright/core';
import type { RowTable } from './row-table.ts';

/** Writes through to the tables, and remembers how to take everything back. */
export class MemoryTransaction implements StorageTransaction {
  readonly #tableOf: (collection: CollectionName) => RowTable;
  readonly #signal: CancelSignal | undefined;
  readonly #undo: (() => void)[] = [];
  #isOver = false;

  constructor(tableOf: (collection: CollectionName) => RowTable, signal: CancelSignal | undefined) {
    this.#tableOf = tableOf;
    this.#signal = signal;
  }

  async get(collection: CollectionName, id: string): Promise<StoredRow | null> {
    this.#requireOpen();
    return this.#tableOf(collection).get(id);
  }

  async list(collection: CollectionName, query: RowQuery): Promise<readonly StoredRow[]> {
    this.#requireOpen();
    return this.#tableOf(collection).list(query);
  }

  async insert(collection: CollectionName, row: Row): Promise<boolean> {
    this.#requireOpen();
    const table = this.#tableOf(collection);
    if (table.revisionOf(row.id) !== null) return false;
    table.set(row, 1);
    this.#undo.push(() => table.remove(row.id));
    return true;
  }

  async update(collection: CollectionName, row: Row, revision: number): Promise<void> {
    this.#requireOpen();
    const table = this.#tableOf(collection);
    const before = requireRevision(table, collection, row.id, revision);
    table.set(row, revision + 1);
    this.#undo.push(() => table.set(before, revision));
  }

  async remove(collection: CollectionName, id: string, revision: number): Promise<void> {
    this.#requireOpen();
    const table = this.#tableOf(collection);
    const before = requireRevision(table, collection, id, revision);
    table.remove(id);
    this.#undo.push(() => table.set(before, revision));
  }

  async lock(): Promise<void> {
    // A tenant's transactions run one after another, so every name is free.
    this.#requireOpen();
  }

  /** Ends it: nothing can be called any more. */
  end(): void {
    this.#isOver = true;
  }

  /** Ends it, and leaves nothing of it behind. */
  rollback(): void {
    this.end();
    for (const undo of this.#undo.toReversed()) undo();
  }

  #requireOpen(): void {
    if (this.#isOver) throw new BillingError('TRANSACTION_OVER', {});
    if (this.#signal?.aborted === true) throw this.#signal.reason;
  }
}

function requireRevision(
  table: RowTable,
  collection: CollectionName,
  id: string,
  revision: number,
): StoredRow {
  const row = table.get(id);
  if (row?.revision === revision) return row;
  throw new BillingError('STORAGE_CONFLICT', { collection, id });
}
