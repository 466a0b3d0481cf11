import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { negate } from '../../money/arithmetic.ts';
import { isZero, type Money } from '../../money/money.ts';
import { creditLotsOfInvoice, uncreditLotsOfInvoice } from '../prepaid/credit-lots.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import { invoiceRecords } from '../records/billing.ts';
import { applicationRecords, type Fund, type StoredApplication } from '../records/payments.ts';
import type { Unit } from '../unit.ts';

/** Money of a fund that an invoice gets. */
export interface Paying {
  readonly fund: Fund;
  readonly invoiceId: string;
  /** Above 0 and not above what is open. */
  readonly amount: Money;
  /** `restored`: it has this money again, since a refund of it never arrived. */
  readonly kind: 'payment' | 'credit' | 'prepaid' | 'restored';
  /** The refund that is taken back by it. */
  readonly refundId?: string | null | undefined;
  readonly ledgerCreditId?: string | undefined;
}

/** Money of a fund that an invoice gives back. */
export interface Unpaying {
  readonly fund: Fund;
  readonly invoiceId: string;
  /** Above 0 and not above what the invoice has of the fund. */
  readonly amount: Money;
  readonly kind: 'refund' | 'reversal' | 'returned';
  readonly refundId?: string | null | undefined;
  readonly ledgerCreditId?: string | undefined;
}

/** Pays an invoice from a fund. The caller holds the customer's lock and takes the amount from the fund. */
export async function payInvoice(unit: Unit, paying: Paying): Promise<Invoice> {
  const { fund, invoiceId, amount, kind, refundId = null, ledgerCreditId } = paying;
  const before = await unit.load(invoiceRecords, invoiceId);
  const type = kind === 'restored' ? 'reverse-refund' : 'pay';
  const after = transitionInvoice(before, { type, amount });
  await saveInvoice(unit, before, after, type, { fund: fund.kind, fundId: fund.id });
  await addApplication(unit, before, { fund, amount, kind, refundId, ledgerCreditId });
  if (after.settlement === 'paid') {
    unit.emit('invoice.paid', { invoice: after });
    await creditLotsOfInvoice(unit, invoiceId, 'paid');
  } else if (after.settlement === 'partially-paid') {
    unit.emit('invoice.partially-paid', { invoice: after });
  }
  return after;
}

/** Takes money of a fund off an invoice. The caller holds the customer's lock and says where the money goes. */
export async function unpayInvoice(unit: Unit, unpaying: Unpaying): Promise<Invoice> {
  const { fund, invoiceId, amount, kind, refundId = null, ledgerCreditId } = unpaying;
  const before = await unit.load(invoiceRecords, invoiceId);
  const type = kind === 'refund' ? 'refund' : 'reverse-payment';
  const after = transitionInvoice(before, { type, amount });
  await saveInvoice(unit, before, after, type, { fund: fund.kind, fundId: fund.id });
  await addApplication(unit, before, { fund, amount: negate(amount), kind, refundId, ledgerCreditId });
  if (kind === 'refund') unit.emit('invoice.refunded', { invoice: after });
  const isGone = kind === 'reversal' || ledgerCreditId !== undefined;
  const bounced = isGone && before.settlement === 'paid' && after.settlement !== 'paid';
  if (bounced) await uncreditLotsOfInvoice(unit, invoiceId, 'bounced');
  return after;
}

/** Writes down what money of a fund did on an invoice; 0 did nothing. */
export async function addApplication(
  unit: Unit,
  { id: invoiceId, content: { customerId } }: Invoice,
  {
    amount,
    ledgerCreditId,
    ...application
  }: Pick<StoredApplication, 'fund' | 'amount' | 'kind' | 'refundId'> & {
    readonly ledgerCreditId?: string | undefined;
  },
): Promise<void> {
  if (isZero(amount)) return;
  const known = await unit.all(applicationRecords, { index: ['invoice', invoiceId] });
  const sequence = known.reduce((last, one) => Math.max(last, one.sequence), 0) + 1;
  const id = `${encodeURIComponent(invoiceId)}/${sequence}`;
  await unit.save(applicationRecords, {
    id,
    sequence,
    customerId,
    invoiceId,
    amount,
    ...application,
    ...(ledgerCreditId === undefined ? {} : { ledgerCreditId }),
    at: unit.at,
  });
}
