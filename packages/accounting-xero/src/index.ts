/**
 * Xero as a ledger of Billwright.
 *
 * @packageDocumentation
 */

export type { ConnectingSession, Fetch, FetchAnswer, Finding } from '@billwright/accounting-common';
export type { Callback, ConnectionStatus } from './connect.ts';
export type { FollowUp } from './follow-ups.ts';
export type { GrantedOrganisation } from './granted-organisations.ts';
export type { XeroOptions } from './options.ts';
export type { Readiness, ReadinessIssue } from './readiness.ts';
export type { RevenueAccount } from './revenue-account.ts';
export { type Xero, xero } from './xero.ts';
