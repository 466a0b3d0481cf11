import {
  BillingError,
  type CancelSignal,
  type CollectionName,
  type Row,
  type RowQuery,
  type RowRemoval,
  type RowUpdate,
  type StorageTransaction,
  type StoredRow,
} from '@billwright/core';
import { type KeptRow, type RowTable, toKept, toStored } from './row-table.ts';
import { WrittenRows } from './written-rows.ts';

/** Keeps what its body writes apart, until it is committed. */
export class MemoryTransaction implements StorageTransaction {
  readonly #tableOf: (collection: CollectionName) => RowTable;
  readonly #signal: CancelSignal | undefined;
  readonly #collections = new Map<CollectionName, WrittenRows>();
  #isOver = false;

  constructor(tableOf: (collection: CollectionName) => RowTable, signal: CancelSignal | undefined) {
    this.#tableOf = tableOf;
    this.#signal = signal;
  }

  async get(collection: CollectionName, id: string): Promise<StoredRow | null> {
    this.#requireOpen();
    return this.#get(collection, id);
  }

  async list(collection: CollectionName, query: RowQuery): Promise<readonly StoredRow[]> {
    this.#requireOpen();
    return this.#rowsOf(collection).list(query).map(toStored);
  }

  async insert(collection: CollectionName, row: Row): Promise<boolean> {
    this.#requireOpen();
    return this.#insert(collection, row);
  }

  async update(collection: CollectionName, row: Row, revision: number): Promise<void> {
    this.#requireOpen();
    this.#update(collection, row, revision);
  }

  async remove(collection: CollectionName, id: string, revision: number): Promise<void> {
    this.#requireOpen();
    this.#remove(collection, id, revision);
  }

  async getAll(collection: CollectionName, ids: readonly string[]): Promise<readonly (StoredRow | null)[]> {
    this.#requireOpen();
    return ids.map((id) => this.#get(collection, id));
  }

  async insertAll(collection: CollectionName, rows: readonly Row[]): Promise<readonly boolean[]> {
    this.#requireOpen();
    return rows.map((row) => this.#insert(collection, row));
  }

  async updateAll(collection: CollectionName, updates: readonly RowUpdate[]): Promise<void> {
    this.#requireOpen();
    for (const { row, revision } of updates) this.#update(collection, row, revision);
  }

  async removeAll(collection: CollectionName, removals: readonly RowRemoval[]): Promise<void> {
    this.#requireOpen();
    for (const { id, revision } of removals) this.#remove(collection, id, revision);
  }

  async lock(): Promise<void> {
    // A tenant's transactions run one after another, so every name is free.
    this.#requireOpen();
  }

  /** Ends it without a trace. */
  end(): void {
    this.#isOver = true;
  }

  /**
   * Ends it, and everybody sees what it wrote.
   *
   * @throws BillingError `STORAGE_CONFLICT` when a lease took a message that it changed.
   */
  commit(): void {
    this.#requireOpen();
    this.end();
    for (const [collection, rows] of this.#collections) {
      const id = rows.conflict();
      if (id !== null) throw new BillingError('STORAGE_CONFLICT', { collection, id });
    }
    for (const rows of this.#collections.values()) rows.commit();
  }

  #get(collection: CollectionName, id: string): StoredRow | null {
    const row = this.#rowsOf(collection).get(id);
    return row === undefined ? null : toStored(row);
  }

  #insert(collection: CollectionName, row: Row): boolean {
    const rows = this.#rowsOf(collection);
    if (rows.get(row.id) !== undefined) return false;
    rows.set(toKept(row, 1));
    return true;
  }

  #update(collection: CollectionName, row: Row, revision: number): void {
    this.#requireRevision(collection, row.id, revision);
    this.#rowsOf(collection).set(toKept(row, revision + 1));
  }

  #remove(collection: CollectionName, id: string, revision: number): void {
    this.#requireRevision(collection, id, revision);
    this.#rowsOf(collection).remove(id);
  }

  #rowsOf(collection: CollectionName): WrittenRows {
    const known = this.#collections.get(collection);
    if (known !== undefined) return known;
    const rows = new WrittenRows(this.#tableOf(collection));
    this.#collections.set(collection, rows);
    return rows;
  }

  #requireRevision(collection: CollectionName, id: string, revision: number): void {
    const row: KeptRow | undefined = this.#rowsOf(collection).get(id);
    if (row?.revision !== revision) throw new BillingError('STORAGE_CONFLICT', { collection, id });
  }

  #requireOpen(): void {
    if (this.#isOver) throw new BillingError('TRANSACTION_OVER', {});
    if (this.#signal?.aborted === true) throw this.#signal.reason;
  }
}
