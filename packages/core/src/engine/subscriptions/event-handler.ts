import type { BillingEvent } from '../../events/billing-events.ts';
import type { MessageHandler } from '../outbox/message-handler.ts';

/** Tells subscriptions: at least once, with the same key each time, until they take it. */
export const eventHandler: MessageHandler<string> = {
  channel: ({ subject }) => subject.id,
  async begin(_, { subject: { id } }, { context }) {
    return context.subscriptions.some((subscription) => subscription.id === id)
      ? { do: 'call', plan: id, isRepeatable: true, lingersSeconds: 0 }
      : { do: 'fail', reason: `there is no subscription "${id}"` };
  },
  async call(id, { payload, id: key }, { context }) {
    const subscription = context.subscriptions.find((one) => one.id === id);
    // It was written when the event happened.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    await subscription?.deliver(payload as unknown as BillingEvent, key);
    return { status: 'done' };
  },
  async end() {
    // The message is all that there is to write.
  },
};
