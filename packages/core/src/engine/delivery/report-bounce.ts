import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { textSchema } from '../../errors/text-schema.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import type { Instant } from '../../time/instant.ts';
import { asJson } from '../as-json.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import { invoiceRecords } from '../records/billing.ts';
import { keyIn, type MailBounce, type MailRecord, mailRecords, messageKey } from '../records/mails.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';
import { failDelivery } from './fail-delivery.ts';
import { cameBack, folded } from './reached.ts';
import { mailEvent } from './tell-failures.ts';

/** What a mail server, or the provider of the mailbox, tells of a mail that it had taken over. */
export interface BounceReport {
  /** As the mailer told it when the mail was sent; with or without angle brackets. */
  readonly messageId: string;
  readonly recipient: string;
  /** `hard`: it can't be delivered. `soft`: not now. `complaint`: it was, and was called spam. */
  readonly kind: MailBounce['kind'];
  readonly reason: string;
}

/** What came of a report. `known`: it was told before. `unknown`: no mail of the tenant has that Message-ID. */
export type BounceResult =
  | { readonly status: 'recorded' | 'known'; readonly mail: MailRecord }
  | { readonly status: 'unknown' };

const bounceSchema: z.ZodType<BounceReport> = z.strictObject({
  messageId: textSchema(1000).min(1, 'is empty'),
  recipient: textSchema(320).min(1, 'is empty'),
  kind: z.enum(['hard', 'soft', 'complaint']),
  reason: textSchema(10_000),
});

/**
 * Writes down that a mail came back, or that its reader complained. When an invoice came back from all to whom it went, its
 * delivery has failed (R80).
 */
export async function reportBounce(
  scope: TenantScope,
  report: BounceReport,
  options: WriteOptions = {},
): Promise<BounceResult> {
  const read = parseInput('BOUNCE_INVALID', bounceSchema, report);
  return scope.write({ method: 'mails.reportBounce', given: asJson(read) }, options, async (unit) => {
    const found = await mailWith(unit, read.messageId);
    if (found === null) return { status: 'unknown' };
    // Two reports of one mail, at once, are told one after another.
    await unit.lock(`customer:${found.customerId}`);
    const mail = await unit.load(mailRecords, found.id);
    const recipient = recipientIn(mail, read.recipient);
    const isKnown = mail.bounces.some((one) => one.kind === read.kind && one.recipient === recipient);
    if (isKnown) return { status: 'known', mail };
    const reason = read.reason.slice(0, 1000);
    return { status: 'recorded', mail: await record(unit, mail, { ...read, recipient, reason }) };
  });
}

type Bounce = Omit<MailBounce, 'at'> & Pick<BounceReport, 'messageId'>;

async function record(unit: Unit, before: MailRecord, bounce: Bounce): Promise<MailRecord> {
  const { recipient, kind, reason } = bounce;
  const mail = withBounce(before, bounce, unit.at);
  await unit.save(mailRecords, mail);
  unit.emit('mail.bounced', { ...mailEvent(mail), bounce: kind, recipient, reason });
  unit.note({
    action: 'mail.bounce',
    subject: mail.about,
    before: asJson({ mailId: mail.id, status: before.status }),
    after: asJson({ mailId: mail.id, status: mail.status, recipient, kind, reason }),
  });
  if (mail.kind !== 'invoice' || mail.status === before.status) return mail;
  if (mail.status === 'failed') await failDelivery(unit, mail, reason);
  else await confirmDelivery(unit, mail);
  return mail;
}

function withBounce(before: MailRecord, { messageId, ...bounce }: Bounce, at: Instant): MailRecord {
  const { recipient, kind, reason } = bounce;
  const told: MailRecord = {
    ...before,
    messageId: before.messageId ?? `<${messageKey(messageId)}>`,
    bounces: [...before.bounces, { recipient, kind, reason, at }],
  };
  // What is on its way is told by what becomes of that.
  if (before.status !== 'sent' && before.status !== 'unknown') return told;
  const hasFailed = kind === 'hard' && cameBack(told);
  // Who sends it back had it.
  return hasFailed ? { ...told, status: 'failed', reason } : { ...told, status: 'sent', reason: null };
}

/** An invoice of whose mail nobody knew has reached somebody. */
async function confirmDelivery(unit: Unit, { about, sentAgain }: MailRecord): Promise<void> {
  const before = await unit.find(invoiceRecords, about.id);
  if (before?.delivery !== 'unknown') return;
  const invoice = await saveInvoice(unit, before, transitionInvoice(before, { type: 'deliver' }), 'deliver');
  unit.emit('invoice.sent', { invoice, sentAgain });
}

/** The mail with a Message-ID as it was told, or one of which nobody knows it, by the key in it. */
async function mailWith(unit: Unit, messageId: string): Promise<MailRecord | null> {
  for (const name of [messageKey(messageId), keyIn(messageId)]) {
    const [found] = await unit.some(mailRecords, { index: ['message', name], limit: 1 });
    if (found !== undefined) return found;
  }
  return null;
}

/** The address as the mail has it: servers change capitals. What is none of them, an alias say, stays as it is. */
const recipientIn = ({ to }: MailRecord, recipient: string): string =>
  to.find(({ address }) => folded(address) === folded(recipient))?.address ?? recipient;
