/**
 * Finds ids that come twice. A table with open addressing over positions in the caller's list: a `Set` of a million
 * strings costs several times as much as rating them.
 */
export class DuplicateFinder {
  readonly #idAt: (position: number) => string;
  /** Position + 1, or 0 for a free slot. */
  readonly #positions: Int32Array;
  /** The hash of the id in a slot: most collisions are told apart without looking at the id. */
  readonly #hashes: Int32Array;
  readonly #mask: number;

  /** @param capacity the most ids that will be asked for */
  constructor(capacity: number, idAt: (position: number) => string) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, capacity * 2)));
    this.#idAt = idAt;
    this.#positions = new Int32Array(slots);
    this.#hashes = new Int32Array(slots);
    this.#mask = slots - 1;
  }

  /** Remembers the id at a position. The position of an equal id that was remembered earlier, or -1. */
  earlier(id: string, position: number): number {
    const hash = hashOf(id);
    let slot = hash & this.#mask;
    for (;;) {
      const held = this.#positions[slot]!;
      if (held === 0) break;
      if (this.#hashes[slot] === hash && this.#idAt(held - 1) === id) return held - 1;
      slot = (slot + 1) & this.#mask;
    }
    this.#positions[slot] = position + 1;
    this.#hashes[slot] = hash;
    return -1;
  }
}

function hashOf(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  // The low bits of this sum barely depend on the early characters; mix the high ones in.
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) | 0;
}
