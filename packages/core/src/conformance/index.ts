/**
 * Checks of adapters, as data: lists of promises that a storage, a ledger, a mailer or a runner keeps. They need no test
 * runner, and go with any.
 *
 * @packageDocumentation
 */

export type { ConformanceCase } from './conformance-case.ts';
export { ConformanceFailure } from './conformance-failure.ts';
export {
  type CaseOptions,
  checkCase,
  type ConformanceOptions,
  type ConformanceReport,
  type ConformanceResult,
  type CreateSubject,
  runConformance,
} from './run-conformance.ts';
export { storageCases } from './storage/storage-cases.ts';
