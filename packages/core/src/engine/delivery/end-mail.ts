import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import type { RefusedRecipient } from '../../ports/mailer.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { Message } from '../outbox/message.ts';
import type { Outcome } from '../outbox/message-handler.ts';
import { invoiceRecords } from '../records/billing.ts';
import { type MailRecord, mailRecords } from '../records/mails.ts';
import type { Unit } from '../unit.ts';
import { endDelivery, mayHaveArrived, wasSentAgain } from './delivery-result.ts';
import { failDelivery } from './fail-delivery.ts';
import type { MailPayload } from './mail-message.ts';
import { cameBack, forGood, isAmong } from './reached.ts';
import { tellFailures, tellRefused } from './tell-failures.ts';

/** Writes what became of a mail, on its invoice too, and tells of it. `payload`: what was tried. */
export async function endMail(
  unit: Unit,
  after: Message,
  payload: MailPayload,
  outcome: Outcome,
): Promise<void> {
  const before = await unit.find(mailRecords, after.id);
  const missed = missedBy(payload, outcome, after);
  const lost = missed.filter(({ isLater = false }) => !isLater);
  const ended = before === null ? null : endedMail(before, { after, payload, outcome, missed });
  if (ended !== null) await unit.save(mailRecords, ended);
  if ('invoiceId' in payload && payload.daysOverdue === null) {
    await endInvoiceMail(unit, { after, payload, outcome, lost });
  } else if (ended !== null) {
    tellFailures(unit, { ...ended, refused: lost });
  }
  if (ended?.status === 'sent' && cameBack(ended)) await failMail(unit, ended);
}

interface Ended {
  readonly after: Message;
  readonly payload: MailPayload;
  readonly outcome: Outcome;
}

/** Who did not get it by this try; those that are tried again are marked. */
function missedBy(
  { to, isRest = false }: MailPayload,
  outcome: Outcome,
  { state, fault }: Message,
): readonly RefusedRecipient[] {
  if (outcome.status === 'done') {
    const refused = outcome.refused ?? [];
    return state === 'pending' ? refused : refused.map(forGood);
  }
  return isRest && state === 'dead' ? to.map(({ address }) => ({ address, reason: fault ?? '' })) : [];
}

function endedMail(
  mail: MailRecord,
  { after, payload, outcome, missed }: Ended & { readonly missed: readonly RefusedRecipient[] },
): MailRecord | null {
  if (outcome.status !== 'done' && after.state !== 'dead') return null;
  const sentAgain = mail.sentAgain || wasSentAgain(after);
  const others = mail.refused.filter(({ address }) => !isAmong(payload.to, address));
  const refused = [...(payload.isRest === true ? others : []), ...missed];
  if (outcome.status === 'done') {
    const { externalId: messageId = null } = outcome;
    return { ...mail, status: 'sent', reason: null, messageId, sentAgain, refused };
  }
  if (payload.isRest === true) return { ...mail, sentAgain, refused };
  const isUnknown = outcome.status === 'unknown' || mayHaveArrived(after);
  return { ...mail, status: isUnknown ? 'unknown' : 'failed', reason: after.fault, sentAgain };
}

/** An invoice that others have already is as it was, unless it had come back from all of those. */
async function endInvoiceMail(
  unit: Unit,
  {
    after,
    payload,
    outcome,
    lost,
  }: Ended & { readonly lost: readonly RefusedRecipient[]; readonly payload: { readonly invoiceId: string } },
): Promise<void> {
  const invoice = await unit.find(invoiceRecords, payload.invoiceId);
  if (invoice === null) return;
  if (payload.isRest !== true) {
    return endDelivery(
      unit,
      invoice,
      outcome.status === 'done' ? { ...outcome, refused: lost } : outcome,
      after,
    );
  }
  const hasArrived = outcome.status === 'done' && invoice.delivery === 'failed';
  const delivered = hasArrived ? transitionInvoice(invoice, { type: 'deliver' }) : invoice;
  if (hasArrived) await saveInvoice(unit, invoice, delivered, 'deliver');
  tellRefused(unit, delivered, lost);
}

/** A mail that came back while others, or nobody, were known to have it. */
async function failMail(unit: Unit, mail: MailRecord): Promise<void> {
  const reason = mail.bounces.findLast(({ kind }) => kind === 'hard')?.reason ?? '';
  const failed: MailRecord = { ...mail, status: 'failed', reason };
  await unit.save(mailRecords, failed);
  if (mail.kind === 'invoice') await failDelivery(unit, failed, reason);
}
