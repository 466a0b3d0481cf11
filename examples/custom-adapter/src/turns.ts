/** Lets calls of one name run one after another. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  next<Result>(name: string, body: () => Promise<Result>): Promise<Result> {
    const mine = (this.#last.get(name) ?? Promise.resolve()).then(body);
    this.#last.set(
      name,
      mine.catch(() => null),
    );
    return mine;
  }
}
