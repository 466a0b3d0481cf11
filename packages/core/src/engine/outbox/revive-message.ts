import { BillingError } from '../../errors/billing-error.ts';
import type { Invoice, LedgerCopy } from '../../invoice/invoice.ts';
import { forGood } from '../delivery/reached.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import type { InvoiceCommand } from '../../invoice/life/invoice-command.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import { payloadOf } from '../ledgers/export-plan.ts';
import { type MailRecord, mailRecords } from '../records/mails.ts';
import type { Unit } from '../unit.ts';
import type { Message } from './message.ts';
import { outbox } from './outbox.ts';

/**
 * Lets a message that a person must look at be tried again, and one that waits be tried now.
 *
 * @throws BillingError `MESSAGE_STATE` when it has ended, or may still arrive.
 */
export async function reviveMessage(unit: Unit, messageId: string): Promise<Message> {
  const message = await unit.load(outbox, messageId);
  const { state } = message;
  if (state === 'pending') return saved(unit, { ...message, due: unit.at });
  if (state !== 'dead') throw refusal(message, 'retry');
  if (!isRestOfMail(message)) {
    await moveInvoice(unit, message, revivals);
    // What came back was of the tries before; the audit log has it.
    await moveMail(unit, message, { status: 'queued', reason: null, messageId: null, bounces: [] });
  }
  return saved(unit, { ...message, state: 'pending', due: unit.at, attempts: 0, resends: 0, fault: null });
}

/**
 * Drops a message that need not arrive. What the invoice waited for is over.
 *
 * @throws BillingError `MESSAGE_STATE` when it has ended, or may still arrive.
 */
export async function dropMessage(unit: Unit, messageId: string): Promise<Message> {
  const message = await unit.load(outbox, messageId);
  if (message.state !== 'dead' && message.state !== 'pending') throw refusal(message, 'drop');
  const copy = await copyMovedBy(unit, message);
  if (isRestOfMail(message)) await leaveRest(unit, message);
  else {
    await moveInvoice(unit, message, droppings);
    await moveMail(unit, message, { status: 'dropped', reason: 'a person dropped it' });
  }
  // The ledger may have it: exported after all, it is the same request, of which it keeps one document.
  const sends = copy?.state === 'unknown' ? message.sends - 1 : message.sends;
  return saved(unit, { ...message, state: 'dropped', sends });
}

type Commands = (invoice: Invoice, connectorId: string | null) => readonly InvoiceCommand[];

/** What is done to an invoice whose message is tried again. */
const revivals: Commands = (invoice, connectorId) => {
  if (connectorId !== null)
    return copyOf(invoice, connectorId).state === 'rejected' ? [{ type: 'queue-export', connectorId }] : [];
  if (invoice.delivery === 'failed') return [{ type: 'queue-delivery' }];
  // Whoever sends it again says by that that it did not arrive.
  return invoice.delivery === 'unknown' ? [{ type: 'fail-delivery' }, { type: 'queue-delivery' }] : [];
};

/** What is done to an invoice whose message is dropped. */
const droppings: Commands = (invoice, connectorId) => {
  if (connectorId === null) return invoice.delivery === 'queued' ? [{ type: 'cancel-delivery' }] : [];
  const rejected = { type: 'reject-export', connectorId, reason: 'a person dropped it' } as const;
  const { state } = copyOf(invoice, connectorId);
  if (state === 'queued') return [{ type: 'start-export', connectorId }, rejected];
  return state === 'unknown' ? [{ type: 'reconcile-export', connectorId }, rejected] : [];
};

async function moveInvoice(unit: Unit, message: Message, commandsFor: Commands): Promise<void> {
  const { kind, subject, payload } = message;
  if (subject.kind !== 'invoice') return;
  if (kind === 'export' && (await copyMovedBy(unit, message)) === null) return;
  // It was written where the message was queued.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { connectorId = null, daysOverdue = null } = payload as {
    readonly connectorId?: string;
    readonly daysOverdue?: number | null;
  };
  if (daysOverdue !== null) return;
  const before = await loadInvoice(unit, subject.id);
  const commands = commandsFor(before, kind === 'export' ? connectorId : null);
  const after = commands.reduce<Invoice>((invoice, command) => transitionInvoice(invoice, command), before);
  if (after !== before) await saveInvoice(unit, before, after, commands.at(-1)?.type ?? 'send');
}

/** The copy that a message moves, as it stands; `null` for one about another revision, or about something else. */
async function copyMovedBy(unit: Unit, message: Message): Promise<LedgerCopy | null> {
  if (message.kind !== 'export') return null;
  const { connectorId, invoiceId, revision } = payloadOf(message);
  const invoice = await loadInvoice(unit, invoiceId);
  const copy = copyOf(invoice, connectorId);
  const isToSend = copy.state === 'queued' || copy.state === 'rejected';
  return (isToSend ? invoice.revision : copy.revision) === revision ? copy : null;
}

/** What becomes of a mail whose message is tried again or dropped. */
async function moveMail(unit: Unit, { id, kind }: Message, change: Partial<MailRecord>): Promise<void> {
  const mail = kind === 'mail' ? await unit.find(mailRecords, id) : null;
  if (mail !== null) await unit.save(mailRecords, { ...mail, ...change });
}

// It was written where the mail was put off for some of its recipients: others have it.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const restOf = ({ payload }: Message): boolean => (payload as { readonly isRest?: boolean }).isRest === true;

const isRestOfMail = (message: Message): boolean => message.kind === 'mail' && restOf(message);

/** Nobody tries any more those for whom a mail was put off. */
async function leaveRest(unit: Unit, { id }: Message): Promise<void> {
  const mail = await unit.find(mailRecords, id);
  if (mail !== null) await unit.save(mailRecords, { ...mail, refused: mail.refused.map(forGood) });
}

async function saved(unit: Unit, message: Message): Promise<Message> {
  await unit.save(outbox, message);
  return message;
}

function refusal({ id, state }: Message, action: string): BillingError<'MESSAGE_STATE'> {
  const reason = state === 'uncertain' ? 'it may still arrive, and is looked up by itself' : 'it has ended';
  return new BillingError('MESSAGE_STATE', { messageId: id, state, action, reason });
}
