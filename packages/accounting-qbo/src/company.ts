import { type FreshGrant, freshGrant, type Grant, redacted } from '@billwright/accounting-common';
import { BillingError, type ConnectorContext, isBillingError } from '@billwright/core';
import { failure } from './fault.ts';
import { readAnswer } from './read-answer.ts';
import { refreshGrant } from './refresh-grant.ts';
import { request } from './request.ts';
import type { Setup } from './setup.ts';

/** A call of the company that a tenant is connected to. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** After the company, for example `invoice/12`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Default: JSON, when there is a body. */
  readonly contentType?: string;
}

/** The company that a tenant is connected to. */
export interface Company {
  readonly realmId: string;
  readonly setup: Setup;
  readonly context: ConnectorContext;
  /** @throws BillingError `CONNECTOR_FAILED`, or `CONNECTOR_NOT_CONNECTED`. */
  call(call: Call): Promise<unknown>;
}

/** The company that a tenant is connected to. @throws BillingError `CONNECTOR_NOT_CONNECTED` when it is not. */
export async function openCompany(setup: Setup, context: ConnectorContext): Promise<Company> {
  throwIfAborted(context);
  const { companyId } = await usableGrant(setup, context, null);
  return { realmId: companyId, setup, context, call: (call) => callCompany(setup, context, companyId, call) };
}

/** Calls, and once more with new tokens when those that it had are not taken any more: then nothing was done. */
async function callCompany(
  setup: Setup,
  context: ConnectorContext,
  realmId: string,
  call: Call,
): Promise<unknown> {
  let refused: string | null = null;
  for (;;) {
    throwIfAborted(context);
    const { grant, companyId } = await usableGrant(setup, context, refused);
    if (companyId !== realmId)
      throw notConnected(setup, context, 'it was connected to another company meanwhile');
    try {
      return await callOnce(setup, context, realmId, grant, call);
    } catch (error) {
      const isRefused = isBillingError(error, 'CONNECTOR_FAILED') && error.details.kind === 'unauthorized';
      if (!isRefused || refused !== null) throw error;
      refused = grant.accessToken;
    }
  }
}

async function callOnce(
  setup: Setup,
  { signal }: ConnectorContext,
  realmId: string,
  grant: Grant,
  { method, path, query = {}, body, contentType = 'application/json' }: Call,
): Promise<unknown> {
  const budgets = setup.budgetsOf(realmId);
  const welcome = budgets.calls.take() ?? (path === 'batch' ? budgets.batches.take() : null);
  if (welcome !== null) {
    const after = new Date(welcome).toISOString();
    throw failure(setup.id, 'limited', 'the calls of this minute are used up', { after });
  }
  const secrets = [grant.accessToken, grant.refreshToken];
  const host = setup.environment === 'sandbox' ? 'sandbox-quickbooks' : 'quickbooks';
  const search = new URLSearchParams({ ...query, minorversion: '75' }).toString().replaceAll('+', '%20');
  const url = `https://${host}.api.intuit.com/v3/company/${encodeURIComponent(realmId)}/${path}?${search}`;
  const sent = {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${grant.accessToken}`,
      ...(method === 'POST' ? { 'content-type': contentType } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  try {
    const answer = await budgets.calls.run(() => request(setup, url, sent, signal, secrets));
    const value = await readAnswer(answer, { setup, secrets, refusals: budgets.refusals + 1 });
    budgets.refusals = 0;
    return value;
  } catch (error) {
    if (isBillingError(error, 'CONNECTOR_FAILED') && error.details.after !== null) {
      budgets.refusals += 1;
      budgets.calls.closeUntil(Date.parse(error.details.after));
    }
    throw error;
  }
}

async function usableGrant(
  setup: Setup,
  context: ConnectorContext,
  refused: string | null,
): Promise<Extract<FreshGrant, { status: 'fresh' }>> {
  const { clock, wait } = setup;
  const refresh = (grant: Grant) => refreshGrant(setup, grant, context.signal);
  const fresh = await freshGrant(setup.connections(context), { clock, wait, refused, refresh });
  if (fresh.status === 'fresh') return fresh;
  if (fresh.status === 'lost') throw notConnected(setup, context, redacted(fresh.reason, setup.secrets));
  throw failure(setup.id, 'limited', 'somebody else gets new tokens');
}

const notConnected = (setup: Setup, { tenantId }: ConnectorContext, reason: string): BillingError =>
  new BillingError('CONNECTOR_NOT_CONNECTED', { connectorId: setup.id, tenantId, reason });

/** Whoever gives up before anything is done is told so with their own reason. */
function throwIfAborted({ signal }: Pick<ConnectorContext, 'signal'>): void {
  if (signal?.aborted === true) throw signal.reason;
}
