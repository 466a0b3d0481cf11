import type { CancelSignal } from '@billwright/core';

/** Lets one after another in, in the order in which they came. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the body when all before it have ended, however they ended. Who gives up while waiting is let in no more. */
  run<Result>(body: () => Promise<Result>, signal?: CancelSignal): Promise<Result> {
    const turn = this.#last;
    const mine = turn.then(() => {
      if (signal?.aborted === true) throw signal.reason;
      return body();
    });
    this.#last = mine.catch(() => undefined);
    return signal === undefined ? mine : unlessAborted(mine, turn, signal);
  }
}

/** What becomes of it, or the reason of an abort before its turn has come. */
function unlessAborted<Result>(
  mine: Promise<Result>,
  turn: Promise<unknown>,
  signal: CancelSignal,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      signal.removeEventListener('abort', giveUp);
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp);
    void turn.then(() => signal.removeEventListener('abort', giveUp));
    mine.then(resolve, reject);
  });
}
