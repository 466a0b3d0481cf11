import type { Instant } from '@billwright/core';
import { z } from 'zod';

/** What a company allowed: the tokens, and until when. */
export interface Grant {
  readonly accessToken: string;
  readonly accessUntil: Instant;
  readonly refreshToken: string;
  /** When the refresh token ends unless it is used; `null`: not known. */
  readonly refreshUntil: Instant | null;
  /** When the grant ends, however often it is used; `null`: never, or not known. */
  readonly endsAt: Instant | null;
}

/** The connection of a tenant to a company. */
export interface Connection {
  /** What the provider calls the company: realm, organisation. */
  readonly companyId: string;
  /** `null` when the grant has gone: somebody has to connect again. */
  readonly grant: Grant | null;
  /** Why the grant has gone. */
  readonly lost: string | null;
  /** Until when somebody refreshes the grant; nobody else does so meanwhile. */
  readonly refreshingUntil: Instant | null;
}

/** Keeps one connection. Of several that write at once one gets `true`. */
export interface ConnectionStore {
  read(): Promise<{ readonly connection: Connection; readonly revision: number } | null>;
  /** Writes if the revision is still this one; `null` for a connection that is new. */
  write(connection: Connection, revision: number | null): Promise<boolean>;
}

export const grantSchema: z.ZodType<Grant> = z.object({
  accessToken: z.string(),
  accessUntil: z.string(),
  refreshToken: z.string(),
  refreshUntil: z.string().nullable(),
  endsAt: z.string().nullable(),
});
