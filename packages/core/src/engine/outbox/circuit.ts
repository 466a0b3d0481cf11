import type { Instant } from '../../time/instant.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import { backOffSeconds } from './back-off.ts';

/** So many failures in a row, of whatever messages, mean that the channel is down. */
const enough = 3;

/**
 * Remembers in this process which channels are down, so that their messages wait together instead of each one finding
 * out for itself. A message that waits here has not been tried.
 */
export class Circuits {
  readonly #channels = new Map<string, { readonly failures: number; readonly until: Instant | null }>();

  /** Until when the channel is not called; `null`: it can be. */
  downUntil(channel: string, now: Instant): Instant | null {
    const until = this.#channels.get(channel)?.until ?? null;
    return until !== null && until > now ? until : null;
  }

  /** It answered, whatever it said. */
  isUp(channel: string): void {
    this.#channels.delete(channel);
  }

  /** It did not, or asked to be left alone until an instant. */
  isDown(channel: string, now: Instant, asked: Instant | null): void {
    const failures = (this.#channels.get(channel)?.failures ?? 0) + 1;
    const guessed = failures < enough ? null : secondsAfter(now, backOffSeconds(failures - enough + 1));
    this.#channels.set(channel, { failures, until: asked ?? guessed });
  }
}
