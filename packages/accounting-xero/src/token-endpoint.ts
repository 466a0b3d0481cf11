import {
  askForTokens,
  type Grant,
  type RefreshAnswer,
  type TokenEndpoint,
} from '@billwright/accounting-common';
import { type CancelSignal, isBillingError } from '@billwright/core';
import type { Setup } from './setup.ts';

/** Where Xero gives tokens. */
export const tokenEndpoint: TokenEndpoint = {
  url: 'https://identity.xero.com/connect/token',
  traceHeader: 'xero-correlation-id',
  // It does not tell: a refresh token lives for 60 days unless it is used, and a grant as long as it is.
  lifetimes: () => ({ refresh: 60 * 86_400, grant: undefined }),
};

/** How long one try may take: two of them are over before somebody else begins. */
const trySeconds = 15;

/**
 * New tokens for a grant. Xero takes the token that was used once more for 30 minutes: so when nobody knows what became of
 * a first try there is a second one at once, since the next call may come too late.
 */
export async function refreshGrant(
  setup: Setup,
  { refreshToken, accessToken }: Grant,
  signal: CancelSignal | undefined,
): Promise<RefreshAnswer> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const app = { ...setup, timeoutSeconds: Math.min(setup.timeoutSeconds, trySeconds) };
  const asked = (): Promise<RefreshAnswer> =>
    askForTokens(app, tokenEndpoint, form, [refreshToken, accessToken], signal);
  try {
    return await asked();
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED') || error.details.kind !== 'unknown') throw error;
    return asked();
  }
}
