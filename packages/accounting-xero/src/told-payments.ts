import { externalId, moneyOf } from '@billwright/accounting-common';
import { type LedgerCreditUse, type LedgerPayment, zero } from '@billwright/core';
import { z } from 'zod';
import { changeCopy, type Copy, copyOf } from './copy.ts';
import { linkPrefix } from './document-row.ts';
import { dayOf } from './organisation-facts.ts';
import type { Organisation } from './organisation.ts';

const amount = z.number().default(0);
const day = z.string().optional();
const payment = z.looseObject({ PaymentID: z.string(), Amount: amount, Date: day, Status: day });
const credit = { AppliedAmount: amount, Date: day };
const allocated = z.looseObject({ InvoiceID: z.string() });

/** A document with what pays it, as Xero tells it. */
export const paidSchema = z.looseObject({
  Type: z.string(),
  InvoiceID: z.string().optional(),
  CreditNoteID: z.string().optional(),
  Url: z.string().optional(),
  CurrencyCode: z.string(),
  UpdatedDateUTC: z.string(),
  Payments: z.array(payment).default([]),
  CreditNotes: z.array(z.looseObject({ CreditNoteID: z.string(), ...credit })).default([]),
  Allocations: z.array(z.looseObject({ Amount: amount, Date: day, Invoice: allocated })).default([]),
  Overpayments: z.array(z.looseObject({ OverpaymentID: z.string(), ...credit })).default([]),
  Prepayments: z.array(z.looseObject({ PrepaymentID: z.string(), ...credit })).default([]),
});

/** A document with what pays it. */
export type PaidDocument = z.infer<typeof paidSchema>;

/** Something that pays an invoice, or gives a credit note back. */
interface Paying {
  /** Its id; one that was gone and is there again goes on under another. */
  readonly external: string;
  readonly amount: number;
  readonly on: string | undefined;
}

/**
 * What pays an invoice of ours: payments, and what was applied to it of overpayments, prepayments and credit notes that
 * were made in Xero. A credit note that we copied has been counted here when it was issued, and is told by itself. What was
 * told before and is not there any more has been deleted.
 */
export async function paymentsOf(
  organisation: Organisation,
  invoice: PaidDocument,
): Promise<readonly LedgerPayment[]> {
  const { InvoiceID = '', Type, Url = '' } = invoice;
  if (Type !== 'ACCREC') return [];
  const isOurs = Url.startsWith(linkPrefix(organisation)) || (await copyOf(organisation, InvoiceID)) !== null;
  if (!isOurs) return [];
  const paying = new Map(paymentsIn(organisation, invoice).map((one) => [one.external, one]));
  const applied = (
    kind: string,
    id: string,
    one: { AppliedAmount: number; Date?: string | undefined },
  ): void => {
    const external = `${externalId(organisation.id, kind, id)}/${InvoiceID}`;
    // It may be applied part by part: together they are one, since the same one counts once.
    const { amount: before = 0 } = paying.get(external) ?? {};
    paying.set(external, { external, amount: before + one.AppliedAmount, on: one.Date });
  };
  for (const one of invoice.Overpayments) applied('Overpayment', one.OverpaymentID, one);
  for (const one of invoice.Prepayments) applied('Prepayment', one.PrepaymentID, one);
  for (const one of invoice.CreditNotes)
    if ((await copyOf(organisation, one.CreditNoteID)) === null) applied('CreditNote', one.CreditNoteID, one);
  const to = externalId(organisation.id, 'Invoice', InvoiceID);
  return told(organisation, { kind: 'payment', documentId: InvoiceID, to }, invoice, [...paying.values()]);
}

/**
 * What became of a credit note of ours: what of it went back to the customer, and what was taken of it off other invoices
 * than the one that it corrects.
 */
export async function usesOfNote(
  organisation: Organisation,
  creditNote: PaidDocument,
): Promise<readonly LedgerPayment[]> {
  const { CreditNoteID = '', Type } = creditNote;
  const copy = Type === 'ACCRECCREDIT' ? await copyOf(organisation, CreditNoteID) : null;
  if (copy === null) return [];
  // The engine knows which invoice it corrects, also when that has no copy.
  const to = copy.credits ?? externalId(organisation.id, 'CreditNote', CreditNoteID);
  const document = { kind: 'refund' as const, documentId: CreditNoteID, to };
  const refunds = await told(organisation, document, creditNote, paymentsIn(organisation, creditNote));
  return [...refunds, ...(await takenOff(organisation, creditNote, copy))];
}

/** The credit notes of ours that were taken off an invoice that they don't correct, by their ids. */
export async function notesTakenOff(
  organisation: Organisation,
  { InvoiceID = '', CreditNotes }: PaidDocument,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { CreditNoteID } of CreditNotes) {
    const copy = await copyOf(organisation, CreditNoteID);
    if (copy !== null && copy.credits !== externalId(organisation.id, 'Invoice', InvoiceID))
      ids.push(CreditNoteID);
  }
  return ids;
}

/** All that is taken of a credit note, told as one: what is not there any more was put back. */
async function takenOff(
  organisation: Organisation,
  { CreditNoteID = '', CurrencyCode, UpdatedDateUTC, Allocations }: PaidDocument,
  { credits: corrects, isApplied }: Copy,
): Promise<readonly LedgerPayment[]> {
  const creditNoteExternalId = externalId(organisation.id, 'CreditNote', CreditNoteID);
  const credits = Allocations.map(
    ({ Amount, Invoice }): LedgerCreditUse => ({
      creditNoteExternalId,
      invoiceExternalId: externalId(organisation.id, 'Invoice', Invoice.InvoiceID),
      amount: moneyOf(Amount, CurrencyCode),
    }),
  ).filter(({ invoiceExternalId }) => invoiceExternalId !== corrects);
  if (credits.length === 0 && !isApplied) return [];
  // Written down before it is told: so nobody misses that it is put back.
  if (!isApplied) await changeCopy(organisation, CreditNoteID, () => ({ isApplied: true }));
  const nothing = { amount: zero(CurrencyCode), applications: [], isDeleted: false };
  const on = dayOf(Allocations.at(-1)?.Date) ?? dayOf(UpdatedDateUTC) ?? '1970-01-01';
  return [{ externalId: `${creditNoteExternalId}/Allocations`, kind: 'payment', ...nothing, on, credits }];
}

const paymentsIn = ({ id }: Organisation, { Payments }: PaidDocument): readonly Paying[] =>
  Payments.filter(({ Status }) => Status !== 'DELETED').map(({ PaymentID, Amount, Date }) => ({
    external: externalId(id, 'Payment', PaymentID),
    amount: Amount,
    on: Date,
  }));

async function told(
  organisation: Organisation,
  {
    kind,
    documentId,
    to,
  }: { readonly kind: LedgerPayment['kind']; readonly documentId: string; readonly to: string },
  { CurrencyCode, UpdatedDateUTC }: PaidDocument,
  paying: readonly Paying[],
): Promise<readonly LedgerPayment[]> {
  const updated = dayOf(UpdatedDateUTC) ?? '1970-01-01';
  const before = await copyOf(organisation, documentId);
  const { gone: goneBefore = [], told: toldBefore = [] } = before ?? {};
  const idOf = ({ external }: Paying): string => {
    const times = goneBefore.filter((one) => one === external || one.startsWith(`${external}#`)).length;
    return times === 0 ? external : `${external}#${times + 1}`;
  };
  const now = paying.map(idOf);
  const gone = [...goneBefore, ...toldBefore.filter((external) => !now.includes(external))];
  // It is written down before it is told, and told as often as the document is: so nobody misses it.
  if (now.join() !== toldBefore.join() || gone.length > goneBefore.length)
    await changeCopy(organisation, documentId, () => ({ told: now, gone }));
  const there = paying.map((one): LedgerPayment => {
    const own = moneyOf(one.amount, CurrencyCode);
    const applications = [{ invoiceExternalId: to, amount: own }];
    const on = dayOf(one.on) ?? updated;
    return { externalId: idOf(one), kind, amount: own, applications, on, isDeleted: false };
  });
  const deleted = gone.map((external): LedgerPayment => {
    const nothing = { amount: zero(CurrencyCode), applications: [] };
    return { externalId: external, kind, ...nothing, on: updated, isDeleted: true };
  });
  return [...there, ...deleted];
}
