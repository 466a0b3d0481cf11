import type { Clock, Instant } from '@billwright/core';
import type { Connection, ConnectionStore, Grant } from './grant.ts';

/** What came of asking the provider for new tokens. */
export type RefreshAnswer =
  | { readonly status: 'granted'; readonly grant: Grant }
  /** The grant has gone: asking again is no use. */
  | { readonly status: 'gone'; readonly reason: string };

/** What {@link freshGrant} needs. */
export interface FreshGrantOptions {
  readonly clock: Clock;
  readonly refresh: (grant: Grant) => Promise<RefreshAnswer>;
  readonly wait: (seconds: number) => Promise<void>;
  /** An access token that the provider does not take any more, whatever its time says. */
  readonly refused?: string | null | undefined;
}

/** A connection that can be used, or why there is none. */
export type FreshGrant =
  | { readonly status: 'fresh'; readonly companyId: string; readonly grant: Grant }
  | { readonly status: 'lost'; readonly reason: string }
  /** Somebody else refreshes, and has not ended. */
  | { readonly status: 'busy' };

/** A refresh that takes longer has been broken off. */
const refreshSeconds = 60;
/** Tokens that end sooner than this may end on the way. */
const marginSeconds = 60;

/**
 * A grant whose access token can be used. Of several that find it old, in however many processes, one refreshes: it says
 * so first, by compare and set, and the new tokens are stored before anybody uses them. The others wait for them.
 */
export async function freshGrant(store: ConnectionStore, options: FreshGrantOptions): Promise<FreshGrant> {
  const { clock, wait, refused = null } = options;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const kept = await store.read();
    if (kept === null) return { status: 'lost', reason: 'it was never connected' };
    const { connection, revision } = kept;
    const { grant, companyId } = connection;
    if (grant === null) return { status: 'lost', reason: connection.lost ?? 'the grant has gone' };
    const now = clock.now();
    if (grant.accessToken !== refused && later(now, marginSeconds) < grant.accessUntil)
      return { status: 'fresh', companyId, grant };
    if (connection.refreshingUntil !== null && connection.refreshingUntil > now) {
      await wait(0.25);
      continue;
    }
    const mine: Connection = { ...connection, refreshingUntil: later(now, refreshSeconds) };
    if (await store.write(mine, revision)) await refreshed(store, mine, options);
  }
  return { status: 'busy' };
}

/** Refreshes and stores. Whoever was too slow has lost the lead, and writes nothing. */
async function refreshed(
  store: ConnectionStore,
  mine: Connection,
  { refresh }: FreshGrantOptions,
): Promise<void> {
  const kept = await store.read();
  // The lead is ours as long as what we wrote stands.
  if (kept === null || kept.connection.refreshingUntil !== mine.refreshingUntil || mine.grant === null)
    return;
  try {
    const answer = await refresh(mine.grant);
    const free = { ...mine, refreshingUntil: null };
    const after =
      answer.status === 'granted'
        ? { ...free, grant: answer.grant, lost: null }
        : { ...free, grant: null, lost: answer.reason };
    await store.write(after, kept.revision);
  } catch (error) {
    await store.write({ ...mine, refreshingUntil: null }, kept.revision);
    throw error;
  }
}

const later = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();
