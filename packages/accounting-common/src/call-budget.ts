import type { Clock } from '@billwright/core';

/** What a provider allows for one company. */
export interface CallLimits {
  readonly perMinute: number;
  readonly atOnce: number;
  /** In any 24 hours. Default: as many as there are. */
  readonly perDay?: number | undefined;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Counts the calls of one process to one company: so many in any minute, so many at once, so many in any
 * day. Other processes are not seen, so what the provider says (`refused`) counts, too.
 */
export class CallBudget {
  readonly #clock: Clock;
  readonly #limits: CallLimits;
  /** When calls were made, the oldest first: those of the last day where days count, else of the last minute. */
  #taken: number[] = [];
  #closedUntil = 0;
  #refusals = 0;
  /** What the provider said was left of the day, and when. */
  #told: { readonly left: number; readonly at: number } | null = null;
  /** The most that it said were left within a day or so, and when. */
  #mostTold: { readonly left: number; readonly at: number } | null = null;
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
    const { perMinute, perDay = Number.POSITIVE_INFINITY } = this.#limits;
    const longest = perDay === Number.POSITIVE_INFINITY ? minute : day;
    this.#taken = this.#taken.filter((at) => at > now - longest);
    const inTheWay = [
      [perMinute, minute],
      [perDay, day],
    ].flatMap(([most = 0, length = 0]) => {
      const first = this.#taken.at(-most);
      return first !== undefined && this.#taken.length >= most && first > now - length
        ? [first + length]
        : [];
    });
    if (inTheWay.length > 0) return Math.max(...inTheWay);
    this.#taken.push(now);
    return null;
  }

  /** How many calls of the day are left, by our count and by what the provider said; `null` where days don't count. */
  leftToday(): number | null {
    const { perDay } = this.#limits;
    if (perDay === undefined) return null;
    const since = Date.parse(this.#clock.now()) - day;
    const takenAfter = (at: number): number => this.#taken.filter((one) => one > at).length;
    const own = perDay - takenAfter(since);
    const told =
      this.#told === null || this.#told.at <= since ? own : this.#told.left - takenAfter(this.#told.at);
    return Math.max(0, Math.min(own, told));
  }

  /** The provider said how many calls of the day are left: others make some, too. */
  toldLeftToday(left: number): void {
    this.#told = { left, at: Date.parse(this.#clock.now()) };
    const most = this.#mostTold;
    if (most === null || left >= most.left || most.at <= this.#told.at - day) this.#mostTold = this.#told;
  }

  /** The most calls that the provider said were left of this day; `null` when it has said nothing. */
  get mostTold(): number | null {
    return this.#mostTold?.left ?? null;
  }

  /** The provider said that no call of this minute is left: others make some, too. */
  toldNoneLeft(): void {
    const now = Date.parse(this.#clock.now());
    const oldest = this.#taken.find((at) => at > now - minute) ?? now;
    this.#closedUntil = Math.max(this.#closedUntil, oldest + minute);
  }

  /** How often in a row the provider wanted to be left alone. */
  get refusals(): number {
    return this.#refusals;
  }

  /** The provider wants no calls until then. */
  refused(until: number): void {
    this.#refusals += 1;
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  /** The provider took a call. */
  welcomed(): void {
    this.#refusals = 0;
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
