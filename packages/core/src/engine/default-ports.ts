import { instant } from '../time/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdSource } from '../ports/ids.ts';
import type { Logger } from '../ports/logger.ts';

// What every runtime has had since Node.js 20, told to the compiler without a library of types.
declare const crypto: { randomUUID(): string };

/** The machine's clock. */
export const systemClock: Clock = {
  // The one place in which billing asks the machine what time it is.
  now: () => instant(new Date(Date.now()).toISOString()),
};

/** Random ids (UUID version 4) behind the name of what they are for. */
export const randomIds: IdSource = { next: (kind) => `${kind}_${crypto.randomUUID()}` };

/** Writes nothing. */
export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
