import { sum } from '../../money/arithmetic.ts';
import type { Money } from '../../money/money.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { invoiceRecords } from '../records/billing.ts';
import { type Payment, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { keepRefund } from './keep-refund.ts';
import { allocationOf, fundsOfInvoice, lastMoneyOfInvoice } from './money-of.ts';
import { unpayInvoice } from './move-money.ts';
import type { ReadRefund } from './payment-input.ts';
import { paymentFund } from './record-payment.ts';
import { withdraw } from './withdraw.ts';

/** Gives money of a payment back: what is the customer's credit first, then that of the invoices (R85). */
export async function refundOfPayment(
  unit: Unit,
  id: string,
  paymentId: string,
  given: ReadRefund,
): Promise<Payment> {
  const { customerId, amount: paid } = await unit.load(paymentRecords, paymentId);
  await lockCustomers(unit, [customerId]);
  const fund = paymentFund({ id: paymentId });
  const { currency } = paid;
  const left = await allocationOf(unit, fund, customerId, currency);
  const all = sum([left.credit, ...left.applications.map(({ amount }) => amount)], currency);
  const { refund, isNew } = await keepRefund(unit, { id, customerId, amount: all, meant: [] }, given);
  if (isNew)
    await withdraw(unit, { fund, customerId, currency, amount: refund.amount, kind: 'refund', refundId: id });
  return refund;
}

/** Gives back what an invoice has, the last money that it got first. */
export async function refundOfInvoice(
  unit: Unit,
  id: string,
  invoiceId: string,
  given: ReadRefund,
): Promise<Payment> {
  const { customerId, currency } = (await unit.load(invoiceRecords, invoiceId)).content;
  await lockCustomers(unit, [customerId]);
  const funds = await fundsOfInvoice(unit, invoiceId);
  const all = sum(
    funds.map(({ amount }) => amount),
    currency,
  );
  const meant = [{ invoiceId, amount: null }];
  const { refund, isNew } = await keepRefund(unit, { id, customerId, amount: all, meant }, given);
  if (isNew) await takeFromInvoice(unit, invoiceId, refund.amount, id);
  return refund;
}

/** Takes an amount off an invoice, the last money that it got first. */
export async function takeFromInvoice(
  unit: Unit,
  invoiceId: string,
  amount: Money,
  refundId: string,
): Promise<void> {
  for (const part of await lastMoneyOfInvoice(unit, invoiceId, amount))
    await unpayInvoice(unit, { ...part, invoiceId, kind: 'refund', refundId });
}
