import type { Clock } from '@billwright/core';

/** A tenth of a day's calls at once, and three tenths over the day. */
const [atOnce, overTheDay] = [0.1, 0.3];

/** How often something may be asked, so that not more than so many calls of a day go there. */
export class QuestionPace {
  readonly #clock: Pick<Clock, 'now'>;
  /** In parts of a day's calls: how many those are may turn out later. */
  #left = atOnce;
  #at: number;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#at = Date.parse(clock.now());
  }

  /** `null`: ask; or the milliseconds since 1970 from which one may. */
  take(callsPerDay: number): number | null {
    const now = Date.parse(this.#clock.now());
    const perMillisecond = overTheDay / 86_400_000;
    const one = 1 / callsPerDay;
    this.#left = Math.min(Math.max(one, atOnce), this.#left + Math.max(0, now - this.#at) * perMillisecond);
    this.#at = now;
    // As many tenths as there are are not always a whole.
    if (this.#left < one - 1e-9) return now + Math.ceil((one - this.#left) / perMillisecond);
    this.#left -= one;
    return null;
  }
}
