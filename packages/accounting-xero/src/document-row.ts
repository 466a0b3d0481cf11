import { failure } from '@billwright/accounting-common';
import type { Invoice, LedgerDocument } from '@billwright/core';
import type { Copy } from './copy.ts';
import { documentLines } from './document-lines.ts';
import type { Names } from './names.ts';
import type { Organisation } from './organisation.ts';
import type { Row } from './write-rows.ts';

/** What Xero keeps a document as. */
export type DocumentEntity = 'Invoice' | 'CreditNote';

/** Both. */
export const documentEntities: readonly DocumentEntity[] = ['Invoice', 'CreditNote'];

export const entityOf = ({ kind }: Invoice): DocumentEntity =>
  kind === 'invoice' ? 'Invoice' : 'CreditNote';

/** What the links of a tenant's copies begin with. */
export const linkPrefix = ({ setup, context: { tenantId } }: Organisation): string =>
  `${setup.linkBase}${encodeURIComponent(tenantId)}/`;

/** How our copy of an invoice is known among documents that have the same number. */
export const linkOf = (organisation: Organisation, { id }: Invoice): string =>
  `${linkPrefix(organisation)}${encodeURIComponent(id)}`;

/** What a credit note refers to; with its number it is known as ours, since it can have no link. */
export const referenceOf = ({ kind, credits, content }: Invoice): string =>
  (kind === 'invoice' ? content.purchaseOrder : credits?.invoiceNumber)?.slice(0, 255) ?? '';

/**
 * A document as Xero takes it, and the keys of its lines in their order. With a copy it is the change of that.
 *
 * @throws BillingError `CONNECTOR_FAILED` when it would be refused, as far as that is known.
 */
export function documentRow(
  organisation: Organisation,
  { invoice }: LedgerDocument,
  names: Names,
  status: 'AUTHORISED' | 'DRAFT',
  copy: Copy | null,
): { readonly row: Row; readonly keys: readonly string[] } {
  const { setup } = organisation;
  const { content, issued } = invoice;
  const refuse = (reason: string): Error => failure(setup.id, 'refused', reason);
  if (issued === null) throw refuse('it is not issued');
  if (content.totals.total.amount.startsWith('-')) throw refuse('Xero keeps no document below 0');
  const lines = documentLines(setup, invoice, names);
  const reference = referenceOf(invoice);
  const common = {
    // Nothing else of the contact: what is sent is changed in the contact.
    Contact: { ContactID: names.contactOf(invoice) },
    Date: issued.on,
    LineAmountTypes: 'Exclusive',
    CurrencyCode: content.currency,
    ...(reference === '' ? {} : { Reference: reference }),
    Status: status,
    // A line without its id is deleted, and made anew.
    LineItems: lines.map(({ key, row }) => {
      const LineItemID = copy?.lines[key];
      return LineItemID === undefined ? row : { LineItemID, ...row };
    }),
  };
  const own =
    entityOf(invoice) === 'Invoice'
      ? {
          Type: 'ACCREC',
          InvoiceNumber: issued.number,
          DueDate: issued.dueOn,
          Url: linkOf(organisation, invoice),
        }
      : { Type: 'ACCRECCREDIT', CreditNoteNumber: issued.number };
  return { row: { ...own, ...common }, keys: lines.map(({ key }) => key) };
}
