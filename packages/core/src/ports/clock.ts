import type { Instant } from '../time/instant.ts';

/** Tells what time it is. The only source of "now" in the engine. */
export interface Clock {
  now(): Instant;
}
