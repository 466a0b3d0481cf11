import type { Invoice } from '../../invoice/invoice.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import { compare } from '../../money/arithmetic.ts';
import { isNegative, isZero, type Money } from '../../money/money.ts';
import type { LedgerPayment } from '../../ports/accounting.ts';
import { invoiceRecords } from '../records/billing.ts';
import {
  dropFinding,
  findingRecords,
  keepFinding,
  type LedgerCredit,
  ledgerCredits,
} from '../records/ledger-credits.ts';
import { customerRecords } from '../records/master-data.ts';
import { creditRecords, externalKey, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { CreditsOnInvoices } from './credits-on-invoices.ts';
import { totalOf } from './money-of.ts';
import { invoiceToPay, seatCredits } from './seat-credits.ts';

/** Follows what ledgers take of credit notes of a customer after its credit or its invoices have changed. */
export async function followLedgers(unit: Unit, customerId: string): Promise<void> {
  await seatCredits(unit, customerId);
  await tellCreditFindings(unit, customerId);
}

/** Tells what our books could not follow of what ledgers take of credit notes of a customer, and forgets what they could. */
export async function tellCreditFindings(unit: Unit, customerId: string): Promise<void> {
  const standing = await unit.all(ledgerCredits, { index: ['customer', customerId] });
  const onInvoices = new CreditsOnInvoices(unit);
  for (const credit of standing) {
    const missing = await onInvoices.missingOf(credit);
    if (isZero(missing) || isNegative(missing)) {
      await dropFinding(unit, credit.id);
      continue;
    }
    const { id, connectorId, externalId, creditNoteId, invoiceId } = credit;
    const reason = await reasonOf(unit, credit, missing);
    const found = {
      id,
      connectorId,
      kind: 'credit',
      externalId,
      customerId,
      creditNoteId,
      invoiceId,
    } as const;
    await keepFinding(unit, { ...found, amount: missing, reason });
  }
}

const textOf = ({ amount, currency }: Money): string => `${amount} ${currency}`;
const nameOf = ({ id, issued }: Invoice): string => issued?.number ?? id;

async function reasonOf(unit: Unit, credit: LedgerCredit, missing: Money): Promise<string> {
  const note = await unit.load(invoiceRecords, credit.creditNoteId);
  const invoice = await invoiceToPay(unit, credit);
  const what = `${credit.connectorId} takes ${textOf(credit.amount)} of the credit note ${nameOf(note)} off`;
  if (invoice === 'not-ours')
    return `${what} something that is no invoice of ours, so the customer has that much more credit here than there. Take it off an invoice of ours there, or pay it out here.`;
  if (typeof invoice === 'string') {
    const which = invoice === 'other-customer' ? 'another customer' : 'another currency';
    return `${what} an invoice that is of ${which} here, so nothing was moved. Put it back there, and take it off an invoice of the customer in its currency.`;
  }
  const where = `${what} ${nameOf(invoice)}`;
  if (isZero(openAmount(invoice)))
    return `${where}, and ${textOf(missing)} of that finds no room here, where nothing more is open on it. Put that much back there, and take it off another invoice.`;
  const few = `${where}, and the customer has ${textOf(missing)} too little credit for that here`;
  const { credits } = note;
  if (credits === null || (await hasFreed(unit, credit.customerId, credits.invoiceId, missing)))
    return `${few}, since it was used or paid out. Put that much back there, and take it off the invoice that it pays here.`;
  return `${few}, since the credit note lowers ${credits.invoiceNumber} here. Take it off that one there; otherwise it follows as soon as that is paid in full there.`;
}

/** Whether so much of what an invoice had became the customer's credit. */
async function hasFreed(unit: Unit, customerId: string, invoiceId: string, amount: Money): Promise<boolean> {
  const rows = await unit.all(creditRecords, { index: ['customer', customerId] });
  const freed = rows.filter(
    (row) =>
      row.kind === 'returned' && row.invoiceId === invoiceId && row.amount.currency === amount.currency,
  );
  return compare(totalOf(freed, amount.currency), amount) >= 0;
}

/** Tells of a refund of a customer of ours that names none of our documents, unless somebody has recorded it here. */
export async function tellRefundFinding(
  unit: Unit,
  connectorId: string,
  { kind, externalId, customerId = null, amount, isDeleted }: LedgerPayment,
  isOfOurs: boolean,
): Promise<void> {
  if (kind !== 'refund') return;
  const id = ['refund', connectorId, externalId].map(encodeURIComponent).join(':');
  const isLoose = !isDeleted && !isOfOurs && !isZero(amount);
  const isOurs = isLoose && customerId !== null && (await unit.find(customerRecords, customerId)) !== null;
  if (!isOurs || (await isByHand(unit, externalId, amount))) return dropFinding(unit, id);
  const reason = `${connectorId} gave ${textOf(amount)} back to the customer, and does not say of which invoice. Record the refund here, with "${externalId}" as its externalId; or name the invoice there.`;
  const found = { id, connectorId, kind, externalId, customerId, creditNoteId: null, invoiceId: null };
  await keepFinding(unit, { ...found, amount, reason });
}

/** Whether somebody has recorded a refund of a ledger here by hand, under the id that it has there. */
export async function isByHand(unit: Unit, externalId: string, amount: Money): Promise<boolean> {
  const key = externalKey({ kind: 'refund', external: { source: null, id: externalId } }) ?? '';
  const known = await unit.all(paymentRecords, { index: ['external', key] });
  return known.some((one) => one.reversedAt === null && textOf(one.amount) === textOf(amount));
}

/** Somebody has recorded a refund that a ledger told: it is no finding any more. */
export async function dropRefundFindings(unit: Unit, externalId: string): Promise<void> {
  for (const { id, kind } of await unit.all(findingRecords, { index: ['external', externalId] }))
    if (kind === 'refund') await dropFinding(unit, id);
}
