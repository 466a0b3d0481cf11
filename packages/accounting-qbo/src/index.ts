/**
 * QuickBooks Online as a ledger of Billwright.
 *
 * @packageDocumentation
 */

export type { ConnectingSession, Fetch, FetchAnswer, Finding } from '@billwright/accounting-common';
export type { Callback, ConnectionStatus } from './connect.ts';
export type { TimeToExport } from './export-time.ts';
export type { QuickBooksOptions } from './options.ts';
export { type QuickBooks, quickBooks } from './quick-books.ts';
export type { IncomeAccount, Readiness, ReadinessIssue } from './readiness.ts';
