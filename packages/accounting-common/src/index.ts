/**
 * What connectors to ledgers share: requests, grants that are refreshed once, sealed tokens, budgets of calls, what they
 * remember, and how errors become outcomes.
 *
 * @packageDocumentation
 */

export { answerWebhook, type WebhookReading } from './answer-webhook.ts';
export { backOffSeconds, CallBudget, type CallLimits } from './call-budget.ts';
export type { Caller, CallerApp } from './caller.ts';
export { callerOf, type CallerOptions, callerShape, type ConnectingCaller } from './caller-of.ts';
export { dropGrant, replaceConnection } from './change-connection.ts';
export { changeUnder } from './change-under.ts';
export {
  type CallRequest,
  type CompanyCalls,
  type ConnectedCompany,
  connectedCompany,
  type ReadingContext,
} from './connected-company.ts';
export type { ConnectedLedger } from './connected-ledger.ts';
export { type ConnectingSession, isStateOf, newState } from './connect-state.ts';
export { type ExportResult, exportResult } from './export-result.ts';
export { externalId, ownId } from './external-id.ts';
export { failure } from './failure.ts';
export type { Fetch, FetchAnswer } from './fetch.ts';
export { fieldOf, jsonOf } from './field-of.ts';
export { compareTotal, type Finding, findingOf, forgetFinding } from './finding.ts';
export { type FreshGrant, freshGrant, type FreshGrantOptions, type RefreshAnswer } from './fresh-grant.ts';
export type { Connection, ConnectionStore, Grant } from './grant.ts';
export { callbackShape, consentUrl, grantByCode } from './grant-by-code.ts';
export { inGroups } from './in-groups.ts';
export { documentOutcome, knownOutcome } from './known-outcome.ts';
export { decimalOf, moneyOf } from './money-of.ts';
export { isExactNumber, multipliesTo, roundsTo } from './multiplies-to.ts';
export type { Named } from './named.ts';
export { perCompany } from './per-company.ts';
export { readAnswered } from './read-answered.ts';
export { givenInvalid, readGiven } from './read-given.ts';
export { type Issue, readinessOf } from './readiness-of.ts';
export { redacted } from './redacted.ts';
export { forgetUnder, rememberedUnder, rememberUnder, revisionUnder } from './remember.ts';
export { request, type Sent } from './request.ts';
export { requestId } from './request-id.ts';
export { reseal, type Resealed } from './reseal.ts';
export { sealedConnections } from './sealed-connections.ts';
export { forgetSent, isAsSent, mayBeEarlier, rememberSent, sentLineKeys, wasSent } from './sent-documents.ts';
export { isSignedBy } from './signature.ts';
export { takeState } from './take-state.ts';
export { tellAgain, toTellAgain } from './tell-again.ts';
export { type TokenCipher, tokenCipher, type TokenKeys } from './token-cipher.ts';
export { askForTokens, clientCredentials, type TokenEndpoint } from './token-endpoint.ts';
export { welcomeAt } from './welcome-at.ts';
export { notConnected, type Refresh, usableGrant } from './with-grant.ts';
