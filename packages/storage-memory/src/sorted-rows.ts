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

/** A list is cut in two when it has become longer than this. */
const longest = 512;

/** Rows in order, in short lists: whoever comes in the middle of very many moves only few. */
export class SortedRows<Row extends Place> {
  /** Each holds rows; together they are in order. */
  readonly #lists: Row[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(row: Row): void {
    this.#size += 1;
    const last = this.#lists.at(-1);
    const end = last?.at(-1);
    // Work mostly comes in order, and then it is not searched for its place.
    if (last === undefined || end === undefined) this.#lists.push([row]);
    else if (comparePlaces(end, row) < 0) {
      if (last.length < longest) last.push(row);
      else this.#lists.push([row]);
    } else this.#insert(row);
  }

  remove(place: Place): void {
    const { list, index, isAt } = this.#find(place);
    if (!isAt) return;
    this.#size -= 1;
    const rows = this.#lists[list];
    rows?.splice(index, 1);
    if (rows?.length === 0) this.#lists.splice(list, 1);
  }

  /** The rows from a place on, in one direction, as long as they are asked for. */
  *walk(range: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly after?: Place | undefined;
    readonly descending?: boolean | undefined;
  }): Generator<Row, void, undefined> {
    const { from, to, after, descending = false } = range;
    const isWithin = ({ order }: Place): boolean =>
      (from === undefined || order >= from) && (to === undefined || order < to);
    let { list, index } = this.#begin(from, to, after, descending);
    for (; list >= 0 && list < this.#lists.length; ) {
      const rows = this.#lists[list] ?? [];
      for (; index >= 0 && index < rows.length; index += descending ? -1 : 1) {
        const row = rows[index];
        if (row === undefined || !isWithin(row)) return;
        yield row;
      }
      list += descending ? -1 : 1;
      index = descending ? (this.#lists[list]?.length ?? 0) - 1 : 0;
    }
  }

  /** The first row of a walk. */
  #begin(
    from: string | undefined,
    to: string | undefined,
    after: Place | undefined,
    descending: boolean,
  ): { list: number; index: number } {
    // No id is empty, so the empty one comes before all rows of its order.
    const start = from === undefined ? null : { order: from, id: '' };
    const end = to === undefined ? null : { order: to, id: '' };
    const beyond = after ?? null;
    if (descending) {
      const bound = beyond === null || (end !== null && comparePlaces(end, beyond) < 0) ? end : beyond;
      if (bound === null)
        return { list: this.#lists.length - 1, index: (this.#lists.at(-1)?.length ?? 0) - 1 };
      const { list, index } = this.#find(bound);
      if (index > 0) return { list, index: index - 1 };
      return { list: list - 1, index: (this.#lists[list - 1]?.length ?? 0) - 1 };
    }
    if (beyond === null || (start !== null && comparePlaces(beyond, start) < 0))
      return start === null ? { list: 0, index: 0 } : this.#find(start);
    const { list, index, isAt } = this.#find(beyond);
    return { list, index: isAt ? index + 1 : index };
  }

  #insert(row: Row): void {
    const { list, index } = this.#find(row);
    const rows = this.#lists[list];
    rows?.splice(index, 0, row);
    if (rows !== undefined && rows.length > longest)
      this.#lists.splice(list + 1, 0, rows.splice(longest >>> 1));
  }

  /** Where a place is, or where it would be. */
  #find(place: Place): { list: number; index: number; isAt: boolean } {
    const list = firstNot(this.#lists, (rows) => {
      const end = rows.at(-1);
      return end !== undefined && comparePlaces(end, place) < 0;
    });
    const rows = this.#lists[list] ?? [];
    const index = firstNot(rows, (row) => comparePlaces(row, place) < 0);
    const found = rows[index];
    return { list, index, isAt: found !== undefined && comparePlaces(found, place) === 0 };
  }
}

/** The first item that is not before, in a list where those that are come first. */
function firstNot<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
