import type { FakeAnswer } from '@billwright/accounting-common/testing';
import type { FakeXeroCall } from '../../src/testing/fake-call.ts';
import { checkerOf, lenient, strict } from './checker.ts';
import { identity, operationsOf } from './contract.ts';

type Call = Pick<FakeXeroCall, 'method' | 'path' | 'query' | 'body'>;

const [requestFault, answerFault] = [checkerOf(identity, strict), checkerOf(identity, lenient)];
const operations = operationsOf(identity?.paths ?? {});

/** Whether a call is one of Xero's identity service. */
export const isOfIdentity = ({ path }: Pick<Call, 'path'>): boolean =>
  path === 'tokens' || path.startsWith('connections');

/**
 * The description names `/Connections`, and the documentation and Xero's own client call it `/connections`
 * (https://developer.xero.com/documentation/guides/oauth2/tenants).
 */
function operationOf({ method, path }: Call) {
  const parts = path.toLowerCase().split('/');
  return operations.find((one) => {
    const wanted = one.template.slice(1).toLowerCase().split('/');
    const isSame = wanted.length === parts.length && one.method === method;
    return isSame && wanted.every((part, index) => part === parts[index] || part.startsWith('{'));
  })?.operation;
}

/**
 * What a form for tokens must have: the schema describes the one of a refresh, and requires nothing
 * (https://developer.xero.com/documentation/guides/oauth2/auth-flow).
 */
const formFields: Readonly<Record<string, readonly string[]>> = {
  refresh_token: ['grant_type', 'refresh_token'],
  authorization_code: ['grant_type', 'code', 'redirect_uri'],
};

/** What is wrong with a call; `null`: nothing. */
export function checkIdentityRequest(call: Call): string | null {
  if (identity === null) return null;
  const { method, path, query, body } = call;
  if (path === 'tokens') return formFault(method, Object.fromEntries(new URLSearchParams(String(body))));
  const operation = operationOf(call);
  if (operation === undefined) return `there is no ${method} ${path}`;
  const unknown = Object.keys(query).find((name) => operation.parameters?.every((one) => one.name !== name));
  if (unknown !== undefined) return `${operation.operationId} has no parameter ${unknown}`;
  if (body !== undefined) return `${operation.operationId} takes no body`;
  const [, id] = path.split('/');
  return id === undefined ? null : answerFault({ type: 'string', format: 'uuid' }, id);
}

function formFault(method: string, form: Readonly<Record<string, string>>): string | null {
  if (method !== 'POST') return `there is no ${method} of tokens`;
  const fields = formFields[form['grant_type'] ?? ''];
  if (fields === undefined) return `there is no grant of the type ${form['grant_type']}`;
  const missing = fields.find((field) => (form[field] ?? '') === '');
  if (missing !== undefined) return `a form without ${missing}`;
  if (form['grant_type'] === 'refresh_token')
    return requestFault({ $ref: '#/components/schemas/RefreshToken' }, form);
  return null;
}

/** All that a connection has (https://developer.xero.com/documentation/guides/oauth2/tenants); the schema requires nothing. */
const ofConnection = [
  'id',
  'authEventId',
  'tenantId',
  'tenantType',
  'tenantName',
  'createdDateUtc',
  'updatedDateUtc',
];
const ofTokens = ['access_token', 'expires_in', 'refresh_token', 'token_type'];

/** What is wrong with an answer; `null`: nothing. What it declares is all that there is. */
export function checkIdentityAnswer(call: Call, { status, body }: FakeAnswer): string | null {
  if (identity === null) return null;
  if (call.path === 'tokens') return status === 200 ? rowFault('AccessToken', ofTokens, body) : null;
  const described = operationOf(call)?.responses[String(status)];
  // Who is not let in is told so in the form of every interface of Xero, which no description has.
  if (described === undefined) return status === 401 || status === 403 ? null : `there is no ${status}`;
  const schema = described.content?.['application/json']?.schema;
  if (schema === undefined) return body === '' ? null : `${status} has no body`;
  const fault = requestFault(schema, body);
  if (fault !== null || !Array.isArray(body)) return fault;
  const faults = (body as unknown[]).map((row) => rowFault('Connection', ofConnection, row));
  return faults.find((one) => one !== null) ?? null;
}

function rowFault(name: string, fields: readonly string[], row: unknown): string | null {
  const fault = requestFault({ $ref: `#/components/schemas/${name}` }, row);
  if (fault !== null) return fault;
  if (typeof row !== 'object' || row === null) return `${name} is no object`;
  const missing = fields.find((field) => !(field in row));
  return missing === undefined ? null : `${name} without ${missing}`;
}
