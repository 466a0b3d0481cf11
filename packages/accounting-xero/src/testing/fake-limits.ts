import type { FakeAnswer } from '@billwright/accounting-common/testing';

/** Xero's limits for one organisation: https://developer.xero.com/documentation/guides/oauth2/limits */
export interface FakeLimitsSetup {
  readonly perMinute: number;
  readonly perDay: number;
  readonly atOnce: number;
}

/** Counts calls, and tells what is left with each answer. */
export class FakeLimits {
  readonly #now: () => number;
  readonly #setup: FakeLimitsSetup;
  #taken: number[] = [];
  #running = 0;
  /** The most that ever ran at once. */
  most = 0;
  /** How many calls were refused. */
  refused = 0;

  constructor(now: () => number, setup: FakeLimitsSetup) {
    this.#now = now;
    this.#setup = setup;
  }

  /** Does a call unless a limit is reached. */
  async run(call: () => Promise<FakeAnswer>): Promise<FakeAnswer> {
    const [minute, day] = [this.#since(60), this.#since(86_400)];
    const { perMinute, perDay, atOnce } = this.#setup;
    if (this.#running >= atOnce) return this.#limited('concurrent', 1);
    if (day.length >= perDay) return this.#limited('day', this.#waits(day, 86_400));
    if (minute.length >= perMinute) return this.#limited('minute', this.#waits(minute, 60));
    this.#taken.push(this.#now());
    this.#running += 1;
    this.most = Math.max(this.most, this.#running);
    try {
      const answer = await call();
      const left = {
        'x-minlimit-remaining': String(perMinute - this.#since(60).length),
        'x-daylimit-remaining': String(perDay - this.#since(86_400).length),
        'x-appminlimit-remaining': '9999',
      };
      return { ...answer, headers: { ...left, ...answer.headers } };
    } finally {
      this.#running -= 1;
    }
  }

  #since(seconds: number): readonly number[] {
    return this.#taken.filter((at) => at > this.#now() - seconds * 1000);
  }

  #waits([first = this.#now()]: readonly number[], seconds: number): number {
    return Math.ceil((first + seconds * 1000 - this.#now()) / 1000);
  }

  #limited(problem: string, seconds: number): FakeAnswer {
    this.refused += 1;
    const headers = { 'retry-after': String(seconds), 'x-rate-limit-problem': problem };
    return { status: 429, body: '', headers };
  }
}
