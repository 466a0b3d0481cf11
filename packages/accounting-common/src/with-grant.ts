import { BillingError, type ConnectorContext, isBillingError } from '@billwright/core';
import type { Caller } from './caller.ts';
import { failure } from './failure.ts';
import { type FreshGrant, freshGrant, type RefreshAnswer } from './fresh-grant.ts';
import type { Grant } from './grant.ts';
import { redacted } from './redacted.ts';
import { throwIfAborted } from './throw-if-aborted.ts';

/** Asks the provider for new tokens. */
export type Refresh = (grant: Grant) => Promise<RefreshAnswer>;

/**
 * Calls with a grant of this company, and once more with new tokens when those that it had are not taken any more: then
 * nothing was done.
 *
 * @throws BillingError `CONNECTOR_NOT_CONNECTED` when the grant has gone, or is of another company by now.
 */
export async function withGrant<Answer>(
  caller: Caller,
  context: ConnectorContext,
  { companyId, refresh }: { readonly companyId: string; readonly refresh: Refresh },
  call: (grant: Grant) => Promise<Answer>,
): Promise<Answer> {
  let refused: string | null = null;
  for (;;) {
    throwIfAborted(context);
    const fresh: UsableGrant = await usableGrant(caller, context, refresh, refused);
    if (fresh.companyId !== companyId)
      throw notConnected(caller, context, 'it was connected to another company meanwhile');
    try {
      return await call(fresh.grant);
    } catch (error) {
      const isRefused = isBillingError(error, 'CONNECTOR_FAILED') && error.details.kind === 'unauthorized';
      if (!isRefused || refused !== null) throw error;
      refused = fresh.grant.accessToken;
    }
  }
}

type UsableGrant = Extract<FreshGrant, { status: 'fresh' }>;

/** The grant of a tenant. @throws BillingError `CONNECTOR_NOT_CONNECTED` when there is none. */
export async function usableGrant(
  caller: Caller,
  context: ConnectorContext,
  refresh: Refresh,
  refused: string | null = null,
): Promise<UsableGrant> {
  const { clock, wait } = caller;
  const fresh = await freshGrant(caller.connections(context), { clock, wait, refused, refresh });
  if (fresh.status === 'fresh') return fresh;
  if (fresh.status === 'lost') throw notConnected(caller, context, redacted(fresh.reason, caller.secrets));
  throw failure(caller.id, 'limited', 'somebody else gets new tokens');
}

/** The error of a tenant that has no grant. */
export const notConnected = (
  { id }: Pick<Caller, 'id'>,
  { tenantId }: Pick<ConnectorContext, 'tenantId'>,
  reason: string,
): BillingError<'CONNECTOR_NOT_CONNECTED'> =>
  new BillingError('CONNECTOR_NOT_CONNECTED', { connectorId: id, tenantId, reason });
