import { askForTokens, type Grant, type RefreshAnswer } from '@billwright/accounting-common';
import type { CancelSignal } from '@billwright/core';
import type { Setup } from './setup.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** New tokens for a grant; the end of its five years stays known when the answer does not tell it. */
export async function refreshGrant(
  setup: Setup,
  { refreshToken, accessToken, endsAt }: Grant,
  signal: CancelSignal | undefined,
): Promise<RefreshAnswer> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const answer = await askForTokens(setup, tokenEndpoint, form, [refreshToken, accessToken], signal);
  if (answer.status === 'gone') return answer;
  return { status: 'granted', grant: { ...answer.grant, endsAt: answer.grant.endsAt ?? endsAt } };
}
