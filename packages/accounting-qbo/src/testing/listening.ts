import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Fetch } from '../options.ts';
import type { FakeQuickBooks } from './fake-quick-books.ts';

/** A fake company that is reached over HTTP. */
export interface ListeningQuickBooks {
  /** Makes requests by the runtime's own `fetch`, to this machine instead of to Intuit. */
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/**
 * Lets a fake company listen on a port of this machine, so that requests go the whole way over HTTP.
 *
 * @example
 * ```ts
 * import { fakeQuickBooks, listening } from '@billwright/accounting-qbo/testing';
 *
 * const company = fakeQuickBooks({ clock: { now: () => '2026-04-01T06:00:00.000Z' } });
 * const { fetch, close } = await listening(company);
 * const { signal } = new AbortController();
 * const url = `https://quickbooks.api.intuit.com/v3/company/${company.realmId}/query?query=select`;
 * console.log((await fetch(url, { method: 'GET', headers: {}, signal })).status);
 * // => 401
 * await close();
 * ```
 */
export async function listening(company: FakeQuickBooks): Promise<ListeningQuickBooks> {
  const server = createServer((incoming, outgoing) => {
    // No answer comes: the connection breaks.
    handle(company, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    fetch: (url, request) => fetch(url.replace('https:/', `http://127.0.0.1:${port}`), request),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  company: FakeQuickBooks,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const body = await bodyOf(incoming);
  const headers = textsIn(incoming.headers);
  const sent = { method: incoming.method ?? 'GET', headers, signal: gone.signal };
  const answer = await company.fetch(`https:/${incoming.url ?? ''}`, body === '' ? sent : { ...sent, body });
  for (const name of ['intuit_tid', 'retry-after']) {
    const value = answer.headers.get(name);
    if (value !== null) outgoing.setHeader(name, value);
  }
  outgoing.writeHead(answer.status).end(await answer.text());
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of incoming) if (part instanceof Uint8Array) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

const textsIn = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
