import type { CancelSignal } from '@billwright/core';
import type { Caller } from './caller.ts';
import { failure } from './failure.ts';
import type { FetchAnswer } from './fetch.ts';
import { redacted } from './redacted.ts';
import { throwIfAborted } from './throw-if-aborted.ts';

/** A request without its signal. */
export interface Sent {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/**
 * Makes a request, and gives up when the caller does or when no answer comes in time.
 *
 * @throws BillingError `CONNECTOR_FAILED`, `unknown`, when no answer came. The error that was the cause is not kept: it
 * may hold the request with its token.
 */
export async function request(
  caller: Caller,
  url: string,
  sent: Sent,
  signal: CancelSignal | undefined,
  secrets: readonly string[],
): Promise<FetchAnswer> {
  // Whoever had to wait for a place may have given up meanwhile.
  throwIfAborted({ signal });
  const giveUp = new AbortController();
  const abort = (): void => giveUp.abort();
  const timer = setTimeout(abort, caller.timeoutSeconds * 1000);
  signal?.addEventListener('abort', abort);
  try {
    const answer = await caller.fetch(url, { ...sent, signal: giveUp.signal });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text: () => Promise.resolve(text) };
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    const why = error instanceof Error ? error.message : 'the request failed';
    const reason = giveUp.signal.aborted ? `no answer came in ${caller.timeoutSeconds} seconds` : why;
    throw failure(caller.id, 'unknown', redacted(reason, [...secrets, ...caller.secrets]));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
