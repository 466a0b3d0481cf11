import type { Invoice } from '../../invoice/invoice.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import { add, negate, subtract } from '../../money/arithmetic.ts';
import { isNegative, isZero, type Money } from '../../money/money.ts';
import { creditsOf, moveCredit } from '../credits/credit-movements.ts';
import { invoiceRecords } from '../records/billing.ts';
import { creditRecords, type Fund, fundKey, type Payment, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { totalOf } from './money-of.ts';
import { payInvoice } from './move-money.ts';
import { paymentFund } from './record-payment.ts';
import { takeFromInvoice } from './refund.ts';
import { reclaim, seatCredits } from './seat-credits.ts';
import { smaller } from './smaller.ts';
import { stillToRefund, stillWanted, waitingMoney } from './waiting-money.ts';

/**
 * Gives invoices what payments were meant for them and found no room, and takes what refunds of ledgers were meant to
 * take and did not find: so it makes no difference in which order a ledger tells of them (I23). The caller holds the
 * customer's lock.
 */
export async function seatWaiting(unit: Unit, customerId: string): Promise<void> {
  const all = await unit.all(paymentRecords, { index: ['customer', customerId] });
  const standing = all
    .filter(({ reversedAt, meant }) => reversedAt === null && meant.length > 0)
    .toSorted(byDay);
  const payments = standing.filter(({ kind }) => kind === 'payment');
  // Refunds by people take what they take at once, or are refused.
  const refunds = standing.filter(({ kind, external }) => kind === 'refund' && external?.source != null);
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const payment of payments) if (await seatPayment(unit, payment)) isMoving = true;
    for (const refund of refunds) if (await seatRefund(unit, refund, payments)) isMoving = true;
  }
  // Last, and no round more: it takes room and credit, and makes none.
  await seatCredits(unit, customerId);
}

async function seatPayment(unit: Unit, payment: Payment): Promise<boolean> {
  const { customerId, amount, meant } = payment;
  const fund = paymentFund(payment);
  let isMoving = false;
  for (const { invoiceId, amount: wanted } of meant) {
    const invoice = await unit.find(invoiceRecords, invoiceId);
    if (invoice === null || invoice.content.currency !== amount.currency) continue;
    const open = openAmount(invoice);
    if (isZero(open)) continue;
    const waiting = await waitingMoney(unit, payment, invoiceId, wanted);
    const still = wanted === null ? waiting : await stillWanted(unit, payment, invoiceId, wanted);
    const room = smaller(open, still);
    // What it was meant for comes before what a ledger takes of a credit note.
    const missing = subtract(room, smaller(room, waiting));
    const reclaimed = isZero(missing) ? missing : await reclaim(unit, payment.customerId, fund, missing);
    const taken = add(smaller(room, waiting), reclaimed);
    if (isZero(taken)) continue;
    await moveCredit(unit, { customerId, amount: negate(taken), kind: 'applied', fund, invoiceId });
    await payInvoice(unit, { fund, invoiceId, amount: taken, kind: 'payment' });
    isMoving = true;
  }
  return isMoving;
}

/** Takes what found no room on the invoice first: it was paid too much, and went back. Then what the invoice has. */
async function seatRefund(unit: Unit, refund: Payment, payments: readonly Payment[]): Promise<boolean> {
  const { id: refundId, amount, meant, customerId } = refund;
  let isMoving = false;
  for (const { invoiceId, amount: all } of meant) {
    const invoice = await unit.find(invoiceRecords, invoiceId);
    if (invoice === null || all === null || invoice.content.currency !== amount.currency) continue;
    let left = await stillToRefund(unit, refund, invoiceId, all);
    for (const payment of payments) {
      const named = payment.meant.find((one) => one.invoiceId === invoiceId);
      if (named === undefined || named.amount === null || isZero(left)) continue;
      const taken = smaller(left, await waitingMoney(unit, payment, invoiceId, named.amount));
      if (isZero(taken)) continue;
      const fund = paymentFund(payment);
      const movement = { customerId, amount: negate(taken), fund, invoiceId, refundId };
      await moveCredit(unit, { ...movement, kind: 'refunded' });
      left = subtract(left, taken);
      isMoving = true;
    }
    for (const { fund, amount: most } of await creditFrom(unit, invoice, customerId)) {
      const taken = smaller(left, most);
      if (isZero(taken)) continue;
      const movement = { customerId, amount: negate(taken), fund, invoiceId, refundId };
      await moveCredit(unit, { ...movement, kind: 'refunded' });
      left = subtract(left, taken);
      isMoving = true;
    }
    // Nothing is applied to a credit note: what it credits is the customer's credit.
    if (invoice.kind === 'credit-note') continue;
    const taken = smaller(left, subtract(invoice.paid, invoice.refunded));
    if (isZero(taken)) continue;
    await takeFromInvoice(unit, invoiceId, taken, refundId);
    isMoving = true;
  }
  return isMoving;
}

/** What a document has made the customer's credit and still is: freed by its credit notes, or credited by itself. */
async function creditFrom(
  unit: Unit,
  { id, content: { currency } }: Invoice,
  customerId: string,
): Promise<readonly { readonly fund: Fund; readonly amount: Money }[]> {
  const movements = await unit.all(creditRecords, { index: ['customer', customerId] });
  return (await creditsOf(unit, customerId, currency)).flatMap(({ fund, left }) => {
    const isOwn = fund.kind === 'credit-note' && fund.id === id;
    const own = movements.filter(
      (row) =>
        fundKey(row.fund) === fundKey(fund) && row.invoiceId === id && row.amount.currency === currency,
    );
    const most = isOwn ? left : smaller(left, totalOf(own, currency));
    return isNegative(most) ? [] : [{ fund, amount: most }];
  });
}

const byDay = (one: Payment, other: Payment): number =>
  one.on === other.on ? (one.id < other.id ? -1 : 1) : one.on < other.on ? -1 : 1;
