import type { Json } from '../../ports/storage.ts';
import type { Instant } from '../../time/instant.ts';

/**
 * What messages are about: each kind has its own handler.
 *
 * - `export`: the copy of an invoice in a ledger is brought in line with the invoice; a void one is taken back.
 * - `ledger-send`: a ledger mails its copy. `mail`: we mail it ourselves.
 * - `event`: a subscription is told. `sync`: changes are fetched from a ledger. `payment`: one of them is recorded.
 */
export type MessageKind = 'export' | 'ledger-send' | 'mail' | 'event' | 'sync' | 'payment';

/** A message as the engine notes it. */
export interface NewMessage {
  /** The same for the same fact, so that it is written once however often the fact is. */
  readonly id: string;
  readonly kind: MessageKind;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly payload: Json;
  /** Default: at once. */
  readonly due?: Instant | undefined;
}

/**
 * A message on its way. `pending` is tried again when it is due; `uncertain` may have arrived, or is being sent right
 * now, and is looked up before it is tried again; `done` has arrived; `dead` needs a person, and says why; `dropped`: a
 * person said that it need not arrive.
 */
export interface Message extends Omit<NewMessage, 'due'> {
  readonly due: Instant;
  readonly state: 'pending' | 'uncertain' | 'done' | 'dead' | 'dropped';
  /** How often it was tried or looked up since it was queued, or a person asked for it anew. */
  readonly attempts: number;
  /**
   * How often it was sent in all, whoever asked for it: one more makes a new request of the next. One of which nobody knew,
   * and that a person dropped, is taken off, so that it is the same request when it is sent after all.
   */
  readonly sends: number;
  /** How often it was sent again although it may have arrived, because nobody can look it up. */
  readonly resends: number;
  /** What went wrong last. */
  readonly fault: string | null;
}
