import { negate, subtract } from '../../money/arithmetic.ts';
import { isZero } from '../../money/money.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import { upToOpen } from '../invoices/credited-by.ts';
import { invoiceRecords } from '../records/billing.ts';
import {
  applicationRecords,
  creditRecords,
  type Fund,
  fundKey,
  type Payment,
  paymentRecords,
} from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { payInvoice, unpayInvoice } from './move-money.ts';
import { paymentFund } from './record-payment.ts';

/**
 * Puts the money of a refund back to where it was taken; what an invoice has no room for is the customer's credit. Money
 * of a payment that was taken back itself stays away. `only`: just what was taken of this fund; the refund waits for it.
 */
export async function takeRefundBack(
  unit: Unit,
  { id, customerId }: Payment,
  only: Fund | null = null,
): Promise<void> {
  const isMeant = (fund: Fund): boolean => only === null || fundKey(fund) === fundKey(only);
  const movements = await unit.all(creditRecords, { index: ['customer', customerId] });
  for (const row of await unit.all(applicationRecords, { index: ['refund', id] })) {
    const { fund, invoiceId } = row;
    if (!isMeant(fund) || !(await stands(unit, fund))) continue;
    const amount = negate(row.amount);
    const paid = upToOpen(await unit.load(invoiceRecords, invoiceId), amount);
    if (!isZero(paid))
      await payInvoice(unit, { fund, invoiceId, amount: paid, kind: 'restored', refundId: id });
    const rest = subtract(amount, paid);
    if (only === null)
      await moveCredit(unit, { customerId, amount: rest, kind: 'returned', fund, invoiceId });
    else if (!isZero(rest)) {
      // Other money is in its place: what it paid goes first, and then there is room for what was given back.
      await unpayInvoice(unit, { fund, invoiceId, amount: rest, kind: 'reversal' });
      await payInvoice(unit, { fund, invoiceId, amount: rest, kind: 'restored', refundId: id });
    }
  }
  for (const { fund, refundId, invoiceId, amount } of movements) {
    if (refundId !== id || !isMeant(fund) || !(await stands(unit, fund))) continue;
    const back = { customerId, amount: negate(amount), fund, invoiceId, refundId };
    await moveCredit(unit, { ...back, kind: 'returned' });
  }
}

/**
 * Lets refunds of ledgers wait again that took of a payment, before it gives way to what it was changed to: what was given
 * back is then taken of that.
 */
export async function freeOfRefunds(unit: Unit, payment: Payment): Promise<void> {
  const all = await unit.all(paymentRecords, { index: ['customer', payment.customerId] });
  for (const one of all)
    if (one.kind === 'refund' && one.reversedAt === null && one.external?.source != null)
      await takeRefundBack(unit, one, paymentFund(payment));
}

/** Whether money of a fund ever came, as far as is known. */
async function stands(unit: Unit, { kind, id }: Fund): Promise<boolean> {
  if (kind !== 'payment') return true;
  return (await unit.load(paymentRecords, id)).reversedAt === null;
}
