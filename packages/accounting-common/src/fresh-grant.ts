import { type Clock, type Instant, isBillingError } from '@billwright/core';
import type { Connection, ConnectionStore, Grant } from './grant.ts';

/** What came of asking the provider for new tokens. */
export type RefreshAnswer =
  | { readonly status: 'granted'; readonly grant: Grant }
  /** The grant has gone: asking again is no use. */
  | { readonly status: 'gone'; readonly reason: string };

/** What {@link freshGrant} needs. */
export interface FreshGrantOptions {
  readonly clock: Clock;
  /** Asks the provider; gives up after 30 seconds at most. */
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

/** After how long a refresh that nobody answers is given up. */
export const refreshSeconds = 30;
/** Whoever has the lead and does not ask within this time must not ask any more. */
const startSeconds = 15;
/** For so long nobody else asks: until whoever leads has asked, given up, and what was asked can take effect no more. */
const leadSeconds = 2 * (startSeconds + refreshSeconds);
/** Tokens that end sooner than this may end on the way. */
const marginSeconds = 60;

/**
 * A grant whose access token can be used. Of several that find it old, in however many processes, one refreshes: it says
 * so first, by compare and set, and the new tokens are stored before anybody uses them. The others wait for them. After a
 * refresh of which nobody knows what became they wait until it can take effect no more.
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
    const mine: Connection = { ...connection, refreshingUntil: later(now, leadSeconds) };
    if (await store.write(mine, revision)) await refreshed(store, mine, later(now, startSeconds), options);
  }
  return { status: 'busy' };
}

/** Refreshes and stores. Whoever has lost the lead before it asks does nothing. */
async function refreshed(
  store: ConnectionStore,
  mine: Connection,
  notAfter: Instant,
  { clock, refresh }: FreshGrantOptions,
): Promise<void> {
  const kept = await store.read();
  // The lead is ours as long as what we wrote stands.
  if (kept === null || kept.connection.refreshingUntil !== mine.refreshingUntil || mine.grant === null)
    return;
  const free = { ...mine, refreshingUntil: null };
  if (clock.now() > notAfter) {
    await store.write(free, kept.revision);
    return;
  }
  try {
    const answer = await refresh(mine.grant);
    if (answer.status === 'granted') await keepGranted(store, mine.grant, { ...free, grant: answer.grant });
    else await store.write({ ...free, grant: null, lost: answer.reason }, kept.revision);
  } catch (error) {
    // The provider may have taken the token, and takes it once more for a short time only, if at all. So the next who wants
    // a grant asks again, also when the access token that is there still goes.
    const grant = { ...mine.grant, accessUntil: clock.now() };
    // Without an answer it may still be under way: the lead is kept.
    await store.write({ ...(isAnswered(error) ? free : mine), grant }, kept.revision);
    throw error;
  }
}

/** Keeps new tokens in the place of those for which they were given, whoever writes at the same time: there are no others. */
async function keepGranted(store: ConnectionStore, old: Grant, fresh: Connection): Promise<void> {
  for (;;) {
    const kept = await store.read();
    if (kept?.connection.grant?.refreshToken !== old.refreshToken) return;
    if (await store.write({ ...fresh, lost: null }, kept.revision)) return;
  }
}

const isAnswered = (error: unknown): boolean =>
  isBillingError(error, 'CONNECTOR_FAILED') && error.details.status !== null;

const later = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();
