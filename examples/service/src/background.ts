import type { Billing } from '@billwright/core';

/** What goes on beside the calls. */
export interface Background {
  /** Delivers now what is due, for example after a call that queued something. */
  wake(): void;
  /** Ends when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Does what time brings about every minute, and delivers what is due when it is woken. Any number of processes may do so
 * beside each other. Here, one thing is done after another.
 */
export function startBackground(
  billing: Billing,
  log: (error: unknown) => void,
  everyMilliseconds = 60_000,
): Background {
  const stopping = new AbortController();
  const { signal } = stopping;
  let last: Promise<unknown> = Promise.resolve();
  const then = (job: () => Promise<unknown>): void => {
    last = last.then(() => (signal.aborted ? undefined : job())).catch(log);
  };
  const timer = setInterval(() => then(() => billing.tick({ signal })), everyMilliseconds);
  return {
    wake: () => then(() => billing.dispatch({ signal })),
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await last;
    },
  };
}
