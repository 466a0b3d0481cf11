/**
 * What connectors to ledgers share: grants that are refreshed once, sealed tokens, budgets of calls, signatures.
 *
 * @packageDocumentation
 */

export { backOffSeconds, CallBudget, type CallLimits } from './call-budget.ts';
export { type FreshGrant, freshGrant, type FreshGrantOptions, type RefreshAnswer } from './fresh-grant.ts';
export type { Connection, ConnectionStore, Grant } from './grant.ts';
export { redacted } from './redacted.ts';
export { sealedConnections } from './sealed-connections.ts';
export { isSignedBy } from './signature.ts';
export { type TokenCipher, tokenCipher, type TokenKeys } from './token-cipher.ts';
