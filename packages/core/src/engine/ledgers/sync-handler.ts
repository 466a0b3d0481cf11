import type { MessageHandler } from '../outbox/message-handler.ts';
import type { NewMessage } from '../outbox/message.ts';
import { syncLedger } from './sync-ledger.ts';

/** The message that fetches the changes of a ledger, of which each tenant has one. */
export const syncMessage = (connectorId: string): NewMessage => ({
  id: `sync:${encodeURIComponent(connectorId)}`,
  kind: 'sync',
  subject: { kind: 'connector', id: connectorId },
  payload: { connectorId },
});

/** A part of a ledger's changes can be long. */
const seconds = 600;

/** Fetches changes that a ledger has said there are. */
export const syncHandler: MessageHandler<string> = {
  channel: ({ subject }) => subject.id,
  async begin(_, { subject: { id } }, { context }) {
    return context.accounting.get(id)?.supports.payments === true
      ? { do: 'call', plan: id, isRepeatable: true, lingersSeconds: 0, seconds }
      : { do: 'give-up', reason: 'there is no such ledger that tells of payments' };
  },
  async call(connectorId, _, scope, signal) {
    const { isOvertaken } = await syncLedger(scope, connectorId, signal);
    // Who goes on may be gone before the end: nobody's message is done before somebody has come to it.
    return isOvertaken ? { status: 'later', reason: 'somebody else asks the ledger' } : { status: 'done' };
  },
  async end() {
    // What was fetched is written already.
  },
};
