/**
 * The invoice that the customer sees: as PDF, and as mail over SMTP.
 *
 * @packageDocumentation
 */

export type { Fonts } from './fonts/font-set.ts';
export type { MailFile } from './mail/compose-mail.ts';
export type { MailOptions, MailSender, PerMail } from './mail/mailer-options.ts';
export { type MailPreview, previewMail } from './mail/preview-mail.ts';
export { type Bounce, readBounces } from './mail/read-bounces.ts';
export { smtpMailer, type SmtpMailerOptions } from './mail/smtp-mailer.ts';
export type { MailTemplate } from './mail/templates.ts';
export type { TemplateValues } from './mail/template-values.ts';
export type { MailTransport, OutgoingMail, SentInfo } from './mail/transport.ts';
export type { Annex, AnnexLine } from './paper/annex.ts';
export { annexOf, type AnnexSources } from './paper/annex-of.ts';
export type { AnnexWork } from './paper/annex-work.ts';
export type { PaperOptions } from './paper/invoice-paper.ts';
export type { LetterOptions } from './paper/letter.ts';
export type { DescribeLine, LineText } from './paper/line-rows.ts';
export type { Overdue } from './paper/reminder-paper.ts';
export type { StatementLetter } from './paper/statement-paper.ts';
export type { Embedded, EmbeddedFile } from './pdf/archive.ts';
export type { Look } from './pdf/look.ts';
export { invoicePdf, type PdfOptions, reminderPdf, statementPdf } from './pdf/pdf-documents.ts';
