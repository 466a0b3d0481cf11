/**
 * An organisation of Xero in memory, for tests.
 *
 * @packageDocumentation
 */

export type { FakeAnswer, FakeTokens, Listening } from '@billwright/accounting-common/testing';
export { type FakeKind, type FakeOrganisationSetup, FakeXeroBooks } from './testing/fake-books.ts';
export type { FakeXeroCall } from './testing/fake-call.ts';
export type { FakeXeroFault } from './testing/fake-fault.ts';
export { type FakeConnection, FakeIdentity } from './testing/fake-identity.ts';
export { FakeLimits, type FakeLimitsSetup } from './testing/fake-limits.ts';
export type { FakeRow } from './testing/fake-row.ts';
export {
  type FakePayment,
  type FakeXero,
  type FakeXeroOptions,
  fakeXero,
} from './testing/fake-xero.ts';
export { listening } from './testing/listening.ts';
