import { asJson } from '../as-json.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { type Payment, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { paymentFund } from './record-payment.ts';
import { seatWaiting } from './seat-waiting.ts';
import { takeRefundBack } from './take-refund-back.ts';
import { withdraw } from './withdraw.ts';

/**
 * Takes a payment or a refund back that did not hold, wherever its money is by now. One that was taken back stays so.
 *
 * @throws BillingError `NOT_FOUND` when there is none.
 */
export async function reversePayment(unit: Unit, id: string): Promise<Payment> {
  const { customerId } = await unit.load(paymentRecords, id);
  await lockCustomers(unit, [customerId]);
  const payment = await unit.load(paymentRecords, id);
  if (payment.reversedAt !== null) return payment;
  const reversed = { ...payment, reversedAt: unit.at };
  await unit.save(paymentRecords, reversed);
  if (payment.kind === 'refund') {
    await takeRefundBack(unit, payment);
  } else {
    const { currency } = payment.amount;
    const fund = paymentFund(payment);
    await withdraw(unit, { fund, customerId, currency, amount: null, kind: 'reversal' });
  }
  await seatWaiting(unit, customerId);
  unit.emit('payment.reversed', { paymentId: id, amount: payment.amount });
  unit.note({
    action: 'payment.reverse',
    subject: { kind: 'payment', id },
    before: asJson(payment),
    after: asJson(reversed),
  });
  return reversed;
}
