import type { Row, RowQuery, StoredRow } from '@billwright/core';
import { type Place, SortedRows } from './sorted-rows.ts';

/** A row as it is kept: its value as text, so that nobody shares an object with the storage. */
export interface KeptRow {
  readonly id: string;
  readonly order: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly text: string;
  readonly revision: number;
}

/** Where a row is in its lists. They stay as they are when another row comes in its place. */
interface Slot extends Place {
  row: KeptRow;
}

type Lists = Map<string, SortedRows<Slot>>;

/** One collection of one tenant, with its indexes. */
export class RowTable {
  readonly #slots = new Map<string, Slot>();
  readonly #all = new SortedRows<Slot>();
  /** By the name of the index, then by key. */
  readonly #indexes = new Map<string, Lists>();

  get size(): number {
    return this.#slots.size;
  }

  get(id: string): KeptRow | undefined {
    return this.#slots.get(id)?.row;
  }

  /** The rows of a query in order, as long as they are asked for, whatever its limit. */
  *walk({
    index,
    from,
    to,
    after,
    descending,
  }: Omit<RowQuery, 'limit'>): Generator<KeptRow, void, undefined> {
    const slots = index === undefined ? this.#all : this.#indexes.get(index.name)?.get(index.key);
    if (slots === undefined) return;
    for (const { row } of slots.walk({ from, to, after, descending })) yield row;
  }

  /** Writes a row, in the place of one with its id. */
  set(kept: KeptRow): void {
    const slot = this.#slots.get(kept.id);
    if (slot === undefined || slot.order !== kept.order) {
      if (slot !== undefined) this.remove(kept.id);
      this.#add({ id: kept.id, order: kept.order, row: kept });
      return;
    }
    const before = slot.row;
    slot.row = kept;
    // Most changes leave a row where it is in most lists.
    for (const [name, key] of Object.entries(before.keys))
      if (kept.keys[name] !== key) this.#removeFrom(name, key, slot);
    for (const [name, key] of Object.entries(kept.keys))
      if (before.keys[name] !== key) this.#listOf(name, key).add(slot);
  }

  remove(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    this.#all.remove(slot);
    for (const [name, key] of Object.entries(slot.row.keys)) this.#removeFrom(name, key, slot);
  }

  #add(slot: Slot): void {
    this.#slots.set(slot.id, slot);
    this.#all.add(slot);
    for (const [name, key] of Object.entries(slot.row.keys)) this.#listOf(name, key).add(slot);
  }

  #removeFrom(name: string, key: string, slot: Slot): void {
    const slots = this.#listOf(name, key);
    slots.remove(slot);
    if (slots.size === 0) this.#indexes.get(name)?.delete(key);
  }

  #listOf(name: string, key: string): SortedRows<Slot> {
    const lists: Lists = this.#indexes.get(name) ?? new Map();
    const known = lists.get(key);
    if (known !== undefined) return known;
    const slots = new SortedRows<Slot>();
    lists.set(key, slots);
    this.#indexes.set(name, lists);
    return slots;
  }
}

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
