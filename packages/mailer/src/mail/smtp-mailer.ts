import { type CallOptions, isBillingError, type Mail, type Mailer, type MailOutcome } from '@billwright/core';
import { asObject } from './mail-address.ts';
import { type ComposedMail, composeMail } from './compose-mail.ts';
import type { MailOptions } from './mailer-options.ts';
import { reasonOfCaller } from './reason-of-caller.ts';
import { outcomeOfFault } from './outcome-of.ts';
import { sentOutcome } from './sent-outcome.ts';
import type { MailTransport, OutgoingMail } from './transport.ts';

/** What {@link smtpMailer} works with. */
export interface SmtpMailerOptions extends MailOptions {
  /** Made by `createTransport` of `nodemailer`. It is the caller's to close. */
  readonly transport: MailTransport;
}

/**
 * A mailer that writes invoices as PDF, and mails over SMTP.
 *
 * What a server refuses for good is rejected, what it puts off is to be tried again; so is what never reached one. When
 * the connection breaks on the way, the call throws: nobody can say whether the mail arrived. A mail that is taken over
 * for some recipients only is sent, and names the others in `refused`.
 *
 * @example
 * ```ts
 * import { manualInvoice, manualLine } from '@billwright/core';
 * import { smtpMailer } from '@billwright/mailer';
 * import { createTransport } from 'nodemailer';
 *
 * // In place of `{ pool: true, host, auth }`: a transport that sends nothing.
 * const transport = createTransport({ jsonTransport: true });
 * const from = { name: 'Desk GmbH', address: 'billing@desk.example' };
 * const mailer = smtpMailer({ transport, sender: { from } });
 *
 * const invoice = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk GmbH' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const mail = {
 *   key: 'inv_1-mail-1', tenantId: 'desk', to: [{ name: 'Acme', address: 'accounts@acme.example' }],
 *   language: 'en', subject: { kind: 'invoice', invoice }, attachments: [],
 * } as const;
 * console.log((await mailer.send(mail)).status);
 * // => sent
 * ```
 */
export function smtpMailer({ transport, ...options }: SmtpMailerOptions): Mailer {
  return {
    async send(mail, { signal } = {}) {
      throwIfAborted(signal);
      const composed = await composedOrOutcome(mail, options);
      if ('status' in composed) return composed;
      throwIfAborted(signal);
      return handOver(transport, composed, signal);
    },
  };
}

async function composedOrOutcome(mail: Mail, options: MailOptions): Promise<ComposedMail | MailOutcome> {
  try {
    return await composeMail(mail, options);
  } catch (error) {
    if (isBillingError(error, 'MAIL_UNWRITABLE')) return { status: 'rejected', reason: error.details.reason };
    // What the caller's own functions throw may pass: nothing was sent yet.
    return { status: 'retry', reason: reasonOfCaller(error) };
  }
}

async function handOver(
  transport: MailTransport,
  composed: ComposedMail,
  signal: CallOptions['signal'],
): Promise<MailOutcome> {
  const abort = new AbortController();
  const onAbort = (): void => abort.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  try {
    const info = await transport.sendMail(outgoing(composed, abort.signal));
    return sentOutcome(composed, info);
  } catch (error) {
    throwIfAborted(signal);
    const outcome = outcomeOfFault(error);
    if (outcome === null) throw error;
    return outcome;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Those that RFC 6376 recommends and that are ours, and those by which reminders are stopped, as RFC 8058 asks. */
const signedFields =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post';

function outgoing(composed: ComposedMail, signal: AbortSignal): OutgoingMail {
  const { sender, messageId, to, subject, html, text } = composed;
  const { from, replyTo, returnPath, dkim } = sender;
  return {
    messageId,
    from: asObject(from),
    to: [...to],
    ...(replyTo === undefined ? {} : { replyTo: asObject(replyTo) }),
    envelope: { from: returnPath ?? from.address, to: to.map(({ address }) => address) },
    subject,
    html,
    text,
    attachments: composed.files.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      // As text: a type of Node.js in a public interface would ask every user for its types.
      content: Buffer.from(content).toString('base64'),
      encoding: 'base64',
    })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...Object.fromEntries(
        Object.entries(composed.headers).map(([name, value]) => [name, { prepared: true, value }]),
      ),
    },
    ...(dkim === undefined ? {} : { dkim: { ...dkim, headerFieldNames: signedFields } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    signal,
  };
}

function throwIfAborted(signal: CallOptions['signal']): void {
  if (signal?.aborted !== true) return;
  throw signal.reason instanceof Error ? signal.reason : new Error('the call was aborted');
}
