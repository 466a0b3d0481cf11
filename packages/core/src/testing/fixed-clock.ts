import type { Clock } from '../ports/clock.ts';
import { type Instant, instant } from '../time/instant.ts';
import { secondsAfter } from '../time/seconds-after.ts';

/** A clock that stands still until it is told to go on. */
export interface FixedClock extends Clock {
  /** Goes to an instant. Timers that ring until then ring in order, each at its own time. Going back rings none. */
  set(now: string): void;
  /** Goes on by so many seconds. */
  advance(seconds: number): void;
  readonly after: (seconds: number, ring: () => void) => () => void;
}

/**
 * A clock for tests, which stands at an instant.
 *
 * @throws BillingError `INSTANT_INVALID` when the text is no instant.
 * @example
 * ```ts
 * import { fixedClock } from '@billwright/core/testing';
 *
 * const clock = fixedClock('2026-03-02T09:00:00Z');
 * clock.after(60, () => console.log('a minute later'));
 * clock.advance(90);
 * // => a minute later
 * console.log(clock.now());
 * // => 2026-03-02T09:01:30.000Z
 * ```
 */
export function fixedClock(start: string): FixedClock {
  let now = instant(start);
  const timers = new Set<{ readonly at: Instant; readonly ring: () => void }>();

  const set = (to: string): void => {
    const target = instant(to);
    for (;;) {
      const due = [...timers].filter(({ at }) => at <= target);
      const [next] = due.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
      if (next === undefined) break;
      timers.delete(next);
      if (next.at > now) now = next.at;
      next.ring();
    }
    now = target;
  };

  return {
    now: () => now,
    set,
    advance: (seconds) => set(secondsAfter(now, seconds)),
    after(seconds, ring) {
      const timer = { at: secondsAfter(now, seconds), ring };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
}
