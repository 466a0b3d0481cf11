import {
  callbackShape,
  clientCredentials,
  type ConnectingSession,
  consentUrl,
  dropGrant,
  grantByCode,
  readGiven,
  rememberUnder,
  replaceConnection,
  request,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import type { Setup } from './setup.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** What Intuit sends back with the browser. */
export interface Callback {
  readonly code: string;
  readonly realmId: string;
  readonly state: string;
  readonly sessionId: string;
}

/** What is known of a connection, without its tokens. */
export interface ConnectionStatus {
  readonly realmId: string;
  /** `reconnect`: the grant has gone, and somebody has to connect again. */
  readonly status: 'connected' | 'reconnect';
  readonly reason: string | null;
  /** Until when it lives unless it is used. */
  readonly refreshUntil: string | null;
  /** When it ends however often it is used, about five years after it was made. */
  readonly endsAt: string | null;
}

const callbackSchema = z.looseObject({
  ...callbackShape,
  realmId: z.string().regex(/^\d{1,30}$/, 'is no id of a company'),
});

/** Where a browser is sent to, to let a company be connected. */
export const authorizeUrl = (setup: Setup, session: ConnectingSession): string => {
  const address = 'https://appcenter.intuit.com/connect/oauth2';
  return consentUrl(setup, address, 'com.intuit.quickbooks.accounting', session);
};

/**
 * Connects a tenant to the company that somebody has chosen. What was connected before is replaced.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the state is not of this tenant and session, too old, or used already.
 * @throws BillingError `CONNECTOR_NOT_CONNECTED` when Intuit does not take the code.
 */
export async function connect(
  setup: Setup,
  context: ConnectorContext,
  callback: Callback,
): Promise<ConnectionStatus> {
  const { realmId, ...brought } = readGiven(callbackSchema, callback);
  const grant = await grantByCode(setup, tokenEndpoint, context, brought);
  await replaceConnection(setup.connections(context), { companyId: realmId, grant });
  // Payments before this day can't be of our invoices.
  await rememberUnder(context, realmId, 'connected-at', setup.clock.now(), 'unless-known');
  return statusOf({ realmId, grant, lost: null });
}

/** How a tenant is connected; `null` when it never was. */
export async function connectionOf(
  setup: Setup,
  context: ConnectorContext,
): Promise<ConnectionStatus | null> {
  const kept = await setup.connections(context).read();
  if (kept === null) return null;
  const { companyId, grant, lost } = kept.connection;
  return statusOf({ realmId: companyId, grant, lost });
}

/** Takes the grant back, here in any case, and at Intuit when it can be reached. Says whether it could. */
export async function disconnect(setup: Setup, context: ConnectorContext): Promise<boolean> {
  const dropped = await dropGrant(setup.connections(context));
  return dropped === null || revoke(setup, dropped.grant.refreshToken, context);
}

async function revoke(setup: Setup, token: string, { signal }: ConnectorContext): Promise<boolean> {
  const sent = {
    method: 'POST',
    headers: { authorization: clientCredentials(setup), 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  };
  try {
    const url = 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke';
    const { status } = await request(setup, url, sent, signal, [token]);
    // 400: it had gone already.
    return status === 200 || status === 400;
  } catch {
    return false;
  }
}

const statusOf = ({
  realmId,
  grant,
  lost,
}: {
  readonly realmId: string;
  readonly grant: { readonly refreshUntil: string | null; readonly endsAt: string | null } | null;
  readonly lost: string | null;
}): ConnectionStatus => ({
  realmId,
  status: grant === null ? 'reconnect' : 'connected',
  reason: lost,
  refreshUntil: grant?.refreshUntil ?? null,
  endsAt: grant?.endsAt ?? null,
});
