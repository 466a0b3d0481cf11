import type { Json } from '../../ports/storage.ts';
import type { Instant } from '../../time/instant.ts';

/** What messages are about: each kind has its own handler. */
export type MessageKind = 'export' | 'mail' | 'event';

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
 * A message on its way. `pending` is tried again when it is due; `uncertain` may have arrived, and is looked up before
 * it is tried again; `done` has arrived; `dead` needs a person, and says why.
 */
export interface Message extends Omit<NewMessage, 'due'> {
  readonly due: Instant;
  readonly state: 'pending' | 'uncertain' | 'done' | 'dead';
  readonly attempts: number;
  /** What went wrong last. */
  readonly fault: string | null;
}
