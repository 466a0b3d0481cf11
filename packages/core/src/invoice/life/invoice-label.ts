import { BillingError } from '../../errors/billing-error.ts';
import type { NumberLocale } from '../../money/format-money.ts';
import { type CivilDate, civilDate } from '../../time/civil-date.ts';
import type { Invoice } from '../invoice.ts';
import { isOverdue } from './open-amount.ts';
import { amountsOf, keptOf, openOf } from './settlement-amounts.ts';

/** The one word that a helpdesk shows for the three states of an invoice. */
export type InvoiceLabel =
  | 'draft'
  | 'open'
  | 'exported'
  | 'sent'
  | 'partially-paid'
  | 'paid'
  | 'overdue'
  | 'void'
  | 'refunded';

/**
 * One label for an invoice on a day. It is derived, never stored; the first that holds:
 *
 * 1. `draft`, also when it was reopened; `void`.
 * 2. `overdue`, see {@link isOverdue}.
 * 3. `refunded`: all that was paid went back.
 * 4. `partially-paid`: something was paid and kept, and something is open or was written off.
 * 5. `paid`: something was paid and kept, and nothing is open. Also an invoice of 0.
 * 6. `void`: nobody paid anything and nothing is open, since all was credited or written off.
 * 7. `sent`: the customer has it. `exported`: a ledger has a copy. `open`: neither.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when `today` is not a civil date.
 * @example
 * ```ts
 * import { invoiceLabel, manualInvoice, manualLine, transitionInvoice } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const invoice = transitionInvoice(draft, {
 *   type: 'issue', series: 'INV', sequence: 42, number: 'INV-00042', at: '2026-04-01T08:00:00Z', on: '2026-04-01',
 * });
 * const sent = transitionInvoice(invoice, { type: 'deliver' });
 * console.log([draft, invoice, sent].map((one) => invoiceLabel(one, '2026-04-15')).join(' '));
 * // => draft open sent
 * console.log(invoiceLabel(sent, '2026-04-16'));
 * // => overdue
 * ```
 */
export function invoiceLabel(invoice: Invoice, today: CivilDate): InvoiceLabel {
  const { settlement } = invoice;
  const day = civilDate(today);
  if (settlement === 'draft' || settlement === 'void') return settlement;
  if (isOverdue(invoice, day)) return 'overdue';
  const amounts = amountsOf(invoice);
  const isOpen = openOf(amounts) > 0n;
  if (keptOf(amounts) > 0n) return isOpen || amounts.writtenOff > 0n ? 'partially-paid' : 'paid';
  if (settlement === 'refunded') return 'refunded';
  if (!isOpen) return amounts.total === 0n ? 'paid' : 'void';
  if (invoice.delivery === 'sent') return 'sent';
  return hasCopy(invoice) ? 'exported' : 'open';
}

const hasCopy = ({ ledgers }: Invoice): boolean =>
  Object.values(ledgers).some(({ externalId }) => externalId !== null);

const words: Readonly<Record<NumberLocale, Readonly<Record<InvoiceLabel, string>>>> = {
  en: {
    draft: 'Draft',
    open: 'Open',
    exported: 'Exported',
    sent: 'Sent',
    'partially-paid': 'Partially paid',
    paid: 'Paid',
    overdue: 'Overdue',
    void: 'Void',
    refunded: 'Refunded',
  },
  de: {
    draft: 'Entwurf',
    open: 'Offen',
    exported: 'Exportiert',
    sent: 'Versendet',
    'partially-paid': 'Teilweise bezahlt',
    paid: 'Bezahlt',
    overdue: 'Überfällig',
    void: 'Storniert',
    refunded: 'Erstattet',
  },
  fr: {
    draft: 'Brouillon',
    open: 'Ouverte',
    exported: 'Exportée',
    sent: 'Envoyée',
    'partially-paid': 'Partiellement payée',
    paid: 'Payée',
    overdue: 'En retard',
    void: 'Annulée',
    refunded: 'Remboursée',
  },
};

/**
 * A label in the words of a language.
 *
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { invoiceLabelText } from '@billwright/core';
 *
 * console.log(invoiceLabelText('partially-paid', 'en'), '|', invoiceLabelText('partially-paid', 'de'));
 * // => Partially paid | Teilweise bezahlt
 * ```
 */
export function invoiceLabelText(label: InvoiceLabel, locale: NumberLocale): string {
  if (!Object.hasOwn(words, locale)) {
    throw new BillingError('LOCALE_UNKNOWN', { locale, known: Object.keys(words) });
  }
  return words[locale][label];
}
