const beyond = 2 ** 32;

/**
 * Random numbers from a seed (sfc32). Only additions, shifts and divisions: the same on every machine and version
 * of V8, which `Math.pow` and its kin are not.
 */
export class Random {
  #a: number;
  #b = 0x9e3779b9;
  #c = 0x243f6a88;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed | 0;
    for (let round = 0; round < 15; round += 1) this.#next();
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor((this.#next() / beyond) * limit);
  }

  /** A whole number from `from` up to, not including, `to`. */
  between(from: number, to: number): number {
    return from + this.below(to - from);
  }

  /** True in so many of a thousand cases. */
  perMille(share: number): boolean {
    return this.below(1000) < share;
  }

  /** One of a list that is not empty. */
  oneOf<Item>(items: readonly Item[]): Item {
    // The index is below the length.
    return items[this.below(items.length)]!;
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}
