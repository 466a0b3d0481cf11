import { QuickBooksFault } from './fake-fault.ts';

/** Documented: so many calls of one company in a minute, so many batches among them, and so many at once. */
const perMinute = 500;
const batchesPerMinute = 120;
const atOnce = 10;

/** Counts the calls of a company, and refuses those that are too many. */
export class FakeLimits {
  readonly #now: () => number;
  #calls: { readonly at: number; readonly isBatch: boolean }[] = [];
  #running = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Makes a call, unless there are too many: then it is refused (recorded: 3001). */
  async run<Answer>(path: string, call: () => Promise<Answer>): Promise<Answer> {
    const now = this.#now();
    this.#calls = this.#calls.filter(({ at }) => at > now - 60_000);
    const isBatch = path === 'batch';
    const isTooMany =
      this.#running >= atOnce ||
      this.#calls.length >= perMinute ||
      (isBatch && this.#calls.filter((one) => one.isBatch).length >= batchesPerMinute);
    if (isTooMany)
      throw new QuickBooksFault('3001', 'message=ThrottleExceeded; errorCode=003001; statusCode=429', 429);
    this.#calls.push({ at: now, isBatch });
    this.#running += 1;
    try {
      return await call();
    } finally {
      this.#running -= 1;
    }
  }
}
