/**
 * A company of QuickBooks Online in memory, for tests.
 *
 * @packageDocumentation
 */

export { FakeBooks, type FakeCompanySetup } from './testing/fake-books.ts';
export type { FakeQuickBooksFault } from './testing/fake-fault.ts';
export type { FakeRow } from './testing/fake-query.ts';
export {
  type FakeQuickBooks,
  type FakeQuickBooksCall,
  type FakeQuickBooksOptions,
  fakeQuickBooks,
} from './testing/fake-quick-books.ts';
export { FakeTokens } from './testing/fake-tokens.ts';
export { type ListeningQuickBooks, listening } from './testing/listening.ts';
