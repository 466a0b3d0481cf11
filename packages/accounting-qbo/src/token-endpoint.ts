import type { Grant } from '@billwright/accounting-common';
import type { CancelSignal } from '@billwright/core';
import { z } from 'zod';
import { failure, fieldOf } from './fault.ts';
import { request } from './request.ts';
import type { Setup } from './setup.ts';

const tokenUrl = 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer';

const seconds = z.number().positive();
const grantedSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: seconds,
  x_refresh_token_expires_in: seconds.optional(),
  x_refresh_token_hard_expires_in: seconds.optional(),
});

/** What the token endpoint said. */
export type TokenAnswer =
  | { readonly status: 'granted'; readonly grant: Grant }
  | { readonly status: 'gone'; readonly reason: string };

/** Who asks at the endpoints for tokens. */
export const clientCredentials = ({ clientId, clientSecret }: Setup): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

/**
 * Asks for tokens, by a code or by a refresh token.
 *
 * @throws BillingError `CONNECTOR_FAILED` when it can be tried again.
 */
export async function askForTokens(
  setup: Setup,
  form: Readonly<Record<string, string>>,
  secrets: readonly string[],
  signal: CancelSignal | undefined,
): Promise<TokenAnswer> {
  const sent = {
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: clientCredentials(setup),
      'content-type': 'application/x-www-form-urlencoded',
      // Otherwise it does not tell when the five years of a grant are over.
      'x-include-refresh-token-hard-expires-in': 'true',
    },
    body: new URLSearchParams(form).toString(),
  };
  const answer = await request(setup, tokenUrl, sent, signal, secrets);
  const { status } = answer;
  const trace = answer.headers.get('intuit_tid');
  const body = parsed(await answer.text());
  if (status === 400 && fieldOf(body, 'error') === 'invalid_grant')
    return { status: 'gone', reason: 'the grant was taken back, was used up, or has ended' };
  // A wrong app is no fault of a document: whoever waits for it can go on when that is put right.
  const kind = status === 429 ? 'limited' : status >= 500 || status < 400 ? 'unknown' : 'unauthorized';
  if (status !== 200)
    throw failure(
      setup.id,
      kind,
      'the endpoint for tokens gave none: look at the id and the secret of the app',
      {
        status,
        trace,
      },
    );
  const granted = grantedSchema.safeParse(body);
  if (!granted.success) throw failure(setup.id, 'unknown', 'the answer can not be read', { status, trace });
  const now = Date.parse(setup.clock.now());
  const ahead = (given: number | undefined): string | null =>
    given === undefined ? null : new Date(now + given * 1000).toISOString();
  return {
    status: 'granted',
    grant: {
      accessToken: granted.data.access_token,
      accessUntil: new Date(now + granted.data.expires_in * 1000).toISOString(),
      refreshToken: granted.data.refresh_token,
      refreshUntil: ahead(granted.data.x_refresh_token_expires_in),
      endsAt: ahead(granted.data.x_refresh_token_hard_expires_in),
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
