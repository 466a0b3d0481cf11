import { negate, subtract } from '../../money/arithmetic.ts';
import { isZero } from '../../money/money.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import { upToOpen } from '../invoices/credited-by.ts';
import { invoiceRecords } from '../records/billing.ts';
import {
  applicationRecords,
  creditRecords,
  type Fund,
  type Payment,
  paymentRecords,
} from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { payInvoice } from './move-money.ts';

/**
 * Puts the money of a refund back to where it was taken; what an invoice has no room for is the customer's credit. Money
 * of a payment that was taken back itself stays away.
 */
export async function takeRefundBack(unit: Unit, { id, customerId }: Payment): Promise<void> {
  const movements = await unit.all(creditRecords, { index: ['customer', customerId] });
  for (const row of await unit.all(applicationRecords, { index: ['refund', id] })) {
    const { fund, invoiceId } = row;
    if (!(await stands(unit, fund))) continue;
    const amount = negate(row.amount);
    const paid = upToOpen(await unit.load(invoiceRecords, invoiceId), amount);
    if (!isZero(paid))
      await payInvoice(unit, { fund, invoiceId, amount: paid, kind: 'restored', refundId: id });
    const rest = subtract(amount, paid);
    await moveCredit(unit, { customerId, amount: rest, kind: 'returned', fund, invoiceId });
  }
  for (const { fund, refundId, invoiceId, amount } of movements) {
    if (refundId !== id || !(await stands(unit, fund))) continue;
    const back = { customerId, amount: negate(amount), fund, invoiceId, refundId };
    await moveCredit(unit, { ...back, kind: 'returned' });
  }
}

/** Whether money of a fund ever came, as far as is known. */
async function stands(unit: Unit, { kind, id }: Fund): Promise<boolean> {
  if (kind !== 'payment') return true;
  return (await unit.load(paymentRecords, id)).reversedAt === null;
}
