import type { LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { linkOf, referenceOf } from './document-row.ts';
import { type Organisation, read } from './organisation.ts';
import { notePaid } from './told-again.ts';
import { inAddresses, isAnyOf } from './where.ts';
import { type Row, rowSchema } from './write-rows.ts';

const invoicesSchema = z.looseObject({ Invoices: z.array(rowSchema) });
const creditNotesSchema = z.looseObject({ CreditNotes: z.array(rowSchema) });

/**
 * The copies of documents, as Xero has them. They are looked up by their numbers, and known by their links, or as credit
 * notes by what they refer to: what somebody else made under the same number is not ours. Drafts that were deleted are
 * gone.
 */
export async function findCopies(
  organisation: Organisation,
  documents: readonly LedgerDocument[],
): Promise<ReadonlyMap<LedgerDocument, Row>> {
  const issued = documents.filter(({ invoice }) => invoice.issued !== null);
  const invoices = issued.filter(({ invoice }) => invoice.kind === 'invoice');
  const notes = issued.filter(({ invoice }) => invoice.kind !== 'invoice');
  const found = new Map<LedgerDocument, Row>();
  const asked = [
    // Numbers are separated by commas, so one that has a comma can't be asked for in the short way.
    ...inAddresses(
      invoices.filter((one) => !hasComma(one)),
      numberOf,
    ).map((some) => ({ some, query: { ...page, InvoiceNumbers: some.map(numberOf).join(',') } })),
    ...inAddresses(invoices.filter(hasComma), (one) => isAnyOf('InvoiceNumber', [numberOf(one)])).map(
      (some) => ({
        some,
        query: { ...page, where: isAnyOf('InvoiceNumber', some.map(numberOf)) },
      }),
    ),
  ];
  for (const { some, query } of asked) {
    const { body } = await organisation.call({ method: 'GET', path: 'Invoices', query });
    const rows = read(organisation, invoicesSchema, body).Invoices.filter(isThere);
    for (const document of some) {
      const own = rows.find(
        (row) => row['Type'] === 'ACCREC' && row['Url'] === linkOf(organisation, document.invoice),
      );
      if (own !== undefined) found.set(document, own);
    }
  }
  for (const some of inAddresses(notes, (one) => isAnyOf('CreditNoteNumber', [numberOf(one)]))) {
    const query = { ...page, where: isAnyOf('CreditNoteNumber', some.map(numberOf)) };
    const { body } = await organisation.call({ method: 'GET', path: 'CreditNotes', query });
    const rows = read(organisation, creditNotesSchema, body).CreditNotes.filter(isThere);
    for (const document of some) {
      const own = rows.find((row) => isCreditNote(row, document));
      if (own !== undefined) found.set(document, own);
    }
  }
  await notePaid(organisation, [...found.values()]);
  return found;
}

/** With a page, documents come whole. */
const page = { page: '1', pageSize: '1000', unitdp: '4' };

const hasComma = (document: LedgerDocument): boolean => numberOf(document).includes(',');

const numberOf = ({ invoice }: LedgerDocument): string => invoice.issued?.number ?? '';

const isThere = (row: Row): boolean => row['Status'] !== 'DELETED';

const isCreditNote = (row: Row, { invoice }: LedgerDocument): boolean =>
  row['Type'] === 'ACCRECCREDIT' &&
  row['CreditNoteNumber'] === invoice.issued?.number &&
  (row['Reference'] ?? '') === referenceOf(invoice);
