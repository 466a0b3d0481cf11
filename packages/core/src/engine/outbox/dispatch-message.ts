import { isBillingError } from '../../errors/billing-error.ts';
import type { LeasedRow } from '../../ports/storage.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { afterOutcome } from './after-outcome.ts';
import { beginMessage, type BegunMessage, callSeconds, type SettledMessage } from './begin-message.ts';
import { callOutside } from './call-outside.ts';
import type { MessageHandler, Outcome } from './message-handler.ts';
import { outbox } from './outbox.ts';

/** How often the answer of the outside is written down, when the storage fails. */
const endAttempts = 3;

/**
 * Delivers one message: writes down what is about to happen, calls, writes down what came of it. Who was overtaken in
 * between writes nothing.
 */
export async function dispatchMessage<Plan>(
  scope: TenantScope,
  row: LeasedRow,
  handler: MessageHandler<Plan>,
): Promise<SettledMessage & { readonly outcome: Outcome | null }> {
  const begun = await beginMessage(scope, row, handler);
  if ('state' in begun) return { ...begun, outcome: null };
  const outcome = await called(scope, begun, handler);
  return { ...(await ended(scope, begun, outcome, handler)), outcome };
}

async function called<Plan>(
  scope: TenantScope,
  { message, call, notAfter }: BegunMessage<Plan>,
  handler: MessageHandler<Plan>,
): Promise<Outcome> {
  const { clock } = scope.context;
  // Who slept too long must not call: by the time that it takes effect somebody else may have called, too.
  if (clock.now() > notAfter)
    return { status: call.isLookUp === true ? 'unknown' : 'later', reason: 'this process stood still' };
  return callOutside(clock, call.seconds ?? callSeconds, (signal) =>
    handler.call(call.plan, message, scope, signal),
  );
}

async function ended<Plan>(
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
