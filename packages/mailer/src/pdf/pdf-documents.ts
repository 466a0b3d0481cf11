import type { Invoice } from '@billwright/core';
import { invoicePaper, type PaperOptions } from '../paper/invoice-paper.ts';
import { type Overdue, reminderPaper } from '../paper/reminder-paper.ts';
import { type StatementLetter, statementPaper } from '../paper/statement-paper.ts';
import type { Embedded } from './archive.ts';
import type { Look } from './look.ts';
import { renderPaper } from './render-paper.ts';

/** How documents look, and what they say otherwise. */
export interface PdfOptions extends Look, PaperOptions, Embedded {}

/**
 * An invoice or a credit note as PDF, in the language of the invoice. Every figure is the invoice's own: nothing is
 * computed but the sums that are carried from page to page. The same invoice and options give the same bytes.
 *
 * On A4 the address stands where the window of an envelope is by DIN 5008, on US letter where that of a #10 envelope is.
 * An amount in euros that is paid to an IBAN has a code for banking apps (EPC069-12); what is paid to an IBAN of
 * Switzerland or Liechtenstein has the slip of the Swiss QR bill. The file is laid out for archives (PDF/A-3a).
 *
 * @throws BillingError when the invoice has amounts or dates that are none.
 * @example
 * ```ts
 * import { manualInvoice, manualLine } from '@billwright/core';
 * import { invoicePdf } from '@billwright/mailer';
 *
 * const invoice = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, language: 'de',
 *   seller: { name: 'Desk GmbH' }, buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const pdf = await invoicePdf(invoice, { accent: '#7a1f2b' });
 * console.log(new TextDecoder().decode(pdf.slice(0, 8)));
 * // => %PDF-1.7
 * ```
 */
export const invoicePdf = (invoice: Invoice, options: PdfOptions = {}): Promise<Uint8Array> =>
  renderPaper(invoicePaper(invoice, options), options, options);

/**
 * A reminder of an overdue invoice as PDF: the invoice, what was paid of it, what is open, and where to pay it. It is
 * dated on the day on which the invoice is so many days overdue.
 *
 * @throws BillingError when the invoice has amounts or dates that are none.
 */
export const reminderPdf = (overdue: Overdue, options: PdfOptions = {}): Promise<Uint8Array> =>
  renderPaper(reminderPaper(overdue, options), options);

/**
 * The statement of a prepaid account as PDF: opening balance, changes, closing balance, and the work behind them. Hours
 * are shown with up to four decimal places.
 *
 * @throws BillingError when the statement is not one of the account.
 */
export const statementPdf = (letter: StatementLetter, options: PdfOptions = {}): Promise<Uint8Array> =>
  renderPaper(statementPaper(letter, options), options);
