import type { Message } from '../outbox/message.ts';
import type { Outcome } from '../outbox/message-handler.ts';
import { invoiceRecords } from '../records/billing.ts';
import { type MailRecord, mailRecords } from '../records/mails.ts';
import type { Unit } from '../unit.ts';
import { endDelivery, mayHaveArrived, wasSentAgain } from './delivery-result.ts';
import type { MailPayload } from './mail-message.ts';
import { tellFailures } from './tell-failures.ts';

/** Writes what became of a mail, on its invoice too, and tells of it. */
export async function endMail(
  unit: Unit,
  after: Message,
  payload: MailPayload,
  outcome: Outcome,
): Promise<void> {
  const mail = await unit.find(mailRecords, after.id);
  const ended = mail === null ? null : endedMail(mail, after, outcome);
  if (ended !== null) await unit.save(mailRecords, ended);
  if ('invoiceId' in payload && payload.daysOverdue === null) {
    const invoice = await unit.find(invoiceRecords, payload.invoiceId);
    if (invoice !== null) await endDelivery(unit, invoice, outcome, after);
  } else if (ended !== null) {
    tellFailures(unit, ended);
  }
}

function endedMail(mail: MailRecord, after: Message, outcome: Outcome): MailRecord | null {
  const sentAgain = mail.sentAgain || wasSentAgain(after);
  if (outcome.status === 'done') {
    const { externalId: messageId = null, refused = [] } = outcome;
    return { ...mail, status: 'sent', reason: null, messageId, sentAgain, refused };
  }
  if (after.state !== 'dead') return null;
  const isUnknown = outcome.status === 'unknown' || mayHaveArrived(after);
  return { ...mail, status: isUnknown ? 'unknown' : 'failed', reason: after.fault, sentAgain };
}
