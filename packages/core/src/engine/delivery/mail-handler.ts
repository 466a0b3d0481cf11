import { BillingError } from '../../errors/billing-error.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import type { Mail, MailOutcome } from '../../ports/mailer.ts';
import { asJson } from '../as-json.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { documentKey } from '../ledgers/document-key.ts';
import type { Message } from '../outbox/message.ts';
import type { MessageHandler, Outcome } from '../outbox/message-handler.ts';
import { mailRecords } from '../records/mails.ts';
import type { Unit } from '../unit.ts';
import {
  isLeftToPerson,
  lostTwice,
  mailLingersSeconds,
  mayHaveArrived,
  wasSentAgain,
} from './delivery-result.ts';
import { endMail } from './end-mail.ts';
import type { MailPayload } from './mail-message.ts';
import { forGood, isAmong } from './reached.ts';

interface PlannedMail {
  readonly mail: Mail;
  /** As the message had it: what it leaves for later is another one. */
  readonly payload: MailPayload;
}

/** Mails invoices, reminders and notices: each once, as far as anybody can tell. */
export const mailHandler: MessageHandler<PlannedMail> = {
  channel: () => 'mailer',

  async begin(unit, message, { context, tenantId }) {
    const payload = payloadOf(message);
    if (await hasTurnedUp(unit, message, payload)) return { do: 'nothing' };
    if (isLeftToPerson(message)) {
      const lost = { ...message, state: 'dead', fault: lostTwice } as const;
      await endMail(unit, lost, payload, { status: 'unknown', reason: lostTwice });
      return { do: 'give-up', reason: lostTwice };
    }
    if (context.mailer === null) throw new BillingError('MAILER_MISSING', {});
    if (await isNeedless(unit, message, payload)) return { do: 'nothing' };
    const key = await documentKey(tenantId, message.id);
    const mail = { key, tenantId, to: payload.to, ...(await contentOf(unit, payload)) };
    const plan = { mail, payload };
    const isResend = message.state === 'uncertain';
    return { do: 'call', plan, isRepeatable: false, lingersSeconds: mailLingersSeconds, isResend };
  },

  async call({ mail, payload }, _, { context }, signal) {
    if (context.mailer === null) return { status: 'later', reason: 'there is no mailer' };
    return asOutcome(await context.mailer.send(mail, { signal }), payload);
  },

  end: (unit, outcome, after, { payload }) => endMail(unit, after, payload, outcome),

  died: (unit, message, reason) =>
    endMail(unit, { ...message, state: 'dead', fault: reason }, payloadOf(message), {
      status: mayHaveArrived(message) ? 'unknown' : 'refused',
      reason,
    }),
};

/** Whether a mail of which nobody knew whether it was sent came back meanwhile: so it was, and what became of it is written. */
async function hasTurnedUp(unit: Unit, message: Message, payload: MailPayload): Promise<boolean> {
  if (message.state !== 'uncertain') return false;
  const mail = await unit.find(mailRecords, message.id);
  if (mail?.status !== 'queued' || mail.messageId === null) return false;
  const outcome = { status: 'done', externalId: mail.messageId } as const;
  await endMail(unit, { ...message, state: 'done', fault: null }, payload, outcome);
  return true;
}

/** A reminder is not mailed, not even once more, when nothing is open any more. */
async function isNeedless(unit: Unit, message: Message, payload: MailPayload): Promise<boolean> {
  if ('notice' in payload || payload.daysOverdue === null) return false;
  const { settlement } = await loadInvoice(unit, payload.invoiceId);
  if (settlement === 'issued' || settlement === 'partially-paid') return false;
  const mail = await unit.find(mailRecords, message.id);
  const reason = 'nothing is open any more';
  const status = mayHaveArrived(message) ? 'unknown' : 'dropped';
  if (mail !== null) {
    const sentAgain = mail.sentAgain || wasSentAgain(message);
    await unit.save(mailRecords, { ...mail, status, reason, sentAgain });
  }
  return true;
}

async function contentOf(
  unit: Unit,
  payload: MailPayload,
): Promise<Pick<Mail, 'language' | 'subject' | 'attachments'>> {
  if ('notice' in payload) return { language: payload.language, subject: payload.notice, attachments: [] };
  const { invoiceId, daysOverdue } = payload;
  const invoice = await loadInvoice(unit, invoiceId);
  const { language, attachments } = invoice.content;
  if (daysOverdue === null) return { language, subject: { kind: 'invoice', invoice }, attachments };
  const open = openAmount(invoice);
  return { language, subject: { kind: 'reminder', invoice, daysOverdue, open }, attachments };
}

function asOutcome(answer: MailOutcome, payload: MailPayload): Outcome {
  switch (answer.status) {
    case 'sent':
      return sentOutcome(answer, payload);
    case 'rejected':
      return { status: 'refused', reason: answer.reason.slice(0, 1000) };
    case 'retry':
      return { status: 'later', reason: answer.reason.slice(0, 1000), after: answer.after };
  }
}

function sentOutcome(
  { messageId: externalId, refused = [] }: Extract<MailOutcome, { readonly status: 'sent' }>,
  payload: MailPayload,
): Outcome {
  const putOff = refused.filter(({ address, isLater = false }) => isLater && isAmong(payload.to, address));
  const to = payload.to.filter(({ address }) => isAmong(putOff, address));
  const reason = (putOff[0]?.reason ?? '').slice(0, 1000);
  if (to.length > 0 && to.length === payload.to.length) return { status: 'later', reason };
  return {
    status: 'done',
    externalId,
    refused: refused.map((one) => (putOff.includes(one) ? one : forGood(one))),
    ...(to.length === 0 ? {} : { rest: { payload: asJson({ ...payload, to, isRest: true }), reason } }),
  };
}

// It was written by `mail-message.ts`.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const payloadOf = ({ payload }: Message): MailPayload => payload as unknown as MailPayload;
