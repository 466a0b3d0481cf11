import type { Invoice, Money } from '@billwright/core';
import { invoicePaper, type PaperOptions } from '../paper/invoice-paper.ts';
import { reminderPaper } from '../paper/reminder-paper.ts';
import { type StatementLetter, statementPaper } from '../paper/statement-paper.ts';
import type { Look } from './look.ts';
import { renderPaper } from './render-paper.ts';

/** How documents look, and what they say otherwise. */
export interface PdfOptions extends Look, PaperOptions {}

/** An invoice or a credit note as PDF. */
export const invoicePdf = (invoice: Invoice, options: PdfOptions = {}): Promise<Uint8Array> =>
  renderPaper(invoicePaper(invoice, options), options);

/** A reminder as PDF. */
export const reminderPdf = (
  reminder: { readonly invoice: Invoice; readonly daysOverdue: number; readonly open: Money },
  options: PdfOptions = {},
): Promise<Uint8Array> => renderPaper(reminderPaper(reminder, options), options);

/** The statement of a prepaid account as PDF. */
export const statementPdf = (letter: StatementLetter, options: PdfOptions = {}): Promise<Uint8Array> =>
  renderPaper(statementPaper(letter, options), options);
