import type { Instant } from '../time/instant.ts';

/** Tells what time it is. The only source of "now" in the engine. */
export interface Clock {
  now(): Instant;
  /**
   * Calls when so many seconds have gone by, and gives what calls that off. It ends calls to the outside that nobody
   * answers. Default: the timer of the machine.
   */
  readonly after?: ((seconds: number, ring: () => void) => () => void) | undefined;
}
