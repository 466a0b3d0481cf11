import {
  failure,
  type FetchAnswer,
  jsonOf,
  type ReadingContext,
  redacted,
  welcomeAt,
} from '@billwright/accounting-common';
import { faultIn } from './fault.ts';
import type { Setup } from './setup.ts';

/** What an answer is read with. */
interface AnswerContext extends ReadingContext {
  readonly setup: Setup;
}

/** An answer that is good. */
export interface Answer {
  /** `null` when there is none, as after a mail. */
  readonly body: unknown;
  /** When it was given, by Xero's clock; `null` when it does not tell. */
  readonly at: string | null;
}

/**
 * Reads an answer; what it tells of limits is kept.
 *
 * @throws BillingError `CONNECTOR_FAILED`, with what can be said about it, when it is not good.
 */
export async function readAnswer(answer: FetchAnswer, context: AnswerContext): Promise<Answer> {
  const { setup, companyId, secrets, refusals } = context;
  const { status, headers } = answer;
  keepLimits(setup, companyId, headers);
  const text = await answer.text();
  const body = jsonOf(text);
  const told = faultIn(body);
  const given = { status, fault: told?.code ?? null, trace: headers.get('xero-correlation-id') };
  const said = told?.reason ?? (text.trim() === '' ? 'the answer is empty' : 'the answer can not be read');
  const reason = redacted(said, [...secrets, ...setup.secrets]);
  if (status === 429) {
    const limit = headers.get('x-rate-limit-problem') ?? 'not named';
    const after = welcomeAt(answer, setup.clock, refusals);
    throw failure(setup.id, 'limited', `a limit of calls is reached: ${limit}`, { ...given, after });
  }
  // A condition of the headers does not hold: nothing was done, and another time it may.
  if (status === 412) throw failure(setup.id, 'limited', reason, given);
  if (status === 401) throw failure(setup.id, 'unauthorized', reason, given);
  if (status === 403) {
    const why = `the organisation does not let us in, connect it again: ${reason}`;
    throw failure(setup.id, 'unauthorized', why, given);
  }
  if (status >= 500 || status === 408 || status < 200) throw failure(setup.id, 'unknown', reason, given);
  if (status >= 300) throw failure(setup.id, 'refused', reason, given);
  const at = headers.get('date');
  if (status === 204) return { body: null, at };
  // It was done, and what it said is lost.
  if (body === undefined) throw failure(setup.id, 'unknown', reason, given);
  return { body, at };
}

function keepLimits({ budgetOf }: Setup, organisationId: string, headers: FetchAnswer['headers']): void {
  const { calls } = budgetOf(organisationId);
  const left = (limit: string): number => Number(headers.get(`x-${limit}-remaining`) ?? Number.NaN);
  if (!Number.isNaN(left('daylimit'))) calls.toldLeftToday(left('daylimit'));
  if (left('minlimit') === 0 || left('appminlimit') === 0) calls.toldNoneLeft();
}
