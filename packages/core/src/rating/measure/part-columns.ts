/**
 * Parts of entries in numbers: worked and billed seconds of an entry in one band. In the order of work (R8), so the
 * parts of an entry lie side by side.
 */
export class PartColumns {
  count = 0;
  /** Position of the entry in the list that was handed in. */
  entry: Int32Array;
  /** Index into the rater's bands. */
  band: Uint16Array;
  worked: Int32Array;
  billed: Int32Array;

  constructor(capacity: number) {
    this.entry = new Int32Array(capacity);
    this.band = new Uint16Array(capacity);
    this.worked = new Int32Array(capacity);
    this.billed = new Int32Array(capacity);
  }

  push(entry: number, band: number, worked: number, billed: number): void {
    const at = this.count;
    if (at === this.entry.length) this.#grow();
    this.entry[at] = entry;
    this.band[at] = band;
    this.worked[at] = worked;
    this.billed[at] = billed;
    this.count = at + 1;
  }

  #grow(): void {
    const capacity = Math.ceil(this.count * 1.25) + 8;
    this.entry = copied(this.entry, new Int32Array(capacity));
    this.band = copied(this.band, new Uint16Array(capacity));
    this.worked = copied(this.worked, new Int32Array(capacity));
    this.billed = copied(this.billed, new Int32Array(capacity));
  }
}

/** A column in a longer one. */
export function copied<Column extends Int32Array | Uint16Array | Uint8Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from);
  return to;
}
