/**
 * A company of QuickBooks Online in memory, for tests.
 *
 * @packageDocumentation
 */

export { FakeBooks, type FakeCompanySetup } from './fake-books.ts';
export type { FakeQuickBooksFault } from './fake-fault.ts';
export type { FakeRow } from './fake-query.ts';
export {
  type FakeQuickBooks,
  type FakeQuickBooksCall,
  type FakeQuickBooksOptions,
  fakeQuickBooks,
} from './fake-quick-books.ts';
export { FakeTokens } from './fake-tokens.ts';
export { type ListeningQuickBooks, listening } from './listening.ts';
