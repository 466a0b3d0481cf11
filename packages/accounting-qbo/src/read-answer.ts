import { failure, type FetchAnswer, jsonOf, redacted, welcomeAt } from '@billwright/accounting-common';
import { faultIn } from './fault.ts';
import type { Setup } from './setup.ts';

/** What an answer is read with. */
export interface AnswerContext {
  readonly setup: Setup;
  readonly secrets: readonly string[];
  /** How often in a row the company was told to wait, this time included. */
  readonly refusals: number;
}

/**
 * The body of an answer that is good.
 *
 * @throws BillingError `CONNECTOR_FAILED`, with what can be said about it, in any other case.
 */
export async function readAnswer(answer: FetchAnswer, context: AnswerContext): Promise<unknown> {
  const { setup, secrets } = context;
  const trace = answer.headers.get('intuit_tid');
  const { status } = answer;
  const text = await answer.text();
  const body = jsonOf(text);
  const told = faultIn(body, text);
  const fault = told?.code ?? null;
  const given = { status, fault, trace };
  const reason = redacted(
    told?.reason ?? (text.trim() === '' ? 'the answer is empty' : 'the answer can not be read'),
    [...secrets, ...setup.secrets],
  );
  if (status === 429 || fault === '3001')
    throw failure(setup.id, 'limited', reason, {
      ...given,
      after: welcomeAt(answer, setup.clock, context.refusals),
    });
  if (status === 401 || fault === '3200') throw failure(setup.id, 'unauthorized', reason, given);
  if (status >= 500 || status === 408 || status < 200) throw failure(setup.id, 'unknown', reason, given);
  if (status >= 300 || told !== null) throw failure(setup.id, 'refused', reason, given);
  // It was done, and what it said is lost.
  if (body === undefined) throw failure(setup.id, 'unknown', reason, given);
  return body;
}
