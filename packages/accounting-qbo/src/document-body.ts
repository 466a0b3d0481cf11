import { failure } from '@billwright/accounting-common';
import type { Invoice, LedgerDocument } from '@billwright/core';
import { addressOf } from './address.ts';
import type { Company } from './company.ts';
import { documentLines } from './document-lines.ts';
import type { DocumentEntity } from './external-id.ts';
import type { Names } from './names.ts';
import { beginningOf } from './quoted.ts';

export const entityOf = ({ kind }: Invoice): DocumentEntity =>
  kind === 'invoice' ? 'Invoice' : 'CreditMemo';

/** How our copies are known among documents that have the same number: it is in their private note. */
export const markOf = ({ context: { tenantId } }: Company, { id }: Invoice): string =>
  `billwright:${encodeURIComponent(tenantId)}:${encodeURIComponent(id)}`;

/** The words of a private note. People write in it, too: before our mark, after it, on lines of their own. */
export const wordsOfNote = (note: string): readonly string[] => note.split(/\s+/);

/** The mark, and on a credit note what it corrects. */
const noteOf = (company: Company, { invoice, creditsExternalId }: LedgerDocument): string =>
  creditsExternalId === null
    ? markOf(company, invoice)
    : `${markOf(company, invoice)} credits:${creditsExternalId}`;

/** The most characters that a number may have. */
const longestNumber = 21;

/**
 * A document as QuickBooks takes it.
 *
 * @throws BillingError `CONNECTOR_FAILED` when it would refuse it, as far as that is known.
 */
export function documentBody(
  company: Company,
  document: LedgerDocument,
  names: Names,
): Readonly<Record<string, unknown>> {
  const { setup } = company;
  const { content, issued } = document.invoice;
  const refuse = (reason: string): Error => failure(setup.id, 'refused', reason);
  const { facts } = names;
  if (issued === null) throw refuse('it is not issued');
  if (issued.number.length > longestNumber)
    throw refuse(`its number has more than ${longestNumber} characters: change the number series`);
  if (content.totals.total.amount.startsWith('-')) throw refuse('QuickBooks keeps no document below 0');
  if (content.currency !== facts.homeCurrency && !facts.hasManyCurrencies)
    throw refuse(`the company has only ${facts.homeCurrency}: turn on multicurrency for ${content.currency}`);
  const { address, email } = content.buyer;
  return {
    ...(facts.takesNumbers ? { DocNumber: issued.number } : {}),
    TxnDate: issued.on,
    ...(document.invoice.kind === 'invoice' ? { DueDate: issued.dueOn } : {}),
    CustomerRef: { value: names.customerOf(document.invoice) },
    ...(facts.hasManyCurrencies ? { CurrencyRef: { value: content.currency } } : {}),
    // A US company refuses it.
    ...(facts.isInUs ? {} : { GlobalTaxCalculation: 'TaxExcluded' }),
    Line: documentLines(setup, document.invoice, names),
    PrivateNote: noteOf(company, document),
    ...(content.note === null ? {} : { CustomerMemo: { value: beginningOf(content.note, 1000) } }),
    ...(email === null ? {} : { BillEmail: { Address: email } }),
    // Sales tax in the US is that of where it goes to.
    ...(address === null ? {} : { BillAddr: addressOf(address), ShipAddr: addressOf(address) }),
  };
}
