import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Billing } from '@billwright/core';
import { type Background, startBackground } from './background.ts';
import type { Answer } from './http/answer.ts';
import { bearerTokens } from './http/bearer.ts';
import { type ErrorAnswer, errorAnswer } from './http/error-answer.ts';
import { HttpError } from './http/http-error.ts';
import { readBody, readJson } from './http/read-body.ts';
import { findRoute } from './http/route.ts';
import { writeAnswer, writeJson } from './http/write-answer.ts';
import { routes } from './routes.ts';

/** What the service works with. */
export interface ServiceOptions {
  readonly billing: Billing;
  /** By token, the tenant that it opens. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Takes errors that nobody foresaw. Default: the console. */
  readonly log?: (error: unknown) => void;
}

/** Billing over HTTP. */
export interface Service {
  /** @returns the port; 0 asks for any that is free */
  listen(port: number): Promise<number>;
  /** Takes no more calls, breaks runs off after the customer that they are at, and waits for all that is under way. */
  stop(): Promise<void>;
}

/** Serves billing over HTTP. */
export function createService({ billing, tokens, log = console.error }: ServiceOptions): Service {
  const tenantOf = bearerTokens(tokens);
  const stopping = new AbortController();
  let background: Background | null = null;
  const toError = (error: unknown): ErrorAnswer => errorAnswer(error, log);

  const answer = async (request: IncomingMessage, gone: AbortSignal): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const { route, params } = findRoute(routes, request.method ?? '', pathname);
    if (route.for === 'anybody') {
      const body = await readBody(request);
      return route.handle({ billing, params, request: { body, headers: headersOf(request) } });
    }
    const tenantId = tenantOf(request.headers.authorization);
    const key = headersOf(request)['idempotency-key'];
    const query = Object.fromEntries(searchParams);
    const body = readJson(await readBody(request));
    const signal = AbortSignal.any([gone, stopping.signal]);
    return route.handle({ desk: billing.forTenant(tenantId), params, query, body, key, signal });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.on('close', () => gone.abort(new HttpError(499, 'the caller hung up')));
    try {
      await writeAnswer(response, await answer(request, gone.signal), toError);
      if (request.method === 'POST') background?.wake();
    } catch (error) {
      // Nobody is there to be answered.
      if (gone.signal.aborted) return;
      const { status, headers, body } = toError(error);
      writeJson(response, status, body, headers);
    } finally {
      // A connection that is kept for a next call would hold the stop up.
      if (stopping.signal.aborted) setImmediate(() => server.closeIdleConnections());
    }
  };

  // Longer than a proxy in front of it keeps them: who closes first never cuts off a request.
  const keepAliveTimeout = 65_000;
  const server = createServer({ keepAliveTimeout }, (request, response) => void serve(request, response));
  return {
    async listen(port) {
      server.listen(port);
      await once(server, 'listening');
      background = startBackground(billing, log);
      // A server that listens on a port has an address of this kind.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return (server.address() as AddressInfo).port;
    },
    async stop() {
      stopping.abort(new HttpError(503, 'the service stops: ask again with the same key'));
      const closed = once(server, 'close');
      server.close();
      await closed;
      await background?.stop();
      await billing.close();
    },
  };
}

/** Header names come in lower case. Of a header that came several times, the values are joined. */
const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
