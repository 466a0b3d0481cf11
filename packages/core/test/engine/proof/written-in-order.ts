import { BillingError } from '../../../src/errors/billing-error.ts';
import type { CollectionName } from '../../../src/ports/collections.ts';
import type { Row, RowQuery, StoredRow } from '../../../src/ports/storage.ts';
import type { SingleCalls } from '../../support/one-by-one.ts';

interface Written {
  readonly collection: CollectionName;
  readonly row: StoredRow;
  readonly isRemoved: boolean;
}

/** A transaction that keeps what is written to itself, and reads it back. */
export class WrittenInOrder implements SingleCalls {
  readonly #inside: SingleCalls;
  readonly #written = new Map<string, Written>();

  constructor(inside: SingleCalls) {
    this.#inside = inside;
  }

  /** What each row was left as, in the order in which they were first written. */
  writes(): readonly Written[] {
    return [...this.#written.values()];
  }

  async get(collection: CollectionName, id: string): Promise<StoredRow | null> {
    const own = this.#written.get(`${collection} ${id}`);
    if (own === undefined) return this.#inside.get(collection, id);
    return own.isRemoved ? null : structuredClone(own.row);
  }

  async list(collection: CollectionName, query: RowQuery): Promise<readonly StoredRow[]> {
    const { index, from, to, after, descending = false, limit } = query;
    const below = await this.#inside.list(collection, { ...query, limit: 100_000 });
    const own = [...this.#written.values()].filter((one) => one.collection === collection);
    const isBelow = (row: Row): boolean => !this.#written.has(`${collection} ${row.id}`);
    const isAsked = (row: Row): boolean =>
      (index === undefined || row.keys[index.name] === index.key) &&
      (from === undefined || row.order >= from) &&
      (to === undefined || row.order < to) &&
      (after === undefined || (descending ? compare(row, after) < 0 : compare(row, after) > 0));
    const added = own.filter(({ row, isRemoved }) => !isRemoved && isAsked(row)).map(({ row }) => row);
    const rows = [...below.filter(isBelow), ...structuredClone(added)].toSorted(compare);
    return (descending ? rows.toReversed() : rows).slice(0, limit);
  }

  async insert(collection: CollectionName, row: Row): Promise<boolean> {
    if ((await this.get(collection, row.id)) !== null) return false;
    this.#keep(collection, { ...row, revision: 1 }, false);
    return true;
  }

  async update(collection: CollectionName, row: Row, revision: number): Promise<void> {
    await this.#require(collection, row.id, revision);
    this.#keep(collection, { ...row, revision: revision + 1 }, false);
  }

  async remove(collection: CollectionName, id: string, revision: number): Promise<void> {
    const row = await this.#require(collection, id, revision);
    this.#keep(collection, row, true);
  }

  lock(name: string): Promise<void> {
    return this.#inside.lock(name);
  }

  #keep(collection: CollectionName, row: StoredRow, isRemoved: boolean): void {
    this.#written.set(`${collection} ${row.id}`, { collection, row: structuredClone(row), isRemoved });
  }

  async #require(collection: CollectionName, id: string, revision: number): Promise<StoredRow> {
    const row = await this.get(collection, id);
    if (row?.revision === revision) return row;
    throw new BillingError('STORAGE_CONFLICT', { collection, id });
  }
}

function compare(one: Pick<Row, 'order' | 'id'>, other: Pick<Row, 'order' | 'id'>): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
}
