import type { ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import type { ConnectingCaller } from './caller-of.ts';
import { type ConnectingSession, isStateOf, newState } from './connect-state.ts';
import type { Grant } from './grant.ts';
import { givenInvalid, readGiven } from './read-given.ts';
import { takeState } from './take-state.ts';
import { askForTokens, type TokenEndpoint } from './token-endpoint.ts';
import { notConnected } from './with-grant.ts';

const text = z.string().min(1).max(4000);
const sessionSchema = z.looseObject({ tenantId: text, sessionId: text });

/** What providers send back with a browser must be like, to be added to by each. */
export const callbackShape = { code: text, state: z.string(), sessionId: text };

/**
 * Where a browser is sent to, to let somebody consent.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the session does not hold together.
 */
export function consentUrl(
  app: ConnectingCaller,
  address: string,
  scope: string,
  session: ConnectingSession,
): string {
  readGiven(sessionSchema, session);
  const query = new URLSearchParams({
    client_id: app.clientId,
    response_type: 'code',
    scope,
    redirect_uri: app.redirectUri,
    state: newState(app, session),
  });
  return `${address}?${query.toString()}`;
}

/**
 * The grant for which a browser has brought a code.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the state is not of this tenant and session, too old, or used already.
 * @throws BillingError `CONNECTOR_NOT_CONNECTED` when the provider does not take the code.
 */
export async function grantByCode(
  app: ConnectingCaller,
  endpoint: TokenEndpoint,
  context: ConnectorContext,
  { code, state, sessionId }: { readonly code: string; readonly state: string; readonly sessionId: string },
): Promise<Grant> {
  const { tenantId, signal } = context;
  if (!isStateOf(app, { tenantId, sessionId }, state))
    throw givenInvalid([{ path: ['state'], message: 'is of another session, or too old' }]);
  if (!(await takeState(context, state, Date.parse(app.clock.now()))))
    throw givenInvalid([{ path: ['state'], message: 'was used already: begin again' }]);
  const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
  const answer = await askForTokens(app, endpoint, form, [code], signal);
  if (answer.status === 'granted') return answer.grant;
  throw notConnected(app, context, 'the code was used already, or is too old');
}
