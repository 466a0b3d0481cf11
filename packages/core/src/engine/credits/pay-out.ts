import { inputError } from '../../errors/parse-input.ts';
import { negate, subtract } from '../../money/arithmetic.ts';
import { isZero, type Money } from '../../money/money.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { keepRefund } from '../payments/keep-refund.ts';
import type { ReadPayOut } from '../payments/payment-input.ts';
import { smaller } from '../payments/smaller.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Payment } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { creditsOf, moveCredit } from './credit-movements.ts';

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
async function takeFromCredit(
  unit: Unit,
  customerId: string,
  amount: Money,
  refundId: string,
): Promise<Money> {
  let rest = amount;
  for (const { fund, left } of await creditsOf(unit, customerId, amount.currency)) {
    const part = smaller(left, rest);
    await moveCredit(unit, { customerId, amount: negate(part), kind: 'refunded', fund, refundId });
    rest = subtract(rest, part);
  }
  return rest;
}
