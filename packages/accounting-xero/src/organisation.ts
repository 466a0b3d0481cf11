import {
  type CallRequest,
  connectedCompany,
  notConnected,
  readAnswered,
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
  const { companyId, call } = await connectedCompany<Call, Answer>(setup, context, {
    refresh: (grant, signal) => refreshGrant(setup, grant, signal),
    requestOf: (organisationId, given) => requestOf(setup, organisationId, given),
    read: (answer, reading) => readAnswer(answer, { setup, ...reading }),
  });
  if (companyId === '') throw notConnected(setup, context, 'none of its organisations has been chosen yet');
  return { id: companyId, setup, context, call };
}

function requestOf(
  setup: Setup,
  organisationId: string,
  { method, path, query = {}, body, modifiedSince, idempotencyKey }: Call,
): CallRequest {
  const isBytes = body instanceof Uint8Array;
  return {
    method,
    url: `https://api.xero.com/api.xro/2.0/${path}`,
    query,
    headers: {
      'xero-tenant-id': organisationId,
      ...(body === undefined
        ? {}
        : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
      ...(modifiedSince === undefined ? {} : { 'if-modified-since': modifiedSince }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    budgets: [setup.budgetOf(organisationId).calls],
  };
}

/** Reads what Xero answered. @throws BillingError `CONNECTOR_FAILED` when it is not what it should be. */
export const read = <Output>({ setup }: Organisation, schema: z.ZodType<Output>, answer: unknown): Output =>
  readAnswered(setup, schema, answer);
