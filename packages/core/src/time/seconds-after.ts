import type { Instant } from './instant.ts';

/** The instant that lies so many seconds after another one; milliseconds count. */
export const secondsAfter = (from: Instant, seconds: number): Instant =>
  new Date(Date.parse(from) + seconds * 1000).toISOString();
