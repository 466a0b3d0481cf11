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
 * @throws BillingError `PAYMENT_INVALID` when the payment or a wish is below 0, or an invoice is named that is not handed
 * in, or named twice.
 * @throws BillingError `CURRENCY_MISMATCH` when an invoice is named that is of another currency.
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
