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
import { tellOnce, toldOf } from '../records/notices.ts';
import { externalKey, type MeantInvoice, type Payment, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { isByHand, tellCreditFindings, tellRefundFinding } from './credit-findings.ts';
import { keepPayment } from './known-payment.ts';
import { type CreditUses, creditUsesOf, knownUses, replaceUses } from './ledger-credit-uses.ts';
import { documentOf } from './ledger-documents.ts';
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
  /** Whether all documents that it names are ours, as far as we know by now. */
  readonly isWhole: boolean;
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
  credits: z
    .array(z.looseObject({ creditNoteExternalId: idSchema, invoiceExternalId: idSchema, amount: positive }))
    .optional(),
  customerId: idSchema.nullable().optional(),
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
  const known = kind === 'payment' ? await knownUses(unit, connectorId, externalId) : [];
  const concerned = (more: readonly { readonly customerId: string }[]): readonly string[] =>
    [...standing, ...known, ...more].map(({ customerId }) => customerId);
  if (isDeleted) {
    await tellOnce(unit, subject, 'deleted');
    await lockCustomers(unit, concerned([]));
    for (const { id } of standing) await reversePayment(unit, id);
    const isPutBack = await replaceUses(unit, known, []);
    await tellRefundFinding(unit, connectorId, payment, true);
    if (standing.length > 0 || isPutBack) await settled(unit, concerned([]));
    return outcome(standing.length > 0 || isPutBack ? 'reversed' : 'known', rows);
  }
  if ((await toldOf(unit, subject)).has('deleted')) return outcome('known', rows);

  const { parts, isWhole } = await partsOf(unit, connectorId, payment);
  const told = kind === 'payment' ? await creditUsesOf(unit, connectorId, payment) : noUses;
  await tellRefundFinding(unit, connectorId, payment, parts.length > 0);
  if (kind === 'refund' && standing.length === 0 && (await isByHand(unit, externalId, payment.amount)))
    return outcome('known', rows);
  const isNothing = parts.length === 0 && told.uses.length === 0;
  if (isNothing && standing.length === 0 && known.length === 0) return outcome('unknown', rows, false);
  const customerIds = concerned([...parts, ...told.uses]);
  await lockCustomers(unit, customerIds);
  const wanted = new Set(parts.map(gistOf));
  const recorded = new Set(standing.map(gistOf));
  const outdated = standing.filter((one) => !wanted.has(gistOf(one)));
  for (const old of outdated) {
    if (kind === 'payment') await freeOfRefunds(unit, old);
    await reversePayment(unit, old.id);
  }
  const made: Payment[] = [];
  for (const part of parts.filter((one) => !recorded.has(gistOf(one)))) {
    const number = rows.length + made.length + 1;
    const id = `${connectorId}:${kind}:${externalId}${number === 1 ? '' : `:${number}`}`;
    made.push(await keepPart(unit, { ...part, id, external }));
  }
  const isMoved = await replaceUses(unit, known, told.uses);
  if (made.length > 0 || outdated.length > 0 || isMoved) await settled(unit, customerIds);
  return outcome(made.length > 0 || isMoved ? 'recorded' : 'known', made, isWhole && told.isWhole);
}

const noUses: CreditUses = { uses: [], isWhole: true };

const outcome = (
  status: LedgerPaymentOutcome['status'],
  payments: readonly Payment[],
  isWhole = true,
): LedgerPaymentOutcome => ({ status, paymentIds: payments.map(({ id }) => id), isWhole });

/** Settles what has room by now, and tells what has none. */
async function settled(unit: Unit, customerIds: readonly string[]): Promise<void> {
  for (const customerId of new Set(customerIds)) {
    await seatWaiting(unit, customerId);
    await tellCreditFindings(unit, customerId);
  }
}

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
  return payment;
}

/** By customer; what the ledger has not applied is with the first one. */
async function partsOf(
  unit: Unit,
  connectorId: string,
  { kind, applications, amount, on }: LedgerPayment,
): Promise<{ readonly parts: readonly Part[]; readonly isWhole: boolean }> {
  const { currency } = amount;
  let isWhole = true;
  const byCustomer = new Map<string, (MeantInvoice & { readonly amount: Money })[]>();
  let applied = zero(currency);
  for (const { invoiceExternalId, amount: part } of applications) {
    applied = add(applied, part);
    const document = await documentOf(unit, connectorId, invoiceExternalId);
    if (document === null) isWhole = false;
    if (document === null || isZero(part)) continue;
    const { customerId } = document.content;
    // What goes back of a credit note goes back of the invoice that it corrects.
    const invoiceId = (kind === 'refund' ? document.credits?.invoiceId : null) ?? document.id;
    const own = byCustomer.get(customerId) ?? [];
    const same = own.find((one) => one.invoiceId === invoiceId);
    const all = same === undefined ? part : add(same.amount, part);
    byCustomer.set(customerId, [...own.filter((one) => one !== same), { invoiceId, amount: all }]);
  }
  const rest = subtract(amount, applied);
  const parts = [...byCustomer].map(([customerId, meant], index): Part => {
    const own = sum(
      meant.map((one) => one.amount),
      currency,
    );
    const hasRest = index === 0 && kind === 'payment' && !isNegative(rest);
    return { kind, customerId, amount: hasRest ? add(own, rest) : own, on, meant };
  });
  return { parts, isWhole };
}
