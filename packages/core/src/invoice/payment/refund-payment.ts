import { inputError, parseInput } from '../../errors/parse-input.ts';
import { requireCurrency } from '../../money/arithmetic.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import { fillInOrder } from './fill-in-order.ts';
import { allocationSchema, amountSchema, type PaymentAllocation } from './payment-allocation.ts';

/**
 * Says where the money of a refund comes from (R85): from what became the customer's credit first, then from the
 * invoices, the last one served first. Without an amount all of it goes back. A payment that bounced is told in the
 * same way.
 *
 * The allocation is what is left of the payment: less what went back before, and less credit that was used since.
 *
 * @throws BillingError `PAYMENT_INVALID` when the allocation does not hold together, or the amount is below 0 or more
 * than it has.
 * @throws BillingError `CURRENCY_MISMATCH` when there are two currencies.
 * @example
 * ```ts
 * import { money, refundPayment } from '@billwright/core';
 *
 * const payment = {
 *   applications: [{ invoiceId: 'inv_1', amount: money('80.00', 'EUR') }],
 *   credit: money('20.00', 'EUR'),
 * };
 * const { applications, credit } = refundPayment(payment, money('30.00', 'EUR'));
 * console.log(applications[0]?.amount.amount, credit.amount);
 * // => 10.00 20.00
 * ```
 */
export function refundPayment(payment: PaymentAllocation, amount: Money | null = null): PaymentAllocation {
  const { applications, credit } = parseInput('PAYMENT_INVALID', allocationSchema, payment, ['payment']);
  const { currency } = credit;
  for (const { amount: applied } of applications) requireCurrency(applied, currency);
  const latestFirst = applications.toReversed();
  const rooms = [toMinorUnits(credit), ...latestFirst.map((application) => toMinorUnits(application.amount))];
  const most = rooms.reduce((total, units) => total + units, 0n);
  const [fromCredit = 0n, ...shares] = fillInOrder(
    amount === null ? most : unitsOf(amount, most, currency),
    rooms,
  );
  return {
    applications: latestFirst.flatMap(({ invoiceId }, index) => {
      const share = shares[index] ?? 0n;
      return share === 0n ? [] : [{ invoiceId, amount: fromMinorUnits(share, currency) }];
    }),
    credit: fromMinorUnits(fromCredit, currency),
  };
}

function unitsOf(given: Money, most: bigint, currency: string): bigint {
  const amount = parseInput('PAYMENT_INVALID', amountSchema, given, ['amount']);
  requireCurrency(amount, currency);
  const units = toMinorUnits(amount);
  if (units <= most) return units;
  const left = fromMinorUnits(most, currency).amount;
  const message = `${amount.amount} ${currency} is more than the ${left} that are left of the payment`;
  throw inputError('PAYMENT_INVALID', [{ path: ['amount'], message }]);
}
