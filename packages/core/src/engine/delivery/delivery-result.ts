import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { Outcome } from '../outbox/message-handler.ts';
import type { Message } from '../outbox/message.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { tellRefused } from './tell-failures.ts';

/** How long a mail server can take a mail over after the call was given up. */
export const mailLingersSeconds = 600;

/** A mail that may have arrived is sent again so often, with the same key; then a person must look. */
const mostResends = 1;

/** Whether a message that may have arrived, and that nobody can look up, is left to a person. */
export const isLeftToPerson = ({ state, resends }: Message): boolean =>
  state === 'uncertain' && resends >= mostResends;

/** What a person reads of such a message. */
export const lostTwice = 'nobody can say whether it arrived, and it was sent again once: ask the customer';

/** Whether a message was sent once more although it may have arrived: then it may have arrived twice. */
export const wasSentAgain = ({ resends }: Pick<Message, 'resends'>): boolean => resends > 0;

/** Whether a message may have arrived, whatever became of it when it was sent again. */
export const mayHaveArrived = (message: Pick<Message, 'state' | 'resends'>): boolean =>
  message.state === 'uncertain' || wasSentAgain(message);

/** Writes on an invoice that its sending was given up: it failed, unless it was tried before and may have arrived. */
export async function giveDeliveryUp(
  unit: Unit,
  invoiceId: string,
  message: Pick<Message, 'state' | 'resends'>,
  reason: string,
): Promise<void> {
  const invoice = await unit.find(invoiceRecords, invoiceId);
  const status = mayHaveArrived(message) ? 'unknown' : 'refused';
  if (invoice !== null)
    await endDelivery(unit, invoice, { status, reason }, { ...message, state: 'dead', fault: reason });
}

/** Writes on an invoice what became of its sending. One that was sent before stays so, whatever becomes of the next. */
export async function endDelivery(
  unit: Unit,
  before: Invoice,
  outcome: Outcome,
  after: Pick<Message, 'state' | 'fault' | 'resends'>,
): Promise<void> {
  const isQueued = before.delivery === 'queued';
  if (outcome.status === 'done') {
    const invoice = isQueued ? transitionInvoice(before, { type: 'deliver' }) : before;
    if (isQueued) await saveInvoice(unit, before, invoice, 'deliver');
    unit.emit('invoice.sent', { invoice, sentAgain: wasSentAgain(after) });
    tellRefused(unit, invoice, outcome.refused ?? []);
  } else if (after.state === 'dead') {
    const type = outcome.status === 'unknown' || mayHaveArrived(after) ? 'lose-delivery' : 'fail-delivery';
    const invoice = isQueued ? transitionInvoice(before, { type }) : before;
    if (isQueued) await saveInvoice(unit, before, invoice, type);
    unit.emit('invoice.delivery-failed', { invoice, reason: after.fault ?? '' });
  }
}
