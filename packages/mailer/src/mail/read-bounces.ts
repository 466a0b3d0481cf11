import PostalMime, { type Email } from 'postal-mime';
import { isSingleAddress, oneLine } from './mail-address.ts';
import { type ReportFields, readReportFields } from './report-fields.ts';

/** What a mail system tells of a mail that was sent before. */
export interface Bounce {
  /** The Message-ID of the mail that it is about, as the mailer gave it; `null` when the report does not tell. */
  readonly messageId: string | null;
  /** Who did not get it, or complained; `null` when the report does not tell. */
  readonly recipient: string | null;
  /**
   * `hard`: it can't be delivered there, now or later. `soft`: it was not delivered for a reason that may pass, such as a
   * full mailbox. `complaint`: it was delivered, and called unwanted.
   */
  readonly kind: 'hard' | 'soft' | 'complaint';
  /** In the words of the mail system, on one line. */
  readonly reason: string;
}

/**
 * Reads a mail that came back to the return path or to the address for complaints: a report on delivery (RFC 3464) or on
 * abuse (RFC 5965). It tells one bounce for each recipient; none when the mail is no such report, or tells of a delivery
 * or of a delay.
 *
 * @example
 * ```ts
 * import { readBounces } from '@billwright/mailer';
 *
 * const report = [
 *   'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '',
 *   '--b', 'Content-Type: message/delivery-status', '',
 *   'Reporting-MTA: dns; mx.acme.example', '',
 *   'Final-Recipient: rfc822; gone@acme.example', 'Action: failed', 'Status: 5.1.1', '',
 *   '--b', 'Content-Type: text/rfc822-headers', '', 'Message-ID: <4f2a@desk.example>', '', '--b--', '',
 * ].join('\r\n');
 * for (const { messageId, recipient, kind } of await readBounces(report)) console.log(messageId, recipient, kind);
 * // => <4f2a@desk.example> gone@acme.example hard
 * ```
 */
export async function readBounces(rawMail: string | Uint8Array): Promise<readonly Bounce[]> {
  const report = await readReport(rawMail);
  if (report === null) return [];
  const { delivery, feedback, original } = report;
  const messageId = /^<[^<>\s]{3,900}>$/.exec(original.get('message-id') ?? '')?.[0] ?? null;
  return [
    // The first group is about the report itself.
    ...delivery.slice(1).flatMap((fields) => deliveryBounce(fields, messageId)),
    ...feedback.slice(0, 1).flatMap((fields) => complaint(fields, original, messageId)),
  ];
}

interface Report {
  readonly delivery: readonly ReportFields[];
  readonly feedback: readonly ReportFields[];
  /** The headers of the mail that the report is about. */
  readonly original: ReportFields;
}

async function readReport(rawMail: string | Uint8Array): Promise<Report | null> {
  const mail = await parsed(rawMail);
  const contentType = mail?.headers.find(({ key }) => key === 'content-type')?.value ?? '';
  if (mail === null || !/^multipart\/report\b/i.test(contentType)) return null;
  const partsOf = (type: RegExp): readonly ReportFields[] => {
    const part = mail.attachments.find(({ mimeType }) => type.test(mimeType));
    return part === undefined ? [] : readReportFields(textOf(part.content));
  };
  const [original = new Map()] = partsOf(/^(?:message\/(?:rfc822|global)|text\/rfc822)(?:-headers)?$/i);
  return {
    delivery: partsOf(/^message\/(?:global-)?delivery-status$/i),
    feedback: partsOf(/^message\/feedback-report$/i),
    original,
  };
}

/** `null`: it is no mail that can be read, so it is no report either. */
async function parsed(rawMail: string | Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(rawMail, { forceRfc822Attachments: true });
  } catch {
    return null;
  }
}

const textOf = (content: string | ArrayBuffer | Uint8Array): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

function deliveryBounce(fields: ReportFields, messageId: string | null): readonly Bounce[] {
  if (fields.get('action')?.toLowerCase() !== 'failed') return [];
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '';
  // A full mailbox is told as final by some, and is none of the kind for which an address is dropped.
  const isSoft = status.startsWith('4.') || status.endsWith('.2.2');
  const reason = [status, withoutType(fields.get('diagnostic-code') ?? '')].filter((part) => part !== '');
  return [
    {
      messageId,
      recipient:
        addressOf(fields.get('original-recipient') ?? '') ?? addressOf(fields.get('final-recipient') ?? ''),
      kind: isSoft ? 'soft' : 'hard',
      reason: oneLine(reason.join(': ')).slice(0, 500) || 'not delivered',
    },
  ];
}

/** Kinds of reports that tell of a mail that somebody did not want. */
const complaints = new Set(['abuse', 'fraud', 'virus', 'other', 'opt-out', 'opt-out-list']);

function complaint(
  fields: ReportFields,
  original: ReportFields,
  messageId: string | null,
): readonly Bounce[] {
  const type = fields.get('feedback-type')?.toLowerCase() ?? '';
  if (!complaints.has(type)) return [];
  const named = [fields.get('original-rcpt-to'), fields.get('removal-recipient'), original.get('to')];
  const [recipient = null] = named.flatMap((value) => addressOf(value ?? '') ?? []);
  return [{ messageId, recipient, kind: 'complaint', reason: `complaint: ${type}` }];
}

/** What stands before the semicolon says what kind of value follows, for example `rfc822` or `smtp`. */
const withoutType = (value: string): string => value.replace(/^[\w-]+\s*;\s*/, '');

function addressOf(value: string): string | null {
  const bare = withoutType(value)
    .trim()
    .replace(/^.*<([^<>]*)>$/, '$1');
  // Signs that could break a field are written as their number (RFC 3461).
  const address = bare.replaceAll(/\+(?:2B|3D)/gi, (code) => (code.toUpperCase() === '+2B' ? '+' : '='));
  return isSingleAddress(address) ? address : null;
}
