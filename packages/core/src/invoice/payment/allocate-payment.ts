import { parseInput } from '../../errors/parse-input.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import type { Invoice } from '../invoice.ts';
import { fillInOrder } from './fill-in-order.ts';
import { amountSchema, type PaymentAllocation } from './payment-allocation.ts';
import { type PaymentOrder, wishesOf } from './payment-order.ts';

/**
 * Divides a payment over the invoices of a customer (R85): first those that are named, then the others, the oldest due
 * date first. No invoice gets more than is open on it; what none takes is the customer's credit. All together is the
 * payment, exactly.
 *
 * Invoices on which nothing is open take nothing, nor do credit notes and invoices of another currency.
 *
 * @throws BillingError `PAYMENT_INVALID` when an amount is below 0, or an invoice is named that is not handed in, or
 * named twice.
 * @throws BillingError `CURRENCY_MISMATCH` when an invoice is named that is of another currency.
 * @example
 * ```ts
 * import { allocatePayment, manualInvoice, manualLine, money, transitionInvoice } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const invoice = transitionInvoice(draft, {
 *   type: 'issue', series: 'INV', sequence: 42, number: 'INV-00042', at: '2026-04-01T08:00:00Z', on: '2026-04-01',
 * });
 * const { applications, credit } = allocatePayment(money('100.00', 'EUR'), [invoice]);
 * console.log(applications[0]?.invoiceId, applications[0]?.amount.amount, credit.amount);
 * // => inv_1 80.00 20.00
 * ```
 */
export function allocatePayment(
  payment: Money,
  invoices: readonly Invoice[],
  order: PaymentOrder = {},
): PaymentAllocation {
  const amount = parseInput('PAYMENT_INVALID', amountSchema, payment, ['payment']);
  const { currency } = amount;
  const units = toMinorUnits(amount);
  const wishes = wishesOf(invoices, order, currency);
  const shares = fillInOrder(
    units,
    wishes.map(({ most }) => most),
  );
  const applications = wishes.flatMap(({ invoiceId }, index) => {
    const share = shares[index] ?? 0n;
    return share === 0n ? [] : [{ invoiceId, amount: fromMinorUnits(share, currency) }];
  });
  const applied = shares.reduce((sum, share) => sum + share, 0n);
  return { applications, credit: fromMinorUnits(units - applied, currency) };
}
