import type { RowQuery } from '@billwright/core';
import { type KeptRow, RowTable } from './row-table.ts';
import { comparePlaces } from './sorted-rows.ts';

/**
 * What one transaction wrote to one collection, laid over what is committed. Until it is committed nothing reaches the
 * table below, so nobody else sees it and there is nothing to take back.
 */
export class WrittenRows {
  readonly #committed: RowTable;
  readonly #written = new RowTable();
  /** By id: the revision that was committed when it was first written over; `null` where there was no row. */
  readonly #over = new Map<string, number | null>();

  constructor(committed: RowTable) {
    this.#committed = committed;
  }

  get(id: string): KeptRow | undefined {
    return this.#over.has(id) ? this.#written.get(id) : this.#committed.get(id);
  }

  list({ limit, ...range }: RowQuery): readonly KeptRow[] {
    const found: KeptRow[] = [];
    if (limit < 1) return found;
    const below = this.#unhidden(range);
    for (const row of joined(below, this.#written.walk(range), range.descending === true)) {
      found.push(row);
      if (found.length >= limit) break;
    }
    return found;
  }

  set(row: KeptRow): void {
    this.#writeOver(row.id);
    this.#written.set(row);
  }

  remove(id: string): void {
    this.#writeOver(id);
    this.#written.remove(id);
  }

  /** The id of a row that somebody else changed since it was written over, or `null`. */
  conflict(): string | null {
    for (const [id, revision] of this.#over) {
      if ((this.#committed.get(id)?.revision ?? null) !== revision) return id;
    }
    return null;
  }

  commit(): void {
    for (const id of this.#over.keys()) {
      if (this.#written.get(id) === undefined) this.#committed.remove(id);
    }
    for (const row of this.#written.rows()) this.#committed.set(row);
  }

  #writeOver(id: string): void {
    if (!this.#over.has(id)) this.#over.set(id, this.#committed.get(id)?.revision ?? null);
  }

  *#unhidden(range: Omit<RowQuery, 'limit'>): Generator<KeptRow, void, undefined> {
    for (const row of this.#committed.walk(range)) {
      if (!this.#over.has(row.id)) yield row;
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
