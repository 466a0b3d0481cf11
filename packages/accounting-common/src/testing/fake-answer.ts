import type { FetchAnswer } from '../fetch.ts';

/** An answer of a ledger that is there for tests. */
export interface FakeAnswer {
  readonly status: number;
  /** A text as it is, anything else as JSON. */
  readonly body: unknown;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer as `fetch` gives it. */
export function answerOf({ status, body, headers = {} }: FakeAnswer): FetchAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    text: () => Promise.resolve(text),
  };
}

/** An answer that never comes: whoever waits for it gives up. */
export const neverAnswered = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });
