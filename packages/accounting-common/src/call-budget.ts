import type { Clock } from '@billwright/core';

/** What a provider allows for one company. */
export interface CallLimits {
  readonly perMinute: number;
  readonly atOnce: number;
}

/**
 * Counts the calls of one process to one company: so many in any minute, so many at once. Other processes are not seen,
 * so what the provider says (`closeUntil`) counts, too.
 */
export class CallBudget {
  readonly #clock: Clock;
  readonly #limits: CallLimits;
  #taken: number[] = [];
  #closedUntil = 0;
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(clock: Clock, limits: CallLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Takes a call out of the budget: `null`, or the milliseconds since 1970 from which there is one. */
  take(): number | null {
    const now = Date.parse(this.#clock.now());
    if (now < this.#closedUntil) return this.#closedUntil;
    this.#taken = this.#taken.filter((at) => at > now - 60_000);
    const [oldest] = this.#taken;
    if (oldest !== undefined && this.#taken.length >= this.#limits.perMinute) return oldest + 60_000;
    this.#taken.push(now);
    return null;
  }

  /** The provider wants no calls until then. */
  closeUntil(at: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, at);
  }

  /** Runs a call as soon as fewer than the most that are allowed run. First come, first served. */
  async run<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    // Whoever ends hands the place over, so it is never counted twice.
    if (this.#running >= this.#limits.atOnce)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    else this.#running += 1;
    try {
      return await call();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** How long to wait after so many refusals in a row, in seconds: 1, 2, 4 … at most 64. */
export const backOffSeconds = (refusals: number): number => 2 ** Math.min(Math.max(refusals - 1, 0), 6);
