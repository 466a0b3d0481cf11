import type { Invoice } from '../../invoice/invoice.ts';
import { applyCredits, type CreditUse } from '../../invoice/payment/apply-credits.ts';
import type { PaymentOrder } from '../../invoice/payment/payment-order.ts';
import { negate } from '../../money/arithmetic.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { payInvoice } from '../payments/move-money.ts';
import type { Unit } from '../unit.ts';
import { creditsOf, type FundCredit, moveCredit } from './credit-movements.ts';

/** Pays invoices of a customer from its credit, the oldest credit first. The caller holds the customer's lock. */
export async function applyCredit(
  unit: Unit,
  customerId: string,
  currency: CurrencyCode,
  invoices: readonly Invoice[],
  order: PaymentOrder = {},
): Promise<readonly CreditUse[]> {
  const credits = await creditsOf(unit, customerId, currency);
  const known = credits.map(({ creditId, left }) => ({ creditId, left }));
  const { uses } = applyCredits(known, invoices, currency, order);
  for (const use of uses) await applyOne(unit, customerId, credits, use);
  return uses;
}

async function applyOne(
  unit: Unit,
  customerId: string,
  credits: readonly FundCredit[],
  { creditId, invoiceId, amount }: CreditUse,
): Promise<void> {
  const fund = credits.find((credit) => credit.creditId === creditId)?.fund;
  if (fund === undefined) return;
  await moveCredit(unit, { customerId, amount: negate(amount), kind: 'applied', fund, invoiceId });
  await payInvoice(unit, { fund, invoiceId, amount, kind: 'credit' });
}
