import {
  failure,
  fieldOf,
  type Grant,
  jsonOf,
  readAnswered,
  request,
  usableGrant,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import type { Setup } from './setup.ts';
import { refreshGrant } from './token-endpoint.ts';

/** An organisation that a grant is for. */
export interface GrantedOrganisation {
  readonly id: string;
  /** `null`: not asked. */
  readonly name: string | null;
}

const connectionSchema = z.looseObject({
  id: z.string(),
  tenantId: z.string(),
  tenantType: z.string(),
  tenantName: z.string().nullable().default(null),
  authEventId: z.string().optional(),
});

/** Something that somebody has let us into. */
type GrantedConnection = z.infer<typeof connectionSchema>;

const connectionsUrl = 'https://api.xero.com/connections';

/** The grant of a tenant, with or without an organisation. */
export const requireGranted = (
  setup: Setup,
  context: ConnectorContext,
): Promise<{ readonly companyId: string; readonly grant: Grant }> =>
  usableGrant(setup, context, (grant) => refreshGrant(setup, grant, context.signal));

/**
 * The organisations that somebody has let us into when the grant was given. The same person may have let us into others
 * before, for other tenants: those are left out where the token tells which they are.
 */
export async function organisationsOf(
  setup: Setup,
  context: ConnectorContext,
  grant: Grant,
): Promise<readonly GrantedOrganisation[]> {
  const connections = await connectionsOf(setup, context, grant);
  const event = eventOf(grant.accessToken);
  const own = connections.filter(({ authEventId }) => authEventId === event);
  return (own.length === 0 ? connections : own)
    .filter(({ tenantType }) => tenantType === 'ORGANISATION')
    .map(({ tenantId, tenantName }) => ({ id: tenantId, name: tenantName }));
}

/** All that a grant is for. */
export async function connectionsOf(
  setup: Setup,
  context: ConnectorContext,
  grant: Grant,
): Promise<readonly GrantedConnection[]> {
  const answer = await called(setup, context, grant, 'GET', connectionsUrl);
  return readAnswered(setup, z.array(connectionSchema), jsonOf(answer));
}

/** Lets go of one of them. */
export async function deleteConnection(
  setup: Setup,
  context: ConnectorContext,
  grant: Grant,
  id: string,
): Promise<void> {
  await called(setup, context, grant, 'DELETE', `${connectionsUrl}/${encodeURIComponent(id)}`);
}

async function called(
  setup: Setup,
  { signal }: ConnectorContext,
  { accessToken, refreshToken }: Grant,
  method: string,
  url: string,
): Promise<string> {
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` };
  const answer = await request(setup, url, { method, headers }, signal, [accessToken, refreshToken]);
  const { status } = answer;
  if (status === 200 || status === 204) return answer.text();
  const kind = status === 401 || status === 403 ? 'unauthorized' : status === 429 ? 'limited' : 'unknown';
  throw failure(setup.id, kind, 'Xero does not tell which organisations it lets us into', { status });
}

/** Which act of consent a token is of; it came from Xero itself, so what it says is not checked. */
function eventOf(accessToken: string): unknown {
  const [, payload = ''] = accessToken.split('.');
  const claims = jsonOf(Buffer.from(payload, 'base64url').toString('utf8'));
  return fieldOf(claims, 'authentication_event_id');
}
