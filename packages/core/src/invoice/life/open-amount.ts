import { fromMinorUnits } from '../../money/minor-units.ts';
import { type Money, zero } from '../../money/money.ts';
import { type CivilDate, civilDate } from '../../time/civil-date.ts';
import type { Invoice } from '../invoice.ts';
import { amountsOf, openOf } from './settlement-amounts.ts';

/**
 * What is still to be paid on an invoice: its total less what was paid and kept, credited and written off. 0 for a
 * draft and a void one. On a credit note it is what the customer has not got yet.
 * @example
 * ```ts
 * import { manualInvoice, manualLine, money, openAmount, transitionInvoice } from '@billwright/core';
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
 * const paid = transitionInvoice(invoice, { type: 'pay', amount: money('30.00', 'EUR') });
 * console.log(openAmount(invoice).amount, openAmount(paid).amount);
 * // => 80.00 50.00
 * ```
 */
export function openAmount(invoice: Invoice): Money {
  const { settlement, content } = invoice;
  if (settlement === 'draft' || settlement === 'void') return zero(content.currency);
  return fromMinorUnits(openOf(amountsOf(invoice)), content.currency);
}

/**
 * Whether an invoice was to be paid before today, and a part of it never was. On its due date it is not overdue yet.
 * What was refunded is open again, but nobody is late with it; a payment that is reversed counts as never made. A
 * credit note is never overdue.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when `today` is not a civil date.
 */
export function isOverdue({ kind, settlement, issued }: Invoice, today: CivilDate): boolean {
  const day = civilDate(today);
  const isUnpaid = settlement === 'issued' || settlement === 'partially-paid';
  return kind === 'invoice' && isUnpaid && issued !== null && day > issued.dueOn;
}
