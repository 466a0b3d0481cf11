import { copied } from '../measure/part-columns.ts';

/**
 * Charges in numbers, one column a fact, in the order of work (R8). A million of them take tens of megabytes; the
 * objects that people read are made one at a time, when somebody asks.
 */
export class ChargeColumns {
  count = 0;
  /** Position of the entry in the list that was handed in. */
  entry: Int32Array;
  /** Index into the rater's bands. */
  band: Uint16Array;
  measured: Int32Array;
  billed: Int32Array;
  /** Index into the price table. */
  price: Int32Array;
  /** Pieces that are charged: 0 or 1. */
  pieces: Uint8Array;

  constructor(capacity: number) {
    this.entry = new Int32Array(capacity);
    this.band = new Uint16Array(capacity);
    this.measured = new Int32Array(capacity);
    this.billed = new Int32Array(capacity);
    this.price = new Int32Array(capacity);
    this.pieces = new Uint8Array(capacity);
  }

  /** Adds a charge and returns its index. */
  push(entry: number, band: number, measured: number, billed: number, price: number, pieces: number): number {
    const at = this.count;
    if (at === this.entry.length) this.#grow();
    this.entry[at] = entry;
    this.band[at] = band;
    this.measured[at] = measured;
    this.billed[at] = billed;
    this.price[at] = price;
    this.pieces[at] = pieces;
    this.count = at + 1;
    return at;
  }

  #grow(): void {
    const capacity = Math.ceil(this.count * 1.25) + 8;
    this.entry = copied(this.entry, new Int32Array(capacity));
    this.band = copied(this.band, new Uint16Array(capacity));
    this.measured = copied(this.measured, new Int32Array(capacity));
    this.billed = copied(this.billed, new Int32Array(capacity));
    this.price = copied(this.price, new Int32Array(capacity));
    this.pieces = copied(this.pieces, new Uint8Array(capacity));
  }
}
