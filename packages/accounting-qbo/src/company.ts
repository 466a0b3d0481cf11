import { type CallRequest, connectedCompany } from '@billwright/accounting-common';
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
  const { companyId, call } = await connectedCompany<Call, Answered>(setup, context, {
    refresh: (grant, signal) => refreshGrant(setup, grant, signal),
    requestOf: (realmId, given) => requestOf(setup, realmId, given),
    read: (answer, reading) => readAnswer(answer, { setup, ...reading }),
  });
  return { realmId: companyId, setup, context, call };
}

function requestOf(
  setup: Setup,
  realmId: string,
  { method, path, query = {}, body, contentType = 'application/json' }: Call,
): CallRequest {
  const { calls, batches } = setup.budgetsOf(realmId);
  const host = setup.environment === 'sandbox' ? 'sandbox-quickbooks' : 'quickbooks';
  return {
    method,
    url: `https://${host}.api.intuit.com/v3/company/${encodeURIComponent(realmId)}/${path}`,
    query: { ...query, minorversion: '75' },
    headers: method === 'POST' ? { 'content-type': contentType } : {},
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    budgets: path === 'batch' ? [calls, batches] : [calls],
  };
}
