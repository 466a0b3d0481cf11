import {
  BillingError,
  type CollectionName,
  type Row,
  type RowQuery,
  type RowRemoval,
  type RowUpdate,
  type StorageTransaction,
  type StoredRow,
} from '@billwright/core';
import type { RowTable, Statement } from './row-table.ts';
import type { Session } from './session.ts';
import { requireStorable, storableRow } from './storable-row.ts';

/** Where a transaction works. */
export interface TransactionPlace {
  readonly session: Session;
  /** The tenant, as it is stored. */
  readonly tenant: string;
  readonly tableOf: (collection: CollectionName) => RowTable;
  /** The table of locks, with its schema. */
  readonly locks: string;
}

/** Reads and writes the tables of one tenant, in one session. */
export class PostgresTransaction implements StorageTransaction {
  readonly #place: TransactionPlace;
  readonly #held = new Set<string>();

  constructor(place: TransactionPlace) {
    this.#place = place;
  }

  async get(collection: CollectionName, id: string): Promise<StoredRow | null> {
    const table = this.#place.tableOf(collection);
    const [row] = await this.#read(table, table.get(this.#place.tenant, requireStorable(id, 'id')), id);
    return row ?? null;
  }

  async list(collection: CollectionName, query: RowQuery): Promise<readonly StoredRow[]> {
    const table = this.#place.tableOf(collection);
    this.#place.session.requireGoing();
    requireStorableQuery(query);
    // No row can be in an index that its collection does not have.
    if (query.index !== undefined && !table.indexes.includes(query.index.name)) return [];
    return this.#read(table, table.list(this.#place.tenant, query), '*');
  }

  async insert(collection: CollectionName, row: Row): Promise<boolean> {
    const table = this.#place.tableOf(collection);
    const statement = table.insert(this.#place.tenant, storableRow(row, table.indexes));
    const { rowCount } = await this.#place.session.write(statement, { collection, id: row.id });
    return rowCount === 1;
  }

  async update(collection: CollectionName, row: Row, revision: number): Promise<void> {
    const table = this.#place.tableOf(collection);
    const statement = table.update(this.#place.tenant, storableRow(row, table.indexes), revision);
    await this.#change(statement, collection, row.id);
  }

  async remove(collection: CollectionName, id: string, revision: number): Promise<void> {
    const table = this.#place.tableOf(collection);
    const statement = table.remove(this.#place.tenant, requireStorable(id, 'id'), revision);
    await this.#change(statement, collection, id);
  }

  async getAll(collection: CollectionName, ids: readonly string[]): Promise<readonly (StoredRow | null)[]> {
    const table = this.#place.tableOf(collection);
    const asked = [...new Set(ids.map((id) => requireStorable(id, 'id')))];
    const rows = await this.#read(table, table.getAll(this.#place.tenant, asked), '*');
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  }

  async insertAll(collection: CollectionName, rows: readonly Row[]): Promise<readonly boolean[]> {
    const table = this.#place.tableOf(collection);
    // Of several with one id, the first counts.
    const places = new Map(rows.map((row, index) => [row.id, index] as const).toReversed());
    const firsts = rows.filter(({ id }, index) => places.get(id) === index);
    const statement = table.insertAll(
      this.#place.tenant,
      firsts.map((row) => storableRow(row, table.indexes)),
    );
    const { rows: answers } = await this.#place.session.write(statement, { collection, id: '*' });
    const free = new Set(answers.map(({ row }) => table.readId(row)));
    return rows.map(({ id }, index) => places.get(id) === index && free.has(id));
  }

  async updateAll(collection: CollectionName, updates: readonly RowUpdate[]): Promise<void> {
    const table = this.#place.tableOf(collection);
    const ids = new Set(updates.map(({ row }) => row.id));
    // A statement writes each row once.
    if (ids.size < updates.length) {
      for (const { row, revision } of updates) await this.update(collection, row, revision);
      return;
    }
    const storable = updates.map(({ row, revision }) => ({ row: storableRow(row, table.indexes), revision }));
    await this.#change(table.updateAll(this.#place.tenant, storable), collection, '*', updates.length);
  }

  async removeAll(collection: CollectionName, removals: readonly RowRemoval[]): Promise<void> {
    const table = this.#place.tableOf(collection);
    for (const { id } of removals) requireStorable(id, 'id');
    await this.#change(table.removeAll(this.#place.tenant, removals), collection, '*', removals.length);
  }

  async lock(name: string): Promise<void> {
    const { session, tenant, locks } = this.#place;
    // The condition is never met, so nothing is written; the row is locked all the same, and so is a new one.
    const text = `INSERT INTO ${locks} AS held (tenant_id, name) VALUES ($1, $2)
      ON CONFLICT (tenant_id, name) DO UPDATE SET name = held.name WHERE false`;
    const values = [tenant, requireStorable(name, 'name')];
    session.requireGoing();
    if (this.#held.has(name)) return;
    await session.read({ text, values }, { collection: 'locks', id: name });
    this.#held.add(name);
  }

  async #read(table: RowTable, statement: Statement, id: string): Promise<readonly StoredRow[]> {
    const { rows } = await this.#place.session.read(statement, { collection: table.collection, id });
    return rows.map(({ row }) => table.read(row));
  }

  async #change(statement: Statement, collection: CollectionName, id: string, count = 1): Promise<void> {
    const { rowCount } = await this.#place.session.write(statement, { collection, id });
    if (rowCount === count) return;
    const error = new BillingError('STORAGE_CONFLICT', { collection, id });
    throw this.#place.session.fail({ kind: 'conflict', error });
  }
}

function requireStorableQuery({ index, from, to, after }: RowQuery): void {
  for (const [name, text] of Object.entries({ key: index?.key, from, to, ...after })) {
    if (text !== undefined) requireStorable(text, name);
  }
}
