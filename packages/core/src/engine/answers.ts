import { BillingError } from '../errors/billing-error.ts';
import type { Json } from '../ports/storage.ts';
import type { Instant } from '../time/instant.ts';
import { canonicalJson } from './canonical-json.ts';
import { collection } from './collection.ts';
import { digestOf } from './digest.ts';
import type { Unit } from './unit.ts';

/** What a call with a key was answered. */
interface Answer {
  readonly id: string;
  /** The digest of what was asked, so that the same key with another question is noticed. */
  readonly question: string;
  readonly value: Json;
  readonly at: Instant;
}

/** Answers, the oldest first. */
export const answerRecords = collection<Answer, 'answers'>({
  name: 'answers',
  id: ({ id }) => id,
  order: ({ at }) => at,
});

/** What is asked: the method, and what it was called with. */
export interface Question {
  readonly method: string;
  readonly given: unknown;
}

/**
 * Runs a call once for its key: a second one gets the first one's answer.
 *
 * @throws BillingError `KEY_REUSED` when the key was used for something else.
 */
export async function answerOnce<Result>(
  unit: Unit,
  key: string | undefined,
  { method, given }: Question,
  body: () => Promise<Result>,
): Promise<Result> {
  if (key === undefined) return body();
  await unit.lock(`key:${key}`);
  const question = await digestOf(canonicalJson(asJson({ method, given })));
  const known = await unit.find(answerRecords, key);
  if (known !== null) {
    if (known.question !== question) throw new BillingError('KEY_REUSED', { key, method });
    // It was written below, by a call of the same method.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return known.value as Result;
  }
  const result = await body();
  await unit.save(answerRecords, { id: key, question, value: asJson(result), at: unit.at });
  return result;
}

// Through JSON: what is given and answered is plain, and comes back from the storage so.
function asJson(value: unknown): Json {
  const json: unknown = value === undefined ? null : JSON.parse(JSON.stringify(value));
  // What JSON.parse gives is JSON.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return json as Json;
}
