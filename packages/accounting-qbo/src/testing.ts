/**
 * A company of QuickBooks Online in memory, for tests.
 *
 * @packageDocumentation
 */

export { FakeTokens, type Listening } from '@billwright/accounting-common/testing';
export { FakeBooks } from './testing/fake-books.ts';
export type { FakeCompanySetup } from './testing/fake-company.ts';
export type { FakeQuickBooksFault } from './testing/fake-fault.ts';
export type { FakeRow } from './testing/fake-query.ts';
export type { FakeChecks, FakeQuickBooksCall } from './testing/fake-operations.ts';
export {
  type FakeQuickBooks,
  type FakeQuickBooksOptions,
  fakeQuickBooks,
} from './testing/fake-quick-books.ts';
export { listening } from './testing/listening.ts';
