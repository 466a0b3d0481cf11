import type { Instant } from '../../time/instant.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import { backOffSeconds } from './back-off.ts';
import type { Message } from './message.ts';
import type { Outcome, PlannedCall } from './message-handler.ts';

/** How often a message is tried or looked up before it is left to a person: about a day. */
export const mostAttempts = 24;

/** The message after a call: where nobody knows, it waits until the call can take effect no more. */
export function afterOutcome(
  message: Message,
  outcome: Outcome,
  { isRepeatable, lingersSeconds }: Pick<PlannedCall<unknown>, 'isRepeatable' | 'lingersSeconds'>,
  at: Instant,
): Message {
  switch (outcome.status) {
    case 'done':
      if (outcome.rest === undefined) return { ...message, state: 'done', fault: null };
      return triedAgain(
        { ...message, state: 'pending', payload: outcome.rest.payload, fault: outcome.rest.reason },
        at,
      );
    case 'refused':
      return { ...message, state: 'dead', fault: outcome.reason };
    case 'absent':
      return { ...message, state: 'pending', due: at };
    case 'later':
      return triedAgain({ ...message, state: 'pending', fault: outcome.reason }, at, 0, outcome.after);
    case 'unknown': {
      const state = isRepeatable ? 'pending' : 'uncertain';
      return triedAgain({ ...message, state, fault: outcome.reason }, at, lingersSeconds);
    }
  }
}

/** The message with the instant of its next attempt, or dead after the last one. */
export function triedAgain(
  message: Message,
  at: Instant,
  leastSeconds = 0,
  after: Instant | null = null,
): Message {
  if (message.attempts >= mostAttempts) return { ...message, state: 'dead' };
  const due = secondsAfter(at, Math.max(backOffSeconds(message.attempts), leastSeconds));
  return { ...message, due: after !== null && after > at ? after : due };
}
