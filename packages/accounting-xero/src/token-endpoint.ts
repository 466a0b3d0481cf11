import {
  askForTokens,
  type Grant,
  type RefreshAnswer,
  type TokenEndpoint,
} from '@billwright/accounting-common';
import type { CancelSignal } from '@billwright/core';
import type { Setup } from './setup.ts';

/** Where Xero gives tokens. */
export const tokenEndpoint: TokenEndpoint = {
  url: 'https://identity.xero.com/connect/token',
  traceHeader: 'xero-correlation-id',
  // It does not tell: a refresh token lives for 60 days unless it is used, and a grant as long as it is.
  lifetimes: () => ({ refresh: 60 * 86_400, grant: undefined }),
};

/**
 * New tokens for a grant. The token that was used is taken once more for 30 minutes, so when the answer is lost the same
 * can be asked again.
 */
export function refreshGrant(
  setup: Setup,
  { refreshToken, accessToken }: Grant,
  signal: CancelSignal | undefined,
): Promise<RefreshAnswer> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return askForTokens(setup, tokenEndpoint, form, [refreshToken, accessToken], signal);
}
