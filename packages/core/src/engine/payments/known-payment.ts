import { BillingError } from '../../errors/billing-error.ts';
import type { Money } from '../../money/money.ts';
import { canonicalJson } from '../canonical-json.ts';
import { asJson } from '../as-json.ts';
import { externalKey, type Payment, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';

/**
 * The payment that somebody else knows by the same id, or `null`: it counts once (R85).
 *
 * @throws BillingError `ALREADY_EXISTS` when that one is another: of another customer, amount or day.
 */
export async function knownPayment(
  unit: Unit,
  payment: Omit<Payment, 'amount'> & { readonly amount: Money | null },
): Promise<Payment | null> {
  const key = externalKey(payment);
  if (key === null) return null;
  const [known] = await unit.some(paymentRecords, { index: ['external', key], limit: 1 });
  if (known === undefined) return null;
  if (gistOf(known) === gistOf({ ...payment, amount: payment.amount ?? known.amount })) return known;
  throw new BillingError('ALREADY_EXISTS', { collection: 'payments', id: payment.external?.id ?? '' });
}

const gistOf = ({ customerId, amount, on }: Payment): string =>
  canonicalJson(asJson({ customerId, amount, on }));

/** Keeps a payment or a refund, with what the audit log tells of it. */
export async function keepPayment(unit: Unit, payment: Payment): Promise<void> {
  await unit.save(paymentRecords, payment);
  unit.note({
    action: `payment.${payment.kind === 'payment' ? 'record' : 'refund'}`,
    subject: { kind: 'payment', id: payment.id },
    before: null,
    after: asJson(payment),
  });
}
