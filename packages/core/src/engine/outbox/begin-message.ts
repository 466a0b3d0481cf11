import { isBillingError } from '../../errors/billing-error.ts';
import type { LeasedRow } from '../../ports/storage.ts';
import type { Instant } from '../../time/instant.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { triedAgain } from './after-outcome.ts';
import { backOffSeconds } from './back-off.ts';
import { faultOf } from './call-outside.ts';
import type { Message } from './message.ts';
import type { MessageHandler, PlannedCall, Step } from './message-handler.ts';
import { outbox } from './outbox.ts';

/** A call that is about to be made, and written down as such. */
export interface BegunMessage<Plan> {
  readonly message: Message;
  /** Of the message as it was left: who finds another one has been overtaken. */
  readonly revision: number | null;
  readonly call: PlannedCall<Plan>;
  /** When the call must have begun, or is not made. */
  readonly notAfter: Instant;
}

/** A message for which nothing is called. `overtaken`: somebody else has it now. */
export interface SettledMessage {
  readonly state: Message['state'] | 'overtaken';
}

/** Between what is written down and the call itself nobody may sleep longer. */
export const startsWithinSeconds = 30;

/** After how long a call is given up, where its kind says nothing else. */
export const callSeconds = 60;

/**
 * Decides about a message, and writes down what is about to happen, before it does. From then on the message is nobody
 * else's until the call can neither begin, nor be answered, nor take effect any more.
 */
export async function beginMessage<Plan>(
  scope: TenantScope,
  row: LeasedRow,
  handler: MessageHandler<Plan>,
): Promise<BegunMessage<Plan> | SettledMessage> {
  try {
    return await inMessage(scope, row, async (unit, message) =>
      begun(unit, message, await handler.begin(unit, message, scope), handler),
    );
  } catch (error) {
    if (isBillingError(error) && error.code.startsWith('STORAGE_')) throw error;
    // What the message asks for is refused by the engine itself; others go on.
    const step = { do: 'fail', reason: faultOf(error) } as const;
    return inMessage(scope, row, (unit, message) => begun<Plan>(unit, message, step, handler));
  }
}

/** Lets messages wait until an instant, untried. */
export async function postpone(scope: TenantScope, rows: readonly LeasedRow[], due: Instant): Promise<void> {
  await scope.write({ method: 'outbox.postpone', given: null }, {}, async (unit) => {
    for (const row of rows) {
      const message = await leased(unit, row);
      if (message !== null) await unit.save(outbox, { ...message, due });
    }
  });
}

async function inMessage<Result>(
  scope: TenantScope,
  row: LeasedRow,
  body: (unit: Unit, message: Message) => Promise<Result>,
): Promise<Result | SettledMessage> {
  return scope.write({ method: 'outbox.begin', given: null }, {}, async (unit) => {
    const message = await leased(unit, row);
    return message === null ? { state: 'overtaken' } : body(unit, message);
  });
}

/** The message, if it is still as it was leased. */
async function leased(unit: Unit, { id, revision }: LeasedRow): Promise<Message | null> {
  const message = await unit.find(outbox, id);
  return unit.revisionOf(outbox, id) === revision ? message : null;
}

async function begun<Plan>(
  unit: Unit,
  message: Message,
  step: Step<Plan>,
  handler: MessageHandler<Plan>,
): Promise<BegunMessage<Plan> | SettledMessage> {
  const after = afterStep(message, step, unit.at);
  if (step.do === 'fail' && after.state === 'dead') await handler.died?.(unit, message, step.reason);
  await unit.save(outbox, after);
  if (step.do !== 'call') return { state: after.state };
  const revision = unit.revisionOf(outbox, after.id);
  return { message: after, revision, call: step, notAfter: secondsAfter(unit.at, startsWithinSeconds) };
}

function afterStep(message: Message, step: Step<unknown>, at: Instant): Message {
  const { attempts, sends, resends } = message;
  switch (step.do) {
    case 'nothing':
      return { ...message, state: 'done', fault: null };
    case 'wait':
      return { ...message, due: secondsAfter(at, backOffSeconds(1)), fault: step.reason };
    case 'fail':
      return triedAgain({ ...message, attempts: attempts + 1, fault: step.reason }, at);
    case 'give-up':
      return { ...message, state: 'dead', fault: step.reason };
    case 'call': {
      const { isRepeatable, lingersSeconds, seconds = callSeconds } = step;
      const { isLookUp = false, isResend = false } = step;
      return {
        ...message,
        state: isRepeatable ? 'pending' : 'uncertain',
        attempts: attempts + 1,
        sends: sends + (isLookUp ? 0 : 1),
        resends: resends + (isResend ? 1 : 0),
        due: secondsAfter(at, startsWithinSeconds + seconds + lingersSeconds),
      };
    }
  }
}
