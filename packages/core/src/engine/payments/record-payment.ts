import { inputError } from '../../errors/parse-input.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { allocatePayment } from '../../invoice/payment/allocate-payment.ts';
import type { PaymentOrder } from '../../invoice/payment/payment-order.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { invoiceRecords } from '../records/billing.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Fund, Payment } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { followLedgers } from './credit-findings.ts';
import { keepPayment, knownPayment } from './known-payment.ts';
import { payInvoice } from './move-money.ts';
import type { ReadPayment } from './payment-input.ts';

/** The fund that a payment is. */
export const paymentFund = ({ id }: Pick<Payment, 'id'>): Fund => ({ kind: 'payment', id });

/**
 * Records a payment: it goes to the invoices that it names, then to the oldest due, and the rest is the customer's credit
 * (R85).
 *
 * @throws BillingError `NOT_FOUND` when there is no such customer, `PAYMENT_INVALID` when an invoice is of another one.
 */
export async function recordPayment(
  unit: Unit,
  id: string,
  { applyTo, rest, externalId, ...given }: ReadPayment,
): Promise<Payment> {
  const { customerId } = given;
  await lockCustomers(unit, [customerId]);
  await unit.load(customerRecords, customerId);
  const payment: Payment = {
    id,
    kind: 'payment',
    ...given,
    external: externalId === null ? null : { source: null, id: externalId },
    meant: applyTo,
    recordedAt: unit.at,
    reversedAt: null,
  };
  const known = await knownPayment(unit, payment);
  if (known !== null) return known;
  const open = await unit.all(invoiceRecords, { index: ['open', customerId] });
  const named = await namedInvoices(unit, payment, open);
  await keepPayment(unit, payment);
  unit.emit('payment.recorded', { paymentId: id, amount: payment.amount });
  await allocate(unit, payment, [...named, ...open], { named: applyTo, rest });
  await followLedgers(unit, customerId);
  return payment;
}

/** Divides a payment over invoices; what none takes is the customer's credit. */
export async function allocate(
  unit: Unit,
  payment: Payment,
  invoices: readonly Invoice[],
  order: PaymentOrder,
): Promise<void> {
  const fund = paymentFund(payment);
  const { applications, credit } = allocatePayment(payment.amount, invoices, order);
  for (const application of applications) await payInvoice(unit, { ...application, fund, kind: 'payment' });
  await moveCredit(unit, { customerId: payment.customerId, amount: credit, kind: 'overpaid', fund });
}

/** The invoices that a payment names and that are not open: they take nothing, and are no mistake. */
async function namedInvoices(
  unit: Unit,
  { customerId, meant }: Payment,
  open: readonly Invoice[],
): Promise<readonly Invoice[]> {
  const others: Invoice[] = [];
  for (const [index, { invoiceId }] of meant.entries()) {
    if (open.some(({ id }) => id === invoiceId)) continue;
    const invoice = await unit.find(invoiceRecords, invoiceId);
    if (invoice === null || invoice.content.customerId !== customerId) {
      const message = `"${invoiceId}" is no invoice of the customer "${customerId}"`;
      throw inputError('PAYMENT_INVALID', [{ path: ['applyTo', index, 'invoiceId'], message }]);
    }
    others.push(invoice);
  }
  return others;
}
