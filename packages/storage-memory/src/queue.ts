/** Lets one after another in, in the order in which they came. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the body when all before it have ended, however they ended. */
  run<Result>(body: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(body, body);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
