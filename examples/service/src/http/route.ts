import type { Billing, Desk, WebhookRequest } from '@billwright/core';
import type { Answer } from './answer.ts';
import { HttpError } from './http-error.ts';

/** A call of a tenant. */
export interface Call {
  readonly desk: Desk;
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** As JSON says it: nobody has looked at it yet. */
  readonly body: unknown;
  /** The header `idempotency-key`: a second call with it gets the first one's answer. */
  readonly key: string | undefined;
  /** Aborts when the caller hangs up, or the service stops. */
  readonly signal: AbortSignal;
}

/** A call of a ledger, as it came. */
export interface OutsideCall {
  readonly billing: Billing;
  readonly params: Readonly<Record<string, string>>;
  readonly request: WebhookRequest;
}

/** What is served at a path, for example `/invoices/:id/issue`. */
export type Route = { readonly method: 'GET' | 'POST'; readonly path: string } & (
  | { readonly for: 'tenants'; readonly handle: (call: Call) => Promise<Answer> }
  | { readonly for: 'anybody'; readonly handle: (call: OutsideCall) => Promise<Answer> }
);

/** The route of a request, and what the path says. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly params: Readonly<Record<string, string>> } {
  const found = routes.flatMap((route) => {
    const params = paramsOf(route.path, path);
    return params === null ? [] : [{ route, params }];
  });
  if (found.length === 0) throw new HttpError(404, `there is nothing at ${path}`);
  const match = found.find(({ route }) => route.method === method);
  if (match !== undefined) return match;
  const allow = found.map(({ route }) => route.method).join(', ');
  throw new HttpError(405, `${path} takes ${allow}`, { allow });
}

function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(text);
    else if (part !== text) return null;
  }
  return params;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(400, `the path has "${text}", which can't be decoded`);
  }
}
