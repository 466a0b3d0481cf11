import type { Row, RowQuery, StoredRow } from '@billwright/core';
import { SortedRows } from './sorted-rows.ts';

/** A row as it is kept: its value as text, so that nobody shares an object with the storage. */
interface KeptRow {
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

  get(id: string): StoredRow | null {
    const kept = this.#rows.get(id);
    return kept === undefined ? null : toStored(kept);
  }

  revisionOf(id: string): number | null {
    return this.#rows.get(id)?.revision ?? null;
  }

  list({ index, limit, ...range }: RowQuery): readonly StoredRow[] {
    const rows = index === undefined ? this.#all : this.#indexes.get(indexKey(index.name, index.key));
    const found: StoredRow[] = [];
    if (rows === undefined || limit < 1) return found;
    for (const kept of rows.walk(withoutAbsent(range))) {
      found.push(toStored(kept));
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Writes a row; `revision` is its new one. */
  set({ id, order, keys, value }: Row, revision: number): void {
    this.remove(id);
    const kept: KeptRow = { id, order, keys: { ...keys }, text: JSON.stringify(value), revision };
    this.#rows.set(id, kept);
    this.#all.add(kept);
    for (const [name, key] of Object.entries(kept.keys)) this.#indexRows(name, key).add(kept);
  }

  remove(id: string): void {
    const kept = this.#rows.get(id);
    if (kept === undefined) return;
    this.#rows.delete(id);
    this.#all.remove(kept);
    for (const [name, key] of Object.entries(kept.keys)) {
      const rows = this.#indexRows(name, key);
      rows.remove(kept);
      if (rows.size === 0) this.#indexes.delete(indexKey(name, key));
    }
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

const indexKey = (name: string, key: string): string => `${name}\u0000${key}`;

function toStored({ text, ...row }: KeptRow): StoredRow {
  // It is the text of a `Json` that `set` was given.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...row, value: JSON.parse(text) as StoredRow['value'] };
}

type Range = Omit<RowQuery, 'index' | 'limit'>;

function withoutAbsent({ from, to, after, descending }: Range): Parameters<SortedRows<KeptRow>['walk']>[0] {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(after === undefined ? {} : { after }),
    ...(descending === undefined ? {} : { descending }),
  };
}
