import { inputError } from '../../errors/parse-input.ts';
import { isZero, type Money } from '../../money/money.ts';
import type { MeantInvoice, Payment } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { dropRefundFindings } from './credit-findings.ts';
import { keepPayment, knownPayment } from './known-payment.ts';
import type { ReadRefund } from './payment-input.ts';

/**
 * Keeps a refund, of the given amount or of all there is. One that somebody else knows by the same id is kept once.
 *
 * @throws BillingError `PAYMENT_INVALID` when there is nothing to give back.
 */
export async function keepRefund(
  unit: Unit,
  all: {
    readonly id: string;
    readonly customerId: string;
    readonly amount: Money;
    readonly meant: readonly MeantInvoice[];
  },
  {
    on,
    method,
    reference,
    externalId,
    amount,
  }: Pick<ReadRefund, 'on' | 'method' | 'reference' | 'externalId' | 'amount'>,
): Promise<{ readonly refund: Payment; readonly isNew: boolean }> {
  const refund: Payment = {
    ...all,
    kind: 'refund',
    amount: amount ?? all.amount,
    on,
    method,
    reference,
    external: externalId === null ? null : { source: null, id: externalId },
    recordedAt: unit.at,
    reversedAt: null,
  };
  const known = await knownPayment(unit, { ...refund, amount });
  if (known !== null) return { refund: known, isNew: false };
  if (isZero(refund.amount))
    throw inputError('PAYMENT_INVALID', [
      { path: ['amount'], message: 'is 0: nothing is left to give back' },
    ]);
  await keepPayment(unit, refund);
  if (externalId !== null) await dropRefundFindings(unit, externalId);
  return { refund, isNew: true };
}
