/**
 * What ledgers that are there for tests share.
 *
 * @packageDocumentation
 */

export { answerOf, type FakeAnswer, neverAnswered } from './testing/fake-answer.ts';
export { FakeTokens, type FakeTokensOptions } from './testing/fake-tokens.ts';
export { type Listening, listenFor } from './testing/listen-for.ts';
