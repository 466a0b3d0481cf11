import type { Clock } from '@billwright/core';

/** How often something may be asked, so that not more than so many calls of a day go there. */
export class QuestionPace {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #most: number;
  readonly #perMillisecond: number;
  #left: number;
  #at: number;

  /** A tenth of a day's calls at once, and three tenths over the day. */
  constructor(clock: Pick<Clock, 'now'>, callsPerDay: number) {
    this.#clock = clock;
    this.#most = Math.max(1, callsPerDay / 10);
    this.#perMillisecond = (callsPerDay * 0.3) / 86_400_000;
    this.#left = this.#most;
    this.#at = Date.parse(clock.now());
  }

  /** `null`: ask; or the milliseconds since 1970 from which one may. */
  take(): number | null {
    const now = Date.parse(this.#clock.now());
    this.#left = Math.min(this.#most, this.#left + Math.max(0, now - this.#at) * this.#perMillisecond);
    this.#at = now;
    if (this.#left < 1) return now + Math.ceil((1 - this.#left) / this.#perMillisecond);
    this.#left -= 1;
    return null;
  }
}
