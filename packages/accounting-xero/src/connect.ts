import {
  callbackShape,
  type ConnectingSession,
  consentUrl,
  dropGrant,
  grantByCode,
  notConnected,
  readGiven,
  rememberUnder,
  replaceConnection,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import {
  connectionsOf,
  deleteConnection,
  type GrantedOrganisation,
  organisationsOf,
  requireGranted,
} from './granted-organisations.ts';
import type { Setup } from './setup.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** What Xero sends back with the browser. */
export interface Callback {
  readonly code: string;
  readonly state: string;
  readonly sessionId: string;
}

/** What is known of a connection, without its tokens. */
export interface ConnectionStatus {
  /** Of which `chooseOrganisation` wants one, when the status is `choose`; otherwise the one that is connected. */
  readonly organisations: readonly GrantedOrganisation[];
  /** `choose`: the grant is for several organisations. `reconnect`: the grant has gone, and somebody connects again. */
  readonly status: 'connected' | 'choose' | 'reconnect';
  readonly reason: string | null;
  /** Until when it lives unless it is used. */
  readonly refreshUntil: string | null;
}

const callbackSchema = z.looseObject(callbackShape);

/**
 * What we ask for. Apps that were made since March 2026 get nothing at all when they ask for one of the broad scopes of
 * before.
 */
const scopesOf = ({ createItems, readFile }: Setup): readonly string[] => [
  'offline_access',
  createItems ? 'accounting.settings' : 'accounting.settings.read',
  'accounting.contacts',
  'accounting.invoices',
  'accounting.payments.read',
  ...(readFile === null ? [] : ['accounting.attachments']),
];

/** Where a browser is sent to, to let an organisation be connected. */
export const authorizeUrl = (setup: Setup, session: ConnectingSession): string => {
  const address = 'https://login.xero.com/identity/connect/authorize';
  return consentUrl(setup, address, scopesOf(setup).join(' '), session);
};

/**
 * Connects a tenant to the organisation that somebody has chosen; when there are several, one is to be chosen then. What
 * was connected before is replaced.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the state is not of this tenant and session, too old, or used already.
 * @throws BillingError `CONNECTOR_NOT_CONNECTED` when Xero does not take the code, or the grant is for no organisation.
 */
export async function connect(
  setup: Setup,
  context: ConnectorContext,
  callback: Callback,
): Promise<ConnectionStatus> {
  const grant = await grantByCode(setup, tokenEndpoint, context, readGiven(callbackSchema, callback));
  const organisations = await organisationsOf(setup, context, grant);
  const [only] = organisations;
  if (only === undefined) throw notConnected(setup, context, 'nobody has let us into an organisation');
  const companyId = organisations.length === 1 ? only.id : '';
  await replaceConnection(setup.connections(context), { companyId, grant });
  if (companyId !== '') await begin(setup, context, companyId);
  const status = companyId === '' ? 'choose' : 'connected';
  return { organisations, status, reason: null, refreshUntil: grant.refreshUntil };
}

/**
 * Chooses one of the organisations that a grant is for.
 *
 * @throws BillingError `CONNECTOR_NOT_CONNECTED` when there is no grant, or it is not for this organisation.
 */
export async function chooseOrganisation(
  setup: Setup,
  context: ConnectorContext,
  organisationId: string,
): Promise<ConnectionStatus> {
  const { grant } = await requireGranted(setup, context);
  const organisations = await organisationsOf(setup, context, grant);
  const chosen = organisations.find(({ id }) => id === organisationId);
  if (chosen === undefined) throw notConnected(setup, context, 'the grant is not for this organisation');
  await replaceConnection(setup.connections(context), { companyId: chosen.id, grant });
  await begin(setup, context, chosen.id);
  return { organisations: [chosen], status: 'connected', reason: null, refreshUntil: grant.refreshUntil };
}

/** Payments before this day can't be of our invoices. */
const begin = (setup: Setup, context: ConnectorContext, organisationId: string): Promise<void> =>
  rememberUnder(context, organisationId, 'connected-at', setup.clock.now(), 'unless-known');

/** How a tenant is connected; `null` when it never was. Nothing is called unless an organisation is to be chosen. */
export async function connectionOf(
  setup: Setup,
  context: ConnectorContext,
): Promise<ConnectionStatus | null> {
  const kept = await setup.connections(context).read();
  if (kept === null) return null;
  const { companyId, grant, lost } = kept.connection;
  if (grant === null) return { organisations: [], status: 'reconnect', reason: lost, refreshUntil: null };
  const { refreshUntil } = grant;
  if (companyId !== '')
    return {
      organisations: [{ id: companyId, name: null }],
      status: 'connected',
      reason: null,
      refreshUntil,
    };
  const { grant: usable } = await requireGranted(setup, context);
  const organisations = await organisationsOf(setup, context, usable);
  return { organisations, status: 'choose', reason: null, refreshUntil };
}

/**
 * Ends the connection, here in any case, and at Xero when it can be reached. Says whether it could. Only this organisation
 * is let go: the same grant may be for others, of other tenants.
 */
export async function disconnect(setup: Setup, context: ConnectorContext): Promise<boolean> {
  const kept = await setup.connections(context).read();
  if (kept === null || kept.connection.grant === null) return true;
  try {
    const { grant, companyId } = await requireGranted(setup, context);
    const connections = await connectionsOf(setup, context, grant);
    for (const { id, tenantId } of connections)
      if (tenantId === companyId) await deleteConnection(setup, context, grant, id);
    return true;
  } catch {
    return false;
  } finally {
    await dropGrant(setup.connections(context));
  }
}
