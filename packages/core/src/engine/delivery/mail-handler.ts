import { BillingError } from '../../errors/billing-error.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import type { Mail, MailOutcome } from '../../ports/mailer.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import type { MessageHandler, Outcome } from '../outbox/message-handler.ts';
import type { Message } from '../outbox/message.ts';
import { documentKey } from '../ledgers/ledger-document.ts';
import {
  endDelivery,
  giveDeliveryUp,
  isLeftToPerson,
  lostTwice,
  mailLingersSeconds,
} from './delivery-result.ts';
import type { MailPayload } from './mail-message.ts';

/** Mails invoices and reminders: each once, as far as anybody can tell. */
export const mailHandler: MessageHandler<Mail> = {
  channel: () => 'mailer',

  async begin(unit, message, { context, tenantId }) {
    const { invoiceId, to, daysOverdue } = payloadOf(message);
    const invoice = await loadInvoice(unit, invoiceId);
    if (isLeftToPerson(message)) {
      const lost = { state: 'dead', fault: lostTwice } as const;
      if (daysOverdue === null)
        await endDelivery(unit, invoice, { status: 'unknown', reason: lostTwice }, lost);
      return { do: 'give-up', reason: lostTwice };
    }
    if (context.mailer === null) throw new BillingError('MAILER_MISSING', {});
    const { language, attachments } = invoice.content;
    const subject =
      daysOverdue === null
        ? ({ kind: 'invoice', invoice } as const)
        : ({ kind: 'reminder', invoice, daysOverdue, open: openAmount(invoice) } as const);
    const key = await documentKey(tenantId, message.id);
    const plan = { key, tenantId, to, language, subject, attachments };
    const isResend = message.state === 'uncertain';
    return { do: 'call', plan, isRepeatable: false, lingersSeconds: mailLingersSeconds, isResend };
  },

  async call(mail, _, { context }, signal) {
    if (context.mailer === null) return { status: 'later', reason: 'there is no mailer' };
    return asOutcome(await context.mailer.send(mail, { signal }));
  },

  async end(unit, outcome, after) {
    const { invoiceId, daysOverdue } = payloadOf(after);
    if (daysOverdue === null) await endDelivery(unit, await loadInvoice(unit, invoiceId), outcome, after);
  },

  async died(unit, message, reason) {
    const { invoiceId, daysOverdue } = payloadOf(message);
    if (daysOverdue === null) await giveDeliveryUp(unit, invoiceId, message, reason);
  },
};

function asOutcome(answer: MailOutcome): Outcome {
  switch (answer.status) {
    case 'sent':
      return { status: 'done', refused: answer.refused };
    case 'rejected':
      return { status: 'refused', reason: answer.reason.slice(0, 1000) };
    case 'retry':
      return { status: 'later', reason: answer.reason.slice(0, 1000), after: answer.after };
  }
}

// It was written by `mail-message.ts`.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const payloadOf = ({ payload }: Message): MailPayload => payload as unknown as MailPayload;
