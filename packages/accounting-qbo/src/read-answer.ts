import {
  failure,
  type FetchAnswer,
  jsonOf,
  type ReadingContext,
  redacted,
  welcomeAt,
} from '@billwright/accounting-common';
import { faultIn, kindOfFault } from './fault.ts';
import type { Setup } from './setup.ts';

/** What an answer is read with. */
interface AnswerContext extends Omit<ReadingContext, 'companyId'> {
  readonly setup: Setup;
}

/** An answer that is good. */
export interface Answered {
  readonly body: unknown;
  /** Intuit's id of the call: its support asks for it. */
  readonly trace: string | null;
}

/**
 * An answer, when it is good.
 *
 * @throws BillingError `CONNECTOR_FAILED`, with what can be said about it, in any other case.
 */
export async function readAnswer(answer: FetchAnswer, context: AnswerContext): Promise<Answered> {
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
  const kind = kindOf(status, fault) ?? (told === null ? null : 'refused');
  const after = kind === 'limited' ? welcomeAt(answer, setup.clock, context.refusals) : null;
  if (kind !== null) throw failure(setup.id, kind, reason, { ...given, after });
  // It was done, and what it said is lost.
  if (body === undefined) throw failure(setup.id, 'unknown', reason, given);
  return { body, trace };
}

/** What an answer means that is not good; `null` when its status is. */
function kindOf(status: number, fault: string | null): ReturnType<typeof kindOfFault> {
  if (status === 429) return 'limited';
  if (status === 401) return 'unauthorized';
  const kind = kindOfFault(fault);
  if (kind !== null) return kind;
  if (status >= 500 || status === 408 || status < 200) return 'unknown';
  return status >= 300 ? 'refused' : null;
}
