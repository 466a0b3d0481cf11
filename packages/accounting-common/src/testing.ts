/**
 * What ledgers that are there for tests share.
 *
 * @packageDocumentation
 */

export { answerOf, type FakeAnswer } from './testing/fake-answer.ts';
export { FakeTokens, type FakeTokensOptions } from './testing/fake-tokens.ts';
export { type Listening, listenFor } from './testing/listen-for.ts';
export { withFault } from './testing/with-fault.ts';
