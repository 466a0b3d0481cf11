import type { Invoice } from '../../invoice/invoice.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { negate, subtract } from '../../money/arithmetic.ts';
import { isZero, type Money } from '../../money/money.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import { lastMoneyOfInvoice } from '../payments/money-of.ts';
import { addApplication } from '../payments/move-money.ts';
import { smaller } from '../payments/smaller.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { saveInvoice } from './save-invoice.ts';

/** An invoice before and after a credit note took something off it. */
export interface Credited {
  readonly before: Invoice;
  readonly after: Invoice;
}

/**
 * What a credit note makes of its invoice; `null` for a note that corrects none, or is of 0. Nothing is written.
 *
 * @throws BillingError `INVOICE_STATE` or `INVOICE_AMOUNT` when there is not so much to take off.
 */
export async function creditedBy(unit: Unit, { credits, content }: Invoice): Promise<Credited | null> {
  const { total } = content.totals;
  if (credits === null || isZero(total)) return null;
  const before = await unit.load(invoiceRecords, credits.invoiceId);
  return { before, after: transitionInvoice(before, { type: 'credit', amount: total }) };
}

/** Takes a credit note off its invoice (R86). What was paid of it already is the customer's credit from now on. */
export async function creditInvoice(unit: Unit, note: Invoice): Promise<void> {
  const credited = await creditedBy(unit, note);
  if (credited === null) return;
  const { before, after } = credited;
  await saveInvoice(unit, before, after, 'credit', { creditNoteId: note.id });
  await freeMoney(unit, after, subtract(after.refunded, before.refunded));
  unit.emit('invoice.credited', { invoice: after, creditNote: note });
}

/** Moves money that an invoice has to the customer's credit, fund by fund, the last one that paid first. */
async function freeMoney(unit: Unit, invoice: Invoice, amount: Money): Promise<void> {
  if (isZero(amount)) return;
  const { id: invoiceId, content } = invoice;
  const { customerId } = content;
  for (const { fund, amount: freed } of await lastMoneyOfInvoice(unit, invoiceId, amount)) {
    await addApplication(unit, invoice, { fund, amount: negate(freed), kind: 'freed', refundId: null });
    await moveCredit(unit, { customerId, amount: freed, kind: 'returned', fund, invoiceId });
  }
}

/** What of an amount is still open on an invoice. */
export const upToOpen = (invoice: Invoice, amount: Money): Money => smaller(openAmount(invoice), amount);
