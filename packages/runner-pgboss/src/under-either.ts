/**
 * Does something under a signal that aborts when either of two does. `AbortSignal.any` does the same, but keeps something of
 * each signal that it ever made for as long as one of its sources lives.
 */
export async function underEither(
  [one, other]: readonly [AbortSignal, AbortSignal],
  act: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  one.throwIfAborted();
  other.throwIfAborted();
  const either = new AbortController();
  const abort = (): void => either.abort(one.aborted ? one.reason : other.reason);
  one.addEventListener('abort', abort);
  other.addEventListener('abort', abort);
  try {
    await act(either.signal);
  } finally {
    one.removeEventListener('abort', abort);
    other.removeEventListener('abort', abort);
  }
}
