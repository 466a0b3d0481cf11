/**
 * Checks of adapters, as data: lists of promises that a storage, a ledger, a mailer or a runner keeps. They need no test
 * runner, and go with any.
 *
 * @packageDocumentation
 */

export { accountingCases } from './accounting/accounting-cases.ts';
export type { AccountingSubject, LedgerProbe, ProbedDocument } from './accounting/accounting-subject.ts';
export { connectorMemory } from './accounting/connector-memory.ts';
export type { ConformanceCase } from './conformance-case.ts';
export { ConformanceFailure } from './conformance-failure.ts';
export { mailerCases } from './mailer/mailer-cases.ts';
export type { MailerSubject, MailProbe, ProbedMail } from './mailer/mailer-subject.ts';
export {
  type CaseOptions,
  checkCase,
  type ConformanceOptions,
  type ConformanceReport,
  type ConformanceResult,
  type CreateSubject,
  runConformance,
} from './run-conformance.ts';
export { runnerCases } from './runner/runner-cases.ts';
export { storageCases } from './storage/storage-cases.ts';
