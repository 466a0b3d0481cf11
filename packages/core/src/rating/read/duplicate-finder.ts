/**
 * Finds ids that come twice. A table of positions with open addressing: a `Set` of a million strings costs several
 * times as much as rating them.
 */
export class DuplicateFinder {
  readonly #ids: string[] = [];
  readonly #positions: number[] = [];
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** @param capacity the most ids that will be asked for */
  constructor(capacity: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, capacity * 2)));
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
  }

  /** Remembers an id and its position. The position of an equal id that was remembered earlier, or -1. */
  earlier(id: string, position: number): number {
    let slot = hash(id) & this.#mask;
    for (;;) {
      const held = this.#slots[slot]!;
      if (held === 0) break;
      if (this.#ids[held - 1] === id) return this.#positions[held - 1]!;
      slot = (slot + 1) & this.#mask;
    }
    this.#positions.push(position);
    this.#slots[slot] = this.#ids.push(id);
    return -1;
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  // The low bits of this sum barely depend on the early characters; mix the high ones in.
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 3;
}
