import type { RowQuery } from '@billwright/core';
import { type KeptRow, RowTable } from './row-table.ts';
import { comparePlaces } from './sorted-rows.ts';

interface Change {
  /** `null`: it was removed. */
  row: KeptRow | null;
  /** The revision that was committed when it was first written over; `null` where there was no row. */
  readonly over: number | null;
}

/**
 * What one transaction wrote to one collection, laid over what is committed. Until it is committed nothing reaches the
 * table below, so nobody else sees it and there is nothing to take back.
 */
export class WrittenRows {
  readonly #committed: RowTable;
  readonly #changes = new Map<string, Change>();
  /** The rows in their lists, from the first time that a list is asked for: most transactions list before they write. */
  #lists: RowTable | null = null;

  constructor(committed: RowTable) {
    this.#committed = committed;
  }

  get(id: string): KeptRow | undefined {
    const change = this.#changes.get(id);
    return change === undefined ? this.#committed.get(id) : (change.row ?? undefined);
  }

  list({ limit, ...range }: RowQuery): readonly KeptRow[] {
    const found: KeptRow[] = [];
    if (limit < 1) return found;
    for (const row of this.#walk(range)) {
      found.push(row);
      if (found.length >= limit) break;
    }
    return found;
  }

  set(row: KeptRow): void {
    this.#change(row.id, row);
    this.#lists?.set(row);
  }

  remove(id: string): void {
    this.#change(id, null);
    this.#lists?.remove(id);
  }

  /** The id of a row that somebody else changed since it was written over, or `null`. */
  conflict(): string | null {
    for (const [id, { over }] of this.#changes) {
      if ((this.#committed.get(id)?.revision ?? null) !== over) return id;
    }
    return null;
  }

  commit(): void {
    for (const [id, { row }] of this.#changes) {
      if (row === null) this.#committed.remove(id);
      else this.#committed.set(row);
    }
  }

  #change(id: string, row: KeptRow | null): void {
    const change = this.#changes.get(id);
    if (change !== undefined) change.row = row;
    else this.#changes.set(id, { row, over: this.#committed.get(id)?.revision ?? null });
  }

  #walk(range: Omit<RowQuery, 'limit'>): Iterable<KeptRow> {
    if (this.#changes.size === 0) return this.#committed.walk(range);
    this.#lists ??= this.#listed();
    return joined(this.#unhidden(range), this.#lists.walk(range), range.descending === true);
  }

  #listed(): RowTable {
    const lists = new RowTable();
    for (const { row } of this.#changes.values()) if (row !== null) lists.set(row);
    return lists;
  }

  *#unhidden(range: Omit<RowQuery, 'limit'>): Generator<KeptRow, void, undefined> {
    for (const row of this.#committed.walk(range)) {
      if (!this.#changes.has(row.id)) yield row;
    }
  }
}

/** Two lists in order become one. */
function* joined(
  one: Iterator<KeptRow>,
  other: Iterator<KeptRow>,
  descending: boolean,
): Generator<KeptRow, void, undefined> {
  let left = one.next();
  let right = other.next();
  while (left.done !== true || right.done !== true) {
    const isLeft =
      right.done === true ||
      (left.done !== true && comparePlaces(left.value, right.value) < 0 !== descending);
    if (isLeft && left.done !== true) {
      yield left.value;
      left = one.next();
    } else if (right.done !== true) {
      yield right.value;
      right = other.next();
    }
  }
}
