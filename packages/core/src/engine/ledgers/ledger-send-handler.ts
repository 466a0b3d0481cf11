import { ledgerActions } from '../../invoice/life/invoice-actions.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import type { LedgerDelivery } from '../../ports/accounting.ts';
import type { MailAddress } from '../../ports/mailer.ts';
import { endDelivery, giveDeliveryUp, isLeftToPerson, lostTwice } from '../delivery/delivery-result.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { MessageHandler, Step } from '../outbox/message-handler.ts';
import type { Message } from '../outbox/message.ts';
import { connectorContext } from './connector-context.ts';
import { connectorThat } from './connector-of.ts';
import { asOutcome } from './export-plan.ts';
import { documentKey } from './document-key.ts';
import { ledgerDocument } from './ledger-document.ts';
import { queueExport } from './queue-export.ts';
import { isUnderWay } from './under-way.ts';

/** What a message of the kind `ledger-send` carries. */
export interface LedgerSendPayload {
  readonly connectorId: string;
  readonly invoiceId: string;
  readonly to: readonly MailAddress[];
}

/** Lets a ledger mail its copy, when it has one that is as the invoice is. */
export const ledgerSendHandler: MessageHandler<LedgerDelivery> = {
  channel: (message) => payloadOf(message).connectorId,

  async begin(unit, message, scope) {
    const { connectorId, invoiceId, to } = payloadOf(message);
    const { longestRequestSeconds } = connectorThat(scope.context, connectorId, 'send');
    const invoice = await loadInvoice(unit, invoiceId);
    const givenUp = async (reason: string, status: 'unknown' | 'refused'): Promise<Step<LedgerDelivery>> => {
      await endDelivery(unit, invoice, { status, reason }, { ...message, state: 'dead', fault: reason });
      return { do: 'give-up', reason };
    };
    if (isLeftToPerson(message)) return givenUp(lostTwice, 'unknown');
    const copy = copyOf(invoice, connectorId);
    if (copy.state !== 'confirmed' || copy.externalId === null) {
      if (await isUnderWay(unit, invoice, connectorId))
        return { do: 'wait', reason: 'the invoice is on its way to the ledger' };
      if (copy.state === 'rejected')
        return givenUp(copy.reason ?? 'the ledger refused the invoice', 'refused');
      if (!ledgerActions(invoice, connectorId).includes('queue-export'))
        return { do: 'fail', reason: 'nobody can say whether the ledger has the invoice' };
      await saveInvoice(unit, invoice, await queueExport(unit, invoice, connectorId), 'export', {
        connectorId,
      });
      return { do: 'wait', reason: 'the invoice is on its way to the ledger' };
    }
    const document = await ledgerDocument(unit, scope, invoice, connectorId, message.sends + 1);
    const key = await documentKey(scope.tenantId, message.id);
    return {
      do: 'call',
      plan: { ...document, externalId: copy.externalId, key, to },
      isRepeatable: false,
      lingersSeconds: longestRequestSeconds,
      isResend: message.state === 'uncertain',
    };
  },

  async call(delivery, message, scope, signal) {
    const { connectorId } = payloadOf(message);
    const connector = connectorThat(scope.context, connectorId, 'send');
    return asOutcome(await connector.send(delivery, connectorContext(scope, connectorId, signal)));
  },

  async end(unit, outcome, after) {
    await endDelivery(unit, await loadInvoice(unit, payloadOf(after).invoiceId), outcome, after);
  },

  died: (unit, message, reason) => giveDeliveryUp(unit, payloadOf(message).invoiceId, message, reason),
};

// It was written by `sendInvoice`.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const payloadOf = ({ payload }: Message): LedgerSendPayload => payload as unknown as LedgerSendPayload;
