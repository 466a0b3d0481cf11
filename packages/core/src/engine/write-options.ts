import type { CancelSignal } from '../ports/cancel-signal.ts';
import type { Actor } from './actor.ts';

/** What can be said with every call that changes something. */
export interface WriteOptions {
  /**
   * Makes calling again harmless: a second call with the same key and the same arguments changes nothing and gets the
   * first one's answer, for as many days as `retentionDays` of the settings says. Default: none.
   */
  readonly key?: string | undefined;
  /** Who did it, for the audit log. Default: the engine. */
  readonly actor?: Actor | undefined;
  /** Why, for the audit log. */
  readonly reason?: string | undefined;
  readonly signal?: CancelSignal | undefined;
}
