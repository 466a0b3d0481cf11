/**
 * Remembers a whole number of 0 or more for each of many whole numbers from 0 to 2^31 - 1. A `Map` of numbers does the
 * same, but has to look at three places in memory where this looks at one.
 */
export class NumberTable {
  /** Key and value side by side; a free place has the key -1. */
  #pairs = new Int32Array(2 * 16).fill(-1);
  #mask = 15;
  #count = 0;

  /** The number that was remembered for a key, or -1. */
  get(key: number): number {
    const pairs = this.#pairs;
    for (let place = this.#placeOf(key); ; place = (place + 1) & this.#mask) {
      const held = pairs[2 * place]!;
      if (held === key) return pairs[2 * place + 1]!;
      if (held === -1) return -1;
    }
  }

  /** Remembers a number for a key that has none yet. */
  add(key: number, value: number): void {
    if (this.#count * 2 >= this.#mask) this.#grow();
    let place = this.#placeOf(key);
    while (this.#pairs[2 * place] !== -1) place = (place + 1) & this.#mask;
    this.#pairs[2 * place] = key;
    this.#pairs[2 * place + 1] = value;
    this.#count += 1;
  }

  #placeOf(key: number): number {
    const mixed = Math.imul(key, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  #grow(): void {
    const old = this.#pairs;
    this.#mask = this.#mask * 2 + 1;
    this.#pairs = new Int32Array(2 * (this.#mask + 1)).fill(-1);
    this.#count = 0;
    for (let at = 0; at < old.length; at += 2) if (old[at] !== -1) this.add(old[at]!, old[at + 1]!);
  }
}
