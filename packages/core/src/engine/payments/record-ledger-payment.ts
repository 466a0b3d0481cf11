import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import { add, subtract, sum } from '../../money/arithmetic.ts';
import { isNegative, isZero, type Money, moneySchema, zero } from '../../money/money.ts';
import type { LedgerPayment } from '../../ports/accounting.ts';
import { civilDateSchema } from '../../time/civil-date.ts';
import { asJson } from '../as-json.ts';
import { canonicalJson } from '../canonical-json.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { invoiceRecords } from '../records/billing.ts';
import { tellOnce, toldOf } from '../records/notices.ts';
import {
  externalKey,
  ledgerDocumentKey,
  ledgerDocuments,
  type MeantInvoice,
  type Payment,
  paymentRecords,
} from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { keepPayment } from './known-payment.ts';
import { allocate } from './record-payment.ts';
import { reversePayment } from './reverse-payment.ts';
import { seatWaiting } from './seat-waiting.ts';
import { freeOfRefunds } from './take-refund-back.ts';

/**
 * What became of a payment that a ledger told. `unknown`: it pays none of our documents, as far as we know by now.
 * `known`: nothing is new. `overtaken`: somebody has asked the ledger later, and tells of it.
 */
export interface LedgerPaymentOutcome {
  readonly status: 'recorded' | 'reversed' | 'known' | 'unknown' | 'overtaken';
  /** One for each customer whose invoices it pays. */
  readonly paymentIds: readonly string[];
}

const positive: z.ZodType<Money, Money> = moneySchema.refine(
  (amount) => !isNegative(amount),
  'must be 0 or more',
);

const schema: z.ZodType<LedgerPayment> = z.looseObject({
  externalId: idSchema,
  kind: z.enum(['payment', 'refund']),
  applications: z.array(z.looseObject({ invoiceExternalId: idSchema, amount: positive })),
  amount: positive,
  on: civilDateSchema,
  isDeleted: z.boolean(),
});

/**
 * Records what a ledger tells of a payment or a refund. The same one counts once, however often it is told; one that was
 * changed there replaces what was told before; one that was deleted there is taken back, also when that is told first.
 * What is settled in the end depends on what was told, not on the order (I23).
 *
 * @param isLatest whether nobody has asked the ledger since. Asked under the payment's own lock.
 * @throws BillingError `PAYMENT_INVALID` when it does not hold together.
 */
export async function recordLedgerPayment(
  unit: Unit,
  connectorId: string,
  given: LedgerPayment,
  isLatest: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<LedgerPaymentOutcome> {
  const payment = parseInput('PAYMENT_INVALID', schema, given);
  const { kind, externalId, isDeleted } = payment;
  const external = { source: connectorId, id: externalId };
  const key = externalKey({ kind, external }) ?? '';
  // Taken before any customer, and by nobody else: two that tell of it at once come one after the other.
  await unit.lock(`external:${key}`);
  if (!(await isLatest())) return outcome('overtaken', []);
  const subject = { kind: 'ledger-payment', id: key };
  const rows = await unit.all(paymentRecords, { index: ['external', key] });
  const standing = rows.filter(({ reversedAt }) => reversedAt === null);
  if (isDeleted) {
    await tellOnce(unit, subject, 'deleted');
    for (const { id } of standing) await reversePayment(unit, id);
    return outcome(standing.length > 0 ? 'reversed' : 'known', rows);
  }
  if ((await toldOf(unit, subject)).has('deleted')) return outcome('known', rows);

  const parts = await partsOf(unit, connectorId, payment);
  if (parts.length === 0 && standing.length === 0) return outcome('unknown', rows);
  const wanted = new Set(parts.map(gistOf));
  const told = new Set(standing.map(gistOf));
  await lockCustomers(
    unit,
    [...parts, ...standing].map(({ customerId }) => customerId),
  );
  for (const old of standing.filter((one) => !wanted.has(gistOf(one)))) {
    if (kind === 'payment') await freeOfRefunds(unit, old);
    await reversePayment(unit, old.id);
  }
  const made: Payment[] = [];
  for (const part of parts.filter((one) => !told.has(gistOf(one)))) {
    const number = rows.length + made.length + 1;
    const id = `${connectorId}:${kind}:${externalId}${number === 1 ? '' : `:${number}`}`;
    made.push(await keepPart(unit, { ...part, id, external }));
  }
  return outcome(made.length > 0 ? 'recorded' : 'known', made);
}

const outcome = (
  status: LedgerPaymentOutcome['status'],
  payments: readonly Payment[],
): LedgerPaymentOutcome => ({ status, paymentIds: payments.map(({ id }) => id) });

/** What one customer's invoices get of a ledger's payment. */
type Part = Pick<Payment, 'kind' | 'customerId' | 'amount' | 'on' | 'meant'>;

const gistOf = ({ customerId, amount, on, meant }: Part): string =>
  canonicalJson(asJson({ customerId, amount, on, meant }));

async function keepPart(unit: Unit, part: Part & Pick<Payment, 'id' | 'external'>): Promise<Payment> {
  const payment: Payment = {
    ...part,
    method: part.external?.source ?? null,
    reference: null,
    recordedAt: unit.at,
    reversedAt: null,
  };
  await keepPayment(unit, payment);
  if (payment.kind === 'payment') {
    unit.emit('payment.recorded', { paymentId: payment.id, amount: payment.amount });
    await allocate(unit, payment, [], { rest: 'credit' });
  }
  await seatWaiting(unit, payment.customerId);
  return payment;
}

/** By customer; what the ledger has not applied is with the first one. */
async function partsOf(
  unit: Unit,
  connectorId: string,
  { kind, applications, amount, on }: LedgerPayment,
): Promise<readonly Part[]> {
  const { currency } = amount;
  const byCustomer = new Map<string, (MeantInvoice & { readonly amount: Money })[]>();
  let applied = zero(currency);
  for (const { invoiceExternalId, amount: part } of applications) {
    applied = add(applied, part);
    const document = await unit.find(ledgerDocuments, ledgerDocumentKey(connectorId, invoiceExternalId));
    const invoice = document === null ? null : await unit.find(invoiceRecords, document.invoiceId);
    if (invoice === null || isZero(part)) continue;
    const { customerId } = invoice.content;
    const own = byCustomer.get(customerId) ?? [];
    const same = own.find(({ invoiceId }) => invoiceId === invoice.id);
    const all = same === undefined ? part : add(same.amount, part);
    byCustomer.set(customerId, [
      ...own.filter((one) => one !== same),
      { invoiceId: invoice.id, amount: all },
    ]);
  }
  const rest = subtract(amount, applied);
  return [...byCustomer].map(([customerId, meant], index): Part => {
    const own = sum(
      meant.map((one) => one.amount),
      currency,
    );
    const hasRest = index === 0 && kind === 'payment' && !isNegative(rest);
    return { kind, customerId, amount: hasRest ? add(own, rest) : own, on, meant };
  });
}
