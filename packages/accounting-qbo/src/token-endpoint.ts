import type { TokenEndpoint } from '@billwright/accounting-common';
import { z } from 'zod';

const seconds = z.number().positive().optional();
const lifetimesSchema = z.looseObject({
  x_refresh_token_expires_in: seconds,
  x_refresh_token_hard_expires_in: seconds,
});

/** Where Intuit gives tokens. */
export const tokenEndpoint: TokenEndpoint = {
  url: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
  // Otherwise it does not tell when the five years of a grant are over.
  headers: { 'x-include-refresh-token-hard-expires-in': 'true' },
  traceHeader: 'intuit_tid',
  lifetimes(answer) {
    const told = lifetimesSchema.safeParse(answer).data;
    return { refresh: told?.x_refresh_token_expires_in, grant: told?.x_refresh_token_hard_expires_in };
  },
};
