import { openAmount } from '../../invoice/life/open-amount.ts';
import { add, compare, negate, subtract, sum } from '../../money/arithmetic.ts';
import { isNegative, isZero, type Money } from '../../money/money.ts';
import { creditsOf, moveCredit } from '../credits/credit-movements.ts';
import { invoiceRecords } from '../records/billing.ts';
import { applicationRecords, fundKey, type Payment, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { payInvoice } from './move-money.ts';
import { paymentFund } from './record-payment.ts';
import { takeFromInvoice } from './refund.ts';

/**
 * Gives invoices what payments were meant for them and found no room, and takes what refunds of ledgers were meant to
 * take and did not find: so it makes no difference in which order a ledger tells of them (I23). The caller holds the
 * customer's lock.
 */
export async function seatWaiting(unit: Unit, customerId: string): Promise<void> {
  const all = await unit.all(paymentRecords, { index: ['customer', customerId] });
  const standing = all.filter(({ reversedAt, meant }) => reversedAt === null && meant.length > 0);
  const inOrder = standing.toSorted(byDay);
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const one of inOrder) {
      const moved = one.kind === 'payment' ? await seatPayment(unit, one) : await seatRefund(unit, one);
      isMoving ||= moved;
    }
  }
}

async function seatPayment(unit: Unit, payment: Payment): Promise<boolean> {
  const { customerId, amount, meant } = payment;
  const fund = paymentFund(payment);
  let moved = false;
  for (const { invoiceId, amount: most } of meant) {
    const credits = await creditsOf(unit, customerId, amount.currency);
    const left = credits.find(({ creditId }) => creditId === fundKey(fund))?.left;
    if (left === undefined) return moved;
    const invoice = await unit.find(invoiceRecords, invoiceId);
    if (invoice === null || invoice.content.currency !== amount.currency) continue;
    const open = openAmount(invoice);
    const got = await gotSoFar(unit, payment, invoiceId);
    const wanted = most === null ? open : subtract(most, got);
    const taken = [open, wanted, left].reduce(smaller);
    if (isZero(taken) || isNegative(taken)) continue;
    await moveCredit(unit, { customerId, amount: negate(taken), kind: 'applied', fund, invoiceId });
    await payInvoice(unit, { fund, invoiceId, amount: taken, kind: 'payment' });
    moved = true;
  }
  return moved;
}

/** What an invoice has of a payment, with what of it was given back to the customer since. */
async function gotSoFar(unit: Unit, payment: Payment, invoiceId: string): Promise<Money> {
  const rows = await unit.all(applicationRecords, { index: ['fund', fundKey(paymentFund(payment))] });
  const own = rows.filter((row) => row.invoiceId === invoiceId && row.kind !== 'refund');
  return sum(
    own.map(({ amount }) => amount),
    payment.amount.currency,
  );
}

/** Refunds by people take what they take at once, or are refused. */
async function seatRefund(unit: Unit, { id, amount, external, meant }: Payment): Promise<boolean> {
  if (external?.source == null) return false;
  let moved = false;
  const rows = await unit.all(applicationRecords, { index: ['refund', id] });
  for (const { invoiceId, amount: most } of meant) {
    const invoice = await unit.find(invoiceRecords, invoiceId);
    if (invoice === null || most === null || invoice.content.currency !== amount.currency) continue;
    const before = rows.filter((row) => row.invoiceId === invoiceId).map((row) => row.amount);
    // What was taken is below 0.
    const wanted = add(most, sum(before, amount.currency));
    const taken = smaller(wanted, subtract(invoice.paid, invoice.refunded));
    if (isZero(taken) || isNegative(taken)) continue;
    await takeFromInvoice(unit, invoiceId, taken, id);
    moved = true;
  }
  return moved;
}

const smaller = (one: Money, other: Money): Money => (compare(one, other) <= 0 ? one : other);

const byDay = (one: Payment, other: Payment): number =>
  one.on === other.on ? (one.id < other.id ? -1 : 1) : one.on < other.on ? -1 : 1;
