import type { Instant } from '../time/instant.ts';
import type { Actor } from './actor.ts';

/** Whose call it is, when, and why. */
export interface UnitFrame {
  readonly tenantId: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly reason: string | null;
}
