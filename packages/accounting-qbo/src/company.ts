import {
  type Grant,
  type RefreshAnswer,
  request,
  throwIfAborted,
  usableGrant,
  withGrant,
  withinBudgets,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { type Answered, readAnswer } from './read-answer.ts';
import { refreshGrant } from './refresh-grant.ts';
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
  call(call: Call): Promise<Answered>;
}

/** The company that a tenant is connected to. @throws BillingError `CONNECTOR_NOT_CONNECTED` when it is not. */
export async function openCompany(setup: Setup, context: ConnectorContext): Promise<Company> {
  throwIfAborted(context);
  const refresh = (grant: Grant): Promise<RefreshAnswer> => refreshGrant(setup, grant, context.signal);
  const { companyId } = await usableGrant(setup, context, refresh);
  return {
    realmId: companyId,
    setup,
    context,
    call: (call) =>
      withGrant(setup, context, { companyId, refresh }, (grant) =>
        callOnce(setup, context, companyId, grant, call),
      ),
  };
}

async function callOnce(
  setup: Setup,
  { signal }: ConnectorContext,
  realmId: string,
  grant: Grant,
  { method, path, query = {}, body, contentType = 'application/json' }: Call,
): Promise<Answered> {
  const { calls, batches } = setup.budgetsOf(realmId);
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
  return withinBudgets(setup.id, path === 'batch' ? [calls, batches] : [calls], async (refusals) => {
    // Whoever had to wait for a place may have given up meanwhile.
    throwIfAborted({ signal });
    const answer = await request(setup, url, sent, signal, secrets);
    return readAnswer(answer, { setup, secrets, refusals });
  });
}
