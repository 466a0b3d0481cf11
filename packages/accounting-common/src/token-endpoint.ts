import type { CancelSignal } from '@billwright/core';
import { z } from 'zod';
import type { CallerApp } from './caller.ts';
import { failure } from './failure.ts';
import { fieldOf, jsonOf } from './field-of.ts';
import { type RefreshAnswer, refreshSeconds } from './fresh-grant.ts';
import { request } from './request.ts';

/** Where a provider gives tokens, and how it tells how long they live. */
export interface TokenEndpoint {
  readonly url: string;
  /** Beside those that every provider wants. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The header with the provider's id of a call. */
  readonly traceHeader: string;
  /** For how many seconds a refresh token lives unless it is used, and the grant in any case; `undefined`: not known. */
  readonly lifetimes: (answer: unknown) => {
    readonly refresh: number | undefined;
    readonly grant: number | undefined;
  };
}

const seconds = z.number().positive();
const grantedSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: seconds,
});

/** Who asks at the endpoints for tokens. */
export const clientCredentials = ({ clientId, clientSecret }: CallerApp): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

/**
 * Asks for tokens, by a code or by a refresh token.
 *
 * @throws BillingError `CONNECTOR_FAILED` when it can be tried again.
 */
export async function askForTokens(
  app: CallerApp,
  { url, headers = {}, traceHeader, lifetimes }: TokenEndpoint,
  form: Readonly<Record<string, string>>,
  secrets: readonly string[],
  signal: CancelSignal | undefined,
): Promise<RefreshAnswer> {
  const sent = {
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: clientCredentials(app),
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  };
  const patience = { ...app, timeoutSeconds: Math.min(app.timeoutSeconds, refreshSeconds) };
  const answer = await request(patience, url, sent, signal, secrets);
  const { status } = answer;
  const trace = answer.headers.get(traceHeader);
  const body = jsonOf(await answer.text());
  if (status === 400 && fieldOf(body, 'error') === 'invalid_grant')
    return { status: 'gone', reason: 'the grant was taken back, was used up, or has ended' };
  // A wrong app is no fault of a document: whoever waits for it can go on when that is put right.
  const kind = status === 429 ? 'limited' : status >= 500 || status < 400 ? 'unknown' : 'unauthorized';
  const advice = 'the endpoint for tokens gave none: look at the id and the secret of the app';
  if (status !== 200) throw failure(app.id, kind, advice, { status, trace });
  const granted = grantedSchema.safeParse(body);
  if (!granted.success) throw failure(app.id, 'unknown', 'the answer can not be read', { status, trace });
  const now = Date.parse(app.clock.now());
  const ahead = (given: number | undefined): string | null =>
    given === undefined ? null : new Date(now + given * 1000).toISOString();
  const lives = lifetimes(body);
  return {
    status: 'granted',
    grant: {
      accessToken: granted.data.access_token,
      accessUntil: new Date(now + granted.data.expires_in * 1000).toISOString(),
      refreshToken: granted.data.refresh_token,
      refreshUntil: ahead(lives.refresh),
      endsAt: ahead(lives.grant),
    },
  };
}
