import { isDeepStrictEqual } from 'node:util';
import type { Listening } from '@billwright/accounting-common/testing';
import { XeroClient } from 'xero-node';
import type { FakeXeroCall } from '../../src/testing/fake-call.ts';
import type { FakeXero } from '../../src/testing/fake-xero.ts';
import { listening } from '../../src/testing/listening.ts';

const open: Listening[] = [];

/** Closes the servers of all clients. */
export async function closeClients(): Promise<void> {
  for (const server of open.splice(0)) await server.close();
}

/** Xero's own client of a fake organisation, over HTTP. */
export async function vendorClient(organisation: FakeXero): Promise<XeroClient> {
  const server = await listening(organisation);
  open.push(server);
  const client = new XeroClient({ clientId: 'app', clientSecret: 'secret', redirectUris: [], scopes: [] });
  const token = organisation.identity.tokens.all().findLast((one) => one.startsWith('e30.')) ?? '';
  client.setTokenSet({ access_token: token, token_type: 'Bearer' });
  client.accountingApi.basePath = `${server.origin}/api.xero.com/api.xro/2.0`;
  return client;
}

/**
 * What was sent, but for the order of its fields, the key that each client makes itself, and who sent it. Where there is
 * nothing to send, Xero's client sends an empty object: that says no more than nothing.
 */
export const wireOf = ({ method, path, query, body, headers }: FakeXeroCall) => {
  const isEmpty = (method === 'GET' || method === 'DELETE') && isDeepStrictEqual(body ?? {}, {});
  const names = ['accept', 'authorization', 'xero-tenant-id', ...(isEmpty ? [] : ['content-type'])];
  const told = names.map((name) => [name, headers[name]?.split(';')[0]]);
  return { method, path, query, body: isEmpty ? undefined : body, headers: Object.fromEntries(told) };
};

const lowerFirst = (name: string): string =>
  name.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());

/** A row of ours in the words of Xero's client, which begin small. */
export function asModel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asModel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [lowerFirst(name), asModel(one)]));
}
