import type { CancelSignal } from '@billwright/core';

/** What the call gives, unless the signal aborts first: then it rejects with its reason. */
export async function untilAborted<Result>(
  signal: CancelSignal | undefined,
  call: () => Promise<Result>,
  onAbort: () => void = nothing,
): Promise<Result> {
  if (signal === undefined) return call();
  if (signal.aborted) throw signal.reason;
  let listener = nothing;
  const aborted = new Promise<never>((_, reject) => {
    listener = () => {
      onAbort();
      // A signal can be aborted with anything, as an AbortSignal can.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      reject(signal.reason);
    };
  });
  signal.addEventListener('abort', listener);
  try {
    return await Promise.race([call(), aborted]);
  } finally {
    signal.removeEventListener('abort', listener);
  }
}

function nothing(): void {}
