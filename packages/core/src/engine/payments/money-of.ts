import type { PaymentApplication } from '../../invoice/payment/payment-allocation.ts';
import type { PaymentAllocation } from '../../invoice/payment/payment-allocation.ts';
import { refundPayment } from '../../invoice/payment/refund-payment.ts';
import { add, sum } from '../../money/arithmetic.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { isZero, type Money, zero } from '../../money/money.ts';
import { creditsOf } from '../credits/credit-movements.ts';
import { applicationRecords, type Fund, fundKey, type StoredApplication } from '../records/payments.ts';
import type { Unit } from '../unit.ts';

/** What an invoice has of one fund. */
export interface FundOnInvoice {
  readonly fund: Fund;
  readonly amount: Money;
  /** Whether some of it was paid to this invoice by the customer, or applied to it by a ledger, and not by us. */
  readonly isDirect: boolean;
}

/** What is left of a fund: on invoices, in the order in which they got it, and to the customer's credit. */
export async function allocationOf(
  unit: Unit,
  fund: Fund,
  customerId: string,
  currency: CurrencyCode,
): Promise<PaymentAllocation> {
  const rows = await unit.all(applicationRecords, { index: ['fund', fundKey(fund)] });
  const sums = sumsBy(rows, ({ invoiceId }) => invoiceId);
  const applications: PaymentApplication[] = [...sums].map(([invoiceId, { amount }]) => ({
    invoiceId,
    amount,
  }));
  const credits = await creditsOf(unit, customerId, currency);
  const credit = credits.find(({ creditId }) => creditId === fundKey(fund))?.left ?? zero(currency);
  return { applications, credit };
}

/** The funds whose money an invoice has, in the order in which it got it. */
export async function fundsOfInvoice(unit: Unit, invoiceId: string): Promise<readonly FundOnInvoice[]> {
  const rows = await unit.all(applicationRecords, { index: ['invoice', invoiceId] });
  const inLedger = rows.filter(({ ledgerCreditId }) => ledgerCreditId !== undefined);
  const direct = new Set([
    ...rows.filter(({ kind }) => kind === 'payment').map(({ fund }) => fundKey(fund)),
    ...sumsBy(inLedger, ({ fund }) => fundKey(fund)).keys(),
  ]);
  return [...sumsBy(rows, ({ fund }) => fundKey(fund))].map(([key, { first, amount }]) => ({
    fund: first.fund,
    amount,
    isDirect: direct.has(key),
  }));
}

/** The money that makes up an amount of what an invoice has, the last that it got first (R85). */
export async function lastMoneyOfInvoice(
  unit: Unit,
  invoiceId: string,
  amount: Money,
): Promise<readonly Pick<FundOnInvoice, 'fund' | 'amount'>[]> {
  const funds = await fundsOfInvoice(unit, invoiceId);
  const byKey = new Map(funds.map(({ fund }) => [fundKey(fund), fund]));
  const applications = funds.map(({ fund, amount: has }) => ({ invoiceId: fundKey(fund), amount: has }));
  const taken = refundPayment({ applications, credit: zero(amount.currency) }, amount);
  return taken.applications.flatMap(({ invoiceId: key, amount: part }) => {
    const fund = byKey.get(key);
    return fund === undefined ? [] : [{ fund, amount: part }];
  });
}

interface Sum {
  readonly first: StoredApplication;
  readonly amount: Money;
}

/** Sums that are not 0, in the order of their first rows. */
function sumsBy(
  rows: readonly StoredApplication[],
  keyOf: (row: StoredApplication) => string,
): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const known = sums.get(keyOf(row));
    sums.set(keyOf(row), {
      first: known?.first ?? row,
      amount: known === undefined ? row.amount : add(known.amount, row.amount),
    });
  }
  return new Map([...sums].filter(([, { amount }]) => !isZero(amount)));
}

/** All of the amounts of some rows. */
export const totalOf = (rows: readonly { readonly amount: Money }[], currency: CurrencyCode): Money =>
  sum(
    rows.map(({ amount }) => amount),
    currency,
  );
