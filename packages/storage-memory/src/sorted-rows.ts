/** What places a row in a list. */
export interface Place {
  readonly order: string;
  readonly id: string;
}

/** Rows by order, then id, both by UTF-16 code units. */
export function comparePlaces(one: Place, other: Place): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}

/** Rows in order. */
export class SortedRows<Row extends Place> {
  readonly #rows: Row[] = [];

  get size(): number {
    return this.#rows.length;
  }

  add(row: Row): void {
    const last = this.#rows.at(-1);
    // Work mostly comes in order, and then it is not searched for its place.
    if (last === undefined || comparePlaces(last, row) < 0) this.#rows.push(row);
    else this.#rows.splice(this.#firstAtOrAfter(row), 0, row);
  }

  remove(place: Place): void {
    const index = this.#firstAtOrAfter(place);
    const found = this.#rows[index];
    if (found !== undefined && comparePlaces(found, place) === 0) this.#rows.splice(index, 1);
  }

  /** The rows from a place on, in one direction, as long as they are asked for. */
  *walk(range: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly after?: Place | undefined;
    readonly descending?: boolean | undefined;
  }): Generator<Row, void, undefined> {
    const { from, to, after, descending = false } = range;
    // No id is empty, so the empty one comes before all rows of its order.
    let first = from === undefined ? 0 : this.#firstAtOrAfter({ order: from, id: '' });
    let end = to === undefined ? this.#rows.length : this.#firstAtOrAfter({ order: to, id: '' });
    if (after !== undefined) {
      const index = this.#firstAtOrAfter(after);
      const found = this.#rows[index];
      if (descending) end = Math.min(end, index);
      else
        first = Math.max(first, found !== undefined && comparePlaces(found, after) === 0 ? index + 1 : index);
    }
    const step = descending ? -1 : 1;
    for (let index = descending ? end - 1 : first; index >= first && index < end; index += step) {
      const row = this.#rows[index];
      if (row !== undefined) yield row;
    }
  }

  #firstAtOrAfter(place: Place): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row !== undefined && comparePlaces(row, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
