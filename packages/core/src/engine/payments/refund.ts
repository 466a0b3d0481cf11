import { inputError } from '../../errors/parse-input.ts';
import { refundPayment } from '../../invoice/payment/refund-payment.ts';
import { compare, negate, subtract, sum } from '../../money/arithmetic.ts';
import { isZero, type Money, zero } from '../../money/money.ts';
import { creditsOf, moveCredit } from '../credits/credit-movements.ts';
import { upToOpen } from '../invoices/credited-by.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { invoiceRecords } from '../records/billing.ts';
import { customerRecords } from '../records/master-data.ts';
import {
  applicationRecords,
  creditRecords,
  fundKey,
  type MeantInvoice,
  type Payment,
  paymentRecords,
} from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { keepPayment, knownPayment } from './known-payment.ts';
import { allocationOf, fundsOfInvoice } from './money-of.ts';
import { payInvoice, unpayInvoice } from './move-money.ts';
import type { ReadPayOut, ReadRefund } from './payment-input.ts';
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
  const funds = await fundsOfInvoice(unit, invoiceId);
  const applications = funds.map(({ fund, amount: has }) => ({ invoiceId: fundKey(fund), amount: has }));
  const taken = refundPayment({ applications, credit: zero(amount.currency) }, amount);
  for (const { invoiceId: key, amount: part } of taken.applications) {
    const fund = funds.find((one) => fundKey(one.fund) === key)?.fund;
    if (fund !== undefined)
      await unpayInvoice(unit, { fund, invoiceId, amount: part, kind: 'refund', refundId });
  }
}

/**
 * Pays a customer's credit out, the oldest first.
 *
 * @throws BillingError `PAYMENT_INVALID` when there is not so much.
 */
export async function payOut(unit: Unit, id: string, given: ReadPayOut): Promise<Payment> {
  const { customerId, amount } = given;
  await lockCustomers(unit, [customerId]);
  await unit.load(customerRecords, customerId);
  const { refund, isNew } = await keepRefund(unit, { id, customerId, amount, meant: [] }, given);
  if (!isNew) return refund;
  const rest = await takeFromCredit(unit, customerId, amount, id);
  if (isZero(rest)) return refund;
  const message = `${amount.amount} ${amount.currency} is more than the ${subtract(amount, rest).amount} of the credit`;
  throw inputError('PAYMENT_INVALID', [{ path: ['amount'], message }]);
}

/** Takes an amount from a customer's credit as far as it goes, and tells what was missing. */
export async function takeFromCredit(
  unit: Unit,
  customerId: string,
  amount: Money,
  refundId: string,
): Promise<Money> {
  let rest = amount;
  for (const { fund, left } of await creditsOf(unit, customerId, amount.currency)) {
    const part = compare(left, rest) < 0 ? left : rest;
    await moveCredit(unit, { customerId, amount: negate(part), kind: 'refunded', fund, refundId });
    rest = subtract(rest, part);
  }
  return rest;
}

/** Puts the money of a refund back to where it was taken; what an invoice has no room for is the customer's credit. */
export async function takeRefundBack(unit: Unit, { id, customerId }: Payment): Promise<void> {
  const movements = await unit.all(creditRecords, { index: ['customer', customerId] });
  for (const row of await unit.all(applicationRecords, { index: ['refund', id] })) {
    const { fund, invoiceId } = row;
    const amount = negate(row.amount);
    const paid = upToOpen(await unit.load(invoiceRecords, invoiceId), amount);
    if (!isZero(paid))
      await payInvoice(unit, { fund, invoiceId, amount: paid, kind: 'payment', refundId: id });
    const rest = subtract(amount, paid);
    await moveCredit(unit, { customerId, amount: rest, kind: 'returned', fund, invoiceId });
  }
  for (const { fund, refundId, invoiceId, amount } of movements) {
    if (refundId !== id) continue;
    const back = { customerId, amount: negate(amount), fund, invoiceId, refundId };
    await moveCredit(unit, { ...back, kind: 'returned' });
  }
}

async function keepRefund(
  unit: Unit,
  all: {
    readonly id: string;
    readonly customerId: string;
    readonly amount: Money;
    readonly meant: readonly MeantInvoice[];
  },
  {
    on,
    method,
    reference,
    externalId,
    amount,
  }: Pick<ReadRefund, 'on' | 'method' | 'reference' | 'externalId' | 'amount'>,
): Promise<{ readonly refund: Payment; readonly isNew: boolean }> {
  const refund: Payment = {
    ...all,
    kind: 'refund',
    amount: amount ?? all.amount,
    on,
    method,
    reference,
    external: externalId === null ? null : { source: null, id: externalId },
    recordedAt: unit.at,
    reversedAt: null,
  };
  const known = await knownPayment(unit, { ...refund, amount });
  if (known !== null) return { refund: known, isNew: false };
  if (isZero(refund.amount))
    throw inputError('PAYMENT_INVALID', [
      { path: ['amount'], message: 'is 0: nothing is left to give back' },
    ]);
  await keepPayment(unit, refund);
  return { refund, isNew: true };
}
