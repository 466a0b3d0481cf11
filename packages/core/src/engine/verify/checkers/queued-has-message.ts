import type { Invoice } from '../../../invoice/invoice.ts';
import type { Message } from '../../outbox/message.ts';
import type { CustomerChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** What an invoice says that is on its way, against the messages that bring it there. */
export const queuedHasMessage: CustomerChecker = {
  invariant: 'I16',
  says: 'What is queued for a ledger or the customer has a message that takes it there.',
  of: 'customer',
  *check({ invoices, messages }) {
    const open = messages.filter(({ state }) => state === 'pending' || state === 'uncertain');
    for (const { id, delivery, ledgers } of invoices) {
      const own = open.filter(({ subject }) => subject.id === id);
      if (delivery === 'queued' && !own.some(({ kind }) => kind === 'mail' || kind === 'ledger-send'))
        yield finding('invoice', id, 'is queued for its customer, and no message takes it there');
      for (const connectorId of queuedFor(ledgers))
        if (!own.some((message) => goesTo(message, connectorId)))
          yield finding('invoice', id, 'is queued for a ledger, and no message takes it there', {
            connectorId,
          });
    }
  },
};

const queuedFor = (ledgers: Invoice['ledgers']): readonly string[] =>
  Object.entries(ledgers).flatMap(([id, { state }]) =>
    state === 'queued' || state === 'sending' ? [id] : [],
  );

function goesTo({ kind, payload }: Message, id: string): boolean {
  const { connectorId }: { readonly connectorId?: unknown } = Object(payload);
  return kind === 'export' && connectorId === id;
}
