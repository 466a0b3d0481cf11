import { createPrivateKey } from 'node:crypto';
import type { Mail } from '@billwright/core';
import { invoicePdf, type PdfOptions, reminderPdf } from '../pdf/pdf-documents.ts';
import { wordsOf } from '../paper/words/words-of.ts';
import { asObject, eachOnce, isSingleAddress, oneLine, recipientFault } from './mail-address.ts';
import { forMail, type MailOptions, type MailSender, unwritable } from './mailer-options.ts';
import { messageIdOf } from './message-id.ts';
import { renderHtml, renderText } from './render-template.ts';
import { defaultTemplate } from './templates.ts';
import { templateValues } from './template-values.ts';
import { type WatchedOptions, watchCallers } from './watch-callers.ts';

/** A file that goes along. */
export interface MailFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A mail as it is handed to the transport, or shown before it is. */
export interface ComposedMail {
  readonly messageId: string;
  readonly sender: MailSender;
  readonly to: readonly { readonly name: string; readonly address: string }[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly files: readonly MailFile[];
  readonly headers: Readonly<Record<string, string>>;
}

const longestSubject = 250;

/**
 * Writes a mail.
 *
 * @throws BillingError `MAIL_UNWRITABLE` when it can't be written, now or later.
 */
export async function composeMail(mail: Mail, options: MailOptions): Promise<ComposedMail> {
  const fault = recipientFault(mail.to);
  if (fault !== null) throw unwritable(fault);
  const sender = await forMail(options.sender, mail);
  requireSender(sender);
  const unsubscribeUrl = await unsubscribeUrlOf(mail, options);
  const given = options.template === undefined ? {} : await forMail(options.template, mail);
  const pdf = options.pdf === undefined ? {} : await forMail(options.pdf, mail);
  const files = await furtherFiles(mail, options);
  const template = { ...defaultTemplate, ...given };
  const callers = watchCallers(pdf);
  const parts = await writing(async () => {
    const values = templateValues(mail, unsubscribeUrl);
    return {
      subject: Array.from(oneLine(renderText(template.subject, values)))
        .slice(0, longestSubject)
        .join(''),
      html: renderHtml(template.html, values),
      text: renderText(template.text, values),
      files: [...(await documentsOf(mail, callers.options)), ...files],
    };
  }, callers);
  const domain = sender.from.address.slice(sender.from.address.lastIndexOf('@') + 1);
  return {
    messageId: messageIdOf(mail, domain),
    sender,
    to: eachOnce(mail.to).map(asObject),
    ...parts,
    headers: unsubscribeUrl === null ? {} : unsubscribeHeaders(unsubscribeUrl),
  };
}

/** The document that the mail is about; with a reminder, the invoice once more. Notices have none. */
async function documentsOf({ subject, language }: Mail, options: PdfOptions): Promise<readonly MailFile[]> {
  if (!('invoice' in subject)) return [];
  const { invoice } = subject;
  const words = wordsOf(language, invoice.content.seller);
  const number = invoice.issued?.number ?? words.draft;
  const name = invoice.kind === 'invoice' ? words.invoice : words.creditNote;
  const document = pdfFile(`${name} ${number}`, await invoicePdf(invoice, options));
  if (subject.kind === 'invoice') return [document];
  return [pdfFile(`${words.reminder} ${number}`, await reminderPdf(subject, options)), document];
}

const pdfFile = (title: string, content: Uint8Array): MailFile => ({
  filename: fileName(`${title}.pdf`),
  contentType: 'application/pdf',
  content,
});

/** A name that every file system takes, and no header is broken by. */
const fileName = (name: string): string =>
  Array.from(oneLine(name).replaceAll(/[^\p{L}\p{N}. _()-]+/gu, '-'))
    .slice(-120)
    .join('')
    .replace(/^[. ]+/, '') || 'document';

async function furtherFiles(mail: Mail, { loadAttachment }: MailOptions): Promise<readonly MailFile[]> {
  if (mail.attachments.length === 0) return [];
  if (loadAttachment === undefined) throw unwritable('no `loadAttachment` gives the files that go along');
  return Promise.all(
    mail.attachments.map(async (attachment) => ({
      filename: fileName(attachment.name),
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(attachment.mediaType)
        ? attachment.mediaType
        : 'application/octet-stream',
      content: await loadAttachment(attachment, mail),
    })),
  );
}

async function unsubscribeUrlOf(mail: Mail, { unsubscribeUrl }: MailOptions): Promise<string | null> {
  if (mail.subject.kind !== 'reminder' || unsubscribeUrl === undefined) return null;
  const url = await unsubscribeUrl(mail);
  if (url === null) return null;
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw unwritable('the address at which reminders are stopped is no https URL');
  return new URL(url).href;
}

const unsubscribeHeaders = (url: string): ComposedMail['headers'] => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

function requireSender({ from, replyTo, returnPath, dkim }: MailSender): void {
  for (const address of [from.address, replyTo?.address ?? from.address, returnPath ?? from.address])
    if (!isSingleAddress(address)) throw unwritable(`${JSON.stringify(address)} is no single e-mail address`);
  // The transport would send it unsigned, and say nothing.
  if (dkim !== undefined && !isRsaKey(dkim.privateKey))
    throw unwritable('`dkim.privateKey` is no RSA key in PEM');
}

function isRsaKey(privateKey: string): boolean {
  try {
    return createPrivateKey(privateKey).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** What fails here fails again, for it depends on the mail alone; but for what the caller's functions throw. */
async function writing<Result>(body: () => Promise<Result>, { isOfCaller }: WatchedOptions): Promise<Result> {
  try {
    return await body();
  } catch (error) {
    if (isOfCaller(error)) throw error;
    throw unwritable(error instanceof Error ? error.message : String(error));
  }
}
