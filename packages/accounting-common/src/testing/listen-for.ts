import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Fetch } from '../fetch.ts';

/** A fake that is reached over HTTP. */
export interface Listening {
  /** Where the hosts of the real service are found: their names are the first part of the path. */
  readonly origin: string;
  /** Makes requests by the runtime's own `fetch`, to this machine instead of to the provider. */
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/**
 * Lets a fake listen on a port of this machine, so that requests go the whole way over HTTP. Of the headers of its answers
 * those are sent that are named.
 *
 * @example
 * ```ts
 * import { answerOf, listenFor } from '@billwright/accounting-common/testing';
 *
 * const fake = async (url: string) => answerOf({ status: 200, body: { asked: url } });
 * const { fetch, close } = await listenFor(fake, []);
 * const { signal } = new AbortController();
 * const answer = await fetch('https://ledger.example/invoices', { method: 'GET', headers: {}, signal });
 * console.log(await answer.text());
 * // => {"asked":"https://ledger.example/invoices"}
 * await close();
 * ```
 */
export async function listenFor(fake: Fetch, headers: readonly string[]): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    // No answer comes: the connection breaks.
    handle(fake, headers, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    fetch: (url, request) => fetch(url.replace('https:/', origin), request),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  fake: Fetch,
  names: readonly string[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const parts: Uint8Array[] = [];
  for await (const part of incoming) if (part instanceof Uint8Array) parts.push(part);
  const sent = {
    method: incoming.method ?? 'GET',
    headers: textsIn(incoming.headers),
    signal: gone.signal,
  };
  const bytes = new Uint8Array(Buffer.concat(parts));
  const isText = /json|text|urlencoded/.test(incoming.headers['content-type'] ?? 'text');
  const body = isText ? new TextDecoder().decode(bytes) : bytes;
  const answer = await fake(`https:/${incoming.url ?? ''}`, body.length === 0 ? sent : { ...sent, body });
  for (const name of names) {
    const value = answer.headers.get(name);
    if (value !== null) outgoing.setHeader(name, value);
  }
  // A status of 204 has no body.
  outgoing.writeHead(answer.status).end(answer.status === 204 ? undefined : await answer.text());
}

const textsIn = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
