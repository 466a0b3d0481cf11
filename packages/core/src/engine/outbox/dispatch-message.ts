import { isBillingError } from '../../errors/billing-error.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { afterOutcome } from './after-outcome.ts';
import { type BegunMessage, callSeconds, type SettledMessage } from './begin-message.ts';
import { callOutside } from './call-outside.ts';
import type { MessageHandler, Outcome } from './message-handler.ts';
import { outbox } from './outbox.ts';

/** How often the answer of the outside is written down, when the storage fails. */
const endAttempts = 3;

/**
 * Makes the calls that were begun, several of them as one, and gives an outcome for each, in their order. Those that
 * were begun too long ago are not made.
 */
export async function callMessages<Plan>(
  scope: TenantScope,
  begun: readonly BegunMessage<Plan>[],
  handler: MessageHandler<Plan>,
): Promise<readonly Outcome[]> {
  const now = scope.context.clock.now();
  // Who slept too long must not call: by the time that it takes effect somebody else may have called, too.
  const made = begun.filter(({ notAfter }) => now <= notAfter);
  const outcomes = await callTogether(scope, made, handler);
  return begun.map((one) => (made.includes(one) ? (outcomes[made.indexOf(one)] ?? untold) : stoodStill(one)));
}

const untold: Outcome = { status: 'unknown', reason: 'there is no outcome of it' };

const stoodStill = <Plan>({ call }: BegunMessage<Plan>): Outcome => ({
  status: call.isLookUp === true ? 'unknown' : 'later',
  reason: 'this process stood still',
});

async function callTogether<Plan>(
  scope: TenantScope,
  begun: readonly BegunMessage<Plan>[],
  handler: MessageHandler<Plan>,
): Promise<readonly Outcome[]> {
  const { clock } = scope.context;
  const [one, ...others] = begun;
  if (one === undefined) return [];
  const seconds = one.call.seconds ?? callSeconds;
  const { together } = handler;
  if (together === undefined || others.length === 0) {
    return [
      await callOutside(clock, seconds, (signal) => handler.call(one.call.plan, one.message, scope, signal)),
    ];
  }
  const plans = [one.call.plan, ...others.map(({ call }) => call.plan)] as const;
  const answer = await callOutside(clock, seconds, (signal) => together.call(plans, scope, signal));
  if ('status' in answer) return begun.map(() => answer);
  if (answer.length === begun.length) return answer;
  const reason = `${begun.length} were sent, and ${answer.length} outcomes came back`;
  return begun.map(() => ({ status: 'unknown', reason }));
}

/** Writes down what came of a call. Who was overtaken in between writes nothing. */
export async function endMessage<Plan>(
  scope: TenantScope,
  { message, revision, call }: BegunMessage<Plan>,
  outcome: Outcome,
  handler: MessageHandler<Plan>,
): Promise<SettledMessage> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await scope.write({ method: 'outbox.end', given: null }, {}, async (unit) => {
        await unit.find(outbox, message.id);
        if (unit.revisionOf(outbox, message.id) !== revision) return { state: 'overtaken' };
        const after = afterOutcome(message, outcome, call, unit.at);
        await handler.end(unit, outcome, after, call.plan, scope);
        await unit.save(outbox, after);
        return { state: after.state };
      });
    } catch (error) {
      if (attempt === endAttempts || !isBillingError(error)) throw error;
    }
  }
}
