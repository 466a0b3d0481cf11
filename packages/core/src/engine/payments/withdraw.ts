import { type PaymentAllocation } from '../../invoice/payment/payment-allocation.ts';
import { refundPayment } from '../../invoice/payment/refund-payment.ts';
import { negate } from '../../money/arithmetic.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { Money } from '../../money/money.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import type { Fund } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { allocationOf } from './money-of.ts';
import { unpayInvoice } from './move-money.ts';

/** Money that leaves a fund. */
export interface Withdrawal {
  readonly fund: Fund;
  readonly customerId: string;
  readonly currency: CurrencyCode;
  /** `null`: all that is left of it. */
  readonly amount: Money | null;
  /** `refund`: it goes back on purpose. `reversal`: it never came. */
  readonly kind: 'refund' | 'reversal';
  readonly refundId?: string | null | undefined;
}

/**
 * Takes money out of a fund: what stands to the customer's credit first, then from the invoices, the last one served
 * first. The caller holds the customer's lock.
 *
 * @throws BillingError `PAYMENT_INVALID` when more is asked for than is left.
 */
export async function withdraw(unit: Unit, withdrawal: Withdrawal): Promise<PaymentAllocation> {
  const { fund, customerId, currency, amount, kind, refundId = null } = withdrawal;
  const left = await allocationOf(unit, fund, customerId, currency);
  const taken = refundPayment(left, amount);
  await moveCredit(unit, {
    customerId,
    amount: negate(taken.credit),
    kind: kind === 'refund' ? 'refunded' : 'reversed',
    fund,
    refundId,
  });
  for (const application of taken.applications)
    await unpayInvoice(unit, { ...application, fund, kind, refundId });
  return taken;
}
