import { add, negate, subtract } from '../../money/arithmetic.ts';
import { isNegative, isZero, type Money, zero } from '../../money/money.ts';
import { creditsOf } from '../credits/credit-movements.ts';
import { applicationRecords, creditRecords, fundKey, type Payment } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { totalOf } from './money-of.ts';
import { paymentFund } from './record-payment.ts';
import { smaller } from './smaller.ts';

/**
 * What of a payment was meant for an invoice and is the customer's credit, since the invoice had no room. `wanted`: how
 * much the invoice is to get; `null`: as much as is open.
 */
export async function waitingMoney(
  unit: Unit,
  payment: Payment,
  invoiceId: string,
  wanted: Money | null,
): Promise<Money> {
  const { id, customerId, amount } = payment;
  const key = fundKey(paymentFund({ id }));
  const credits = await creditsOf(unit, customerId, amount.currency);
  const left = credits.find(({ creditId }) => creditId === key)?.left ?? zero(amount.currency);
  if (wanted === null || isZero(left)) return left;
  return smaller(left, await stillWanted(unit, payment, invoiceId, wanted));
}

/** What an invoice is still to get of a payment, wherever that is by now. */
export async function stillWanted(
  unit: Unit,
  { id, customerId, amount: { currency } }: Payment,
  invoiceId: string,
  wanted: Money,
): Promise<Money> {
  const key = fundKey(paymentFund({ id }));
  // What went back to the customer was had, too; what came as the credit of a ledger's credit note was not meant.
  const rows = await unit.all(applicationRecords, { index: ['fund', key] });
  const had = rows.filter(
    (row) => row.invoiceId === invoiceId && row.refundId === null && row.ledgerCreditId === undefined,
  );
  const movements = await unit.all(creditRecords, { index: ['customer', customerId] });
  const paidOut = movements.filter(
    ({ fund, invoiceId: of, refundId }) => fundKey(fund) === key && of === invoiceId && refundId !== null,
  );
  const got = subtract(totalOf(had, currency), totalOf(paidOut, currency));
  return atLeastZero(subtract(wanted, got));
}

/** What a refund is still to take from an invoice. */
export async function stillToRefund(
  unit: Unit,
  refund: Payment,
  invoiceId: string,
  all: Money,
): Promise<Money> {
  const { id, customerId, amount } = refund;
  const { currency } = amount;
  const rows = await unit.all(applicationRecords, { index: ['refund', id] });
  const movements = await unit.all(creditRecords, { index: ['customer', customerId] });
  // What was taken is below 0.
  const taken = add(
    totalOf(
      rows.filter((row) => row.invoiceId === invoiceId),
      currency,
    ),
    totalOf(
      movements.filter((row) => row.refundId === id && row.invoiceId === invoiceId),
      currency,
    ),
  );
  return atLeastZero(subtract(all, negate(taken)));
}

const atLeastZero = (amount: Money): Money => (isNegative(amount) ? zero(amount.currency) : amount);
