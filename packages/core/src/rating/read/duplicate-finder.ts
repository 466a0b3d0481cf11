/**
 * Finds ids that come twice. A table with open addressing over positions in the caller's list: a `Set` of a million
 * strings costs several times as much as rating them.
 */
export class DuplicateFinder {
  readonly #idAt: (position: number) => string;
  /**
   * Position + 1 in the low bits, some bits of the id's hash above them: most collisions are told apart without
   * looking at the id. 0 is a free slot.
   */
  readonly #slots: Int32Array;
  readonly #slotMask: number;
  readonly #positionMask: number;

  /** @param capacity the most ids that will be asked for */
  constructor(capacity: number, idAt: (position: number) => string) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, capacity * 2)));
    this.#idAt = idAt;
    this.#slots = new Int32Array(slots);
    this.#slotMask = slots - 1;
    this.#positionMask = 2 ** Math.ceil(Math.log2(capacity + 2)) - 1;
  }

  /** Remembers the id at a position. The position of an equal id that was remembered earlier, or -1. */
  earlier(id: string, position: number): number {
    const hash = hashOf(id);
    const tag = hash & ~this.#positionMask;
    let slot = hash & this.#slotMask;
    for (;;) {
      const held = this.#slots[slot]!;
      if (held === 0) break;
      const earlier = (held & this.#positionMask) - 1;
      if ((held & ~this.#positionMask) === tag && this.#idAt(earlier) === id) return earlier;
      slot = (slot + 1) & this.#slotMask;
    }
    this.#slots[slot] = tag | (position + 1);
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
