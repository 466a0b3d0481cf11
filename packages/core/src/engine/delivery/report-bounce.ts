import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { textSchema } from '../../errors/text-schema.ts';
import { asJson } from '../as-json.ts';
import { type MailBounce, type MailRecord, mailRecords, messageKey } from '../records/mails.ts';
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

async function record(unit: Unit, before: MailRecord, bounce: BounceReport): Promise<MailRecord> {
  const { recipient, kind, reason } = bounce;
  const bounces = [...before.bounces, { recipient, kind, reason, at: unit.at }];
  const told = { ...before, bounces };
  const hasFailed = before.status !== 'failed' && kind === 'hard' && cameBack(told);
  const mail: MailRecord = hasFailed ? { ...told, status: 'failed', reason } : told;
  await unit.save(mailRecords, mail);
  unit.emit('mail.bounced', { ...mailEvent(mail), bounce: kind, recipient, reason });
  unit.note({
    action: 'mail.bounce',
    subject: mail.about,
    before: asJson({ mailId: mail.id, status: before.status }),
    after: asJson({ mailId: mail.id, status: mail.status, recipient, kind, reason }),
  });
  if (hasFailed && mail.kind === 'invoice') await failDelivery(unit, mail, reason);
  return mail;
}

/** The mail with a Message-ID as it was told. */
async function mailWith(unit: Unit, messageId: string): Promise<MailRecord | null> {
  const [found = null] = await unit.some(mailRecords, {
    index: ['message', messageKey(messageId)],
    limit: 1,
  });
  return found;
}

/** The address as the mail has it: servers change capitals. What is none of them, an alias say, stays as it is. */
const recipientIn = ({ to }: MailRecord, recipient: string): string =>
  to.find(({ address }) => folded(address) === folded(recipient))?.address ?? recipient;
