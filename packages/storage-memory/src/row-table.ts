import type { Row, RowQuery, StoredRow } from '@billwright/core';
import { SortedRows } from './sorted-rows.ts';

/** A row as it is kept: its value as text, so that nobody shares an object with the storage. */
export interface KeptRow {
  readonly id: string;
  readonly order: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly text: string;
  readonly revision: number;
}

/** One collection of one tenant, with its indexes. */
export class RowTable {
  readonly #rows = new Map<string, KeptRow>();
  readonly #all = new SortedRows<KeptRow>();
  readonly #indexes = new Map<string, SortedRows<KeptRow>>();

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): KeptRow | undefined {
    return this.#rows.get(id);
  }

  rows(): Iterable<KeptRow> {
    return this.#rows.values();
  }

  /** The rows of a query in order, as long as they are asked for, whatever its limit. */
  *walk({
    index,
    from,
    to,
    after,
    descending,
  }: Omit<RowQuery, 'limit'>): Generator<KeptRow, void, undefined> {
    const rows = index === undefined ? this.#all : this.#indexes.get(indexKey(index.name, index.key));
    if (rows !== undefined) yield* rows.walk({ from, to, after, descending });
  }

  /** Writes a row, in the place of one with its id. */
  set(kept: KeptRow): void {
    const before = this.#rows.get(kept.id);
    this.#rows.set(kept.id, kept);
    if (before !== undefined && before.order !== kept.order) {
      this.#removeFromLists(before);
      this.#addToLists(kept);
      return;
    }
    if (before === undefined) this.#all.add(kept);
    else this.#all.replace(kept);
    // Most changes leave a row where it is in most lists.
    for (const [name, key] of Object.entries(before?.keys ?? {}))
      if (kept.keys[name] !== key) this.#removeFrom(name, key, kept);
    for (const [name, key] of Object.entries(kept.keys)) {
      if (before?.keys[name] === key) this.#indexRows(name, key).replace(kept);
      else this.#indexRows(name, key).add(kept);
    }
  }

  remove(id: string): void {
    const kept = this.#rows.get(id);
    if (kept === undefined) return;
    this.#rows.delete(id);
    this.#removeFromLists(kept);
  }

  #addToLists(kept: KeptRow): void {
    this.#all.add(kept);
    for (const [name, key] of Object.entries(kept.keys)) this.#indexRows(name, key).add(kept);
  }

  #removeFromLists(kept: KeptRow): void {
    this.#all.remove(kept);
    for (const [name, key] of Object.entries(kept.keys)) this.#removeFrom(name, key, kept);
  }

  #removeFrom(name: string, key: string, kept: KeptRow): void {
    const rows = this.#indexRows(name, key);
    rows.remove(kept);
    if (rows.size === 0) this.#indexes.delete(indexKey(name, key));
  }

  #indexRows(name: string, key: string): SortedRows<KeptRow> {
    const place = indexKey(name, key);
    const known = this.#indexes.get(place);
    if (known !== undefined) return known;
    const rows = new SortedRows<KeptRow>();
    this.#indexes.set(place, rows);
    return rows;
  }
}

// No name of an index has the character.
const indexKey = (name: string, key: string): string => `${name}\u0000${key}`;

/** A row to be kept. */
export const toKept = ({ id, order, keys, value }: Row, revision: number): KeptRow => ({
  id,
  order,
  keys: { ...keys },
  text: JSON.stringify(value),
  revision,
});

/** A row as it is read: nothing of it is kept. */
export function toStored({ id, order, keys, text, revision }: KeptRow): StoredRow {
  // It is the text of a `Json`.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { id, order, keys: { ...keys }, value: JSON.parse(text) as StoredRow['value'], revision };
}
