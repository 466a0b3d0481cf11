import type { Json } from '../../ports/storage.ts';
import type { Instant } from '../../time/instant.ts';
import type { Actor } from '../actor.ts';

/** What was done, as the engine notes it. */
export interface AuditNote {
  /** For example `invoice.issue`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** What changed, as it was and as it is. `null`: there was, or is, nothing. */
  readonly before: Json;
  readonly after: Json;
}

/** One record of the audit log. It is never changed; each carries the digest of the one before it. */
export interface AuditRecord extends AuditNote {
  /** 1, 2, 3 … without a hole. */
  readonly sequence: number;
  /** By the engine's clock, and never before that of the record before. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly reason: string | null;
  /** The digest of the record before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 over the canonical form of everything above, in hexadecimal. */
  readonly digest: string;
}

/** Where the log stands. */
export interface AuditHead {
  readonly sequence: number;
  readonly digest: string;
}
