import type { CancelSignal } from '@billwright/core';

/** What the call gives, unless the signal aborts first: then it rejects with its reason, and the call ends as it does. */
export function untilAborted<Result>(
  signal: CancelSignal | undefined,
  call: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return call();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      // A signal can be aborted with anything, as an AbortSignal can.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      reject(signal.reason);
    };
    if (signal.aborted) {
      giveUp();
      return;
    }
    signal.addEventListener('abort', giveUp);
    call()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}
