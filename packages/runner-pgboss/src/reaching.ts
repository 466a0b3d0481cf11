import { BillingError, isBillingError } from '@billwright/core';

/** Does something with the queue, and tells with a code of ours when that fails. */
export async function reaching<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    if (isBillingError(cause)) throw cause;
    throw new BillingError('RUNNER_UNAVAILABLE', { reason: reasonOf(cause) }, { cause });
  }
}

/** What went wrong, as it is logged: one text of bounded length. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(0, 1000) || 'it failed without a word';
}
