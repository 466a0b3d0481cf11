/**
 * QuickBooks Online as a ledger of Billwright.
 *
 * @packageDocumentation
 */

export type { Callback, ConnectionStatus } from './connect.ts';
export type { ConnectingSession } from './connect-state.ts';
export type { TimeToExport } from './export-time.ts';
export type { Finding } from './kept-document.ts';
export type { Fetch, FetchAnswer, QuickBooksOptions } from './options.ts';
export { type ManyOutcome, type QuickBooks, quickBooks } from './quick-books.ts';
export type { IncomeAccount, Readiness, ReadinessIssue } from './readiness.ts';
