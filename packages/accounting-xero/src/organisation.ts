import {
  type Grant,
  notConnected,
  readAnswered,
  type RefreshAnswer,
  request,
  throwIfAborted,
  usableGrant,
  withGrant,
  withinBudgets,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import type { z } from 'zod';
import { type Answer, readAnswer } from './read-answer.ts';
import type { Setup } from './setup.ts';
import { refreshGrant } from './token-endpoint.ts';

/** A call of the organisation that a tenant is connected to. */
export interface Call {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** For example `Invoices/3f…/Email`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; bytes as they are. */
  readonly body?: unknown;
  readonly modifiedSince?: string;
  /** Xero does what has the same key once within six minutes, and gives the same answer, errors included. */
  readonly idempotencyKey?: string;
}

/** The organisation that a tenant is connected to. */
export interface Organisation {
  readonly id: string;
  readonly setup: Setup;
  readonly context: ConnectorContext;
  /** @throws BillingError `CONNECTOR_FAILED`, or `CONNECTOR_NOT_CONNECTED`. */
  call(call: Call): Promise<Answer>;
}

/** The organisation that a tenant is connected to. @throws BillingError `CONNECTOR_NOT_CONNECTED` when it is not. */
export async function openOrganisation(setup: Setup, context: ConnectorContext): Promise<Organisation> {
  throwIfAborted(context);
  const refresh = (grant: Grant): Promise<RefreshAnswer> => refreshGrant(setup, grant, context.signal);
  const { companyId } = await usableGrant(setup, context, refresh);
  if (companyId === '') throw notConnected(setup, context, 'none of its organisations has been chosen yet');
  return {
    id: companyId,
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
  organisationId: string,
  grant: Grant,
  { method, path, query = {}, body, modifiedSince, idempotencyKey }: Call,
): Promise<Answer> {
  const secrets = [grant.accessToken, grant.refreshToken];
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
  const url = `https://api.xero.com/api.xro/2.0/${path}${search === '' ? '' : `?${search}`}`;
  const isBytes = body instanceof Uint8Array;
  const sent = {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${grant.accessToken}`,
      'xero-tenant-id': organisationId,
      ...(body === undefined
        ? {}
        : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
      ...(modifiedSince === undefined ? {} : { 'if-modified-since': modifiedSince }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  };
  const { calls } = setup.budgetOf(organisationId);
  return withinBudgets(setup.id, [calls], async (refusals) => {
    const answer = await request(setup, url, sent, signal, secrets);
    const left = (limit: string): number => Number(answer.headers.get(`x-${limit}-remaining`) ?? Number.NaN);
    if (!Number.isNaN(left('daylimit'))) calls.toldLeftToday(left('daylimit'));
    if (left('minlimit') === 0 || left('appminlimit') === 0) calls.toldNoneLeft();
    return readAnswer(answer, { setup, secrets, refusals });
  });
}

/** Reads what Xero answered. @throws BillingError `CONNECTOR_FAILED` when it is not what it should be. */
export const read = <Output>({ setup }: Organisation, schema: z.ZodType<Output>, answer: unknown): Output =>
  readAnswered(setup, schema, answer);
