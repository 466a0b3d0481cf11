/** Which of a row of numbers were seen. It remembers one by one only those that came before a smaller one did. */
export class NumbersSeen {
  readonly #ahead = new Set<number>();
  /** All up to this one were seen, from the first on. */
  complete: number;

  constructor(first = 1) {
    this.complete = first - 1;
  }

  /** How many were seen beyond a gap. */
  get beyond(): number {
    return this.#ahead.size;
  }

  has(number: number): boolean {
    return number <= this.complete || this.#ahead.has(number);
  }

  add(number: number): void {
    this.#ahead.add(number);
    while (this.#ahead.delete(this.complete + 1)) this.complete += 1;
  }
}
