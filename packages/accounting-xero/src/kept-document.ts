import {
  compareTotal,
  decimalOf,
  type ExportResult,
  externalId,
  rememberUnder,
} from '@billwright/accounting-common';
import type { LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { fileKey } from './attached-files.ts';
import { changeCopy, copyOf } from './copy.ts';
import { entityOf } from './document-row.ts';
import { addFollowUps, filesOf, followUpsOf } from './follow-ups.ts';
import { type Organisation, read } from './organisation.ts';
import { followWaiting, rememberWaiting } from './waiting-credits.ts';
import type { Row } from './write-rows.ts';

const personSchema = z.looseObject({
  EmailAddress: z.string().default(''),
  IncludeInEmails: z.boolean().default(false),
});
const contactSchema = z.looseObject({
  EmailAddress: z.string().default(''),
  ContactPersons: z.array(personSchema).default([]),
});
const keptSchema = z.looseObject({
  InvoiceID: z.string().optional(),
  CreditNoteID: z.string().optional(),
  Status: z.string().default(''),
  Total: z.number(),
  SentToContact: z.boolean().default(false),
  Contact: contactSchema.default({ EmailAddress: '', ContactPersons: [] }),
  LineItems: z.array(z.looseObject({ LineItemID: z.string() })).default([]),
});

/** The name under which it is known whether there were credit notes at all: those are asked for refunds. */
export const hasCreditNotes = 'has-credit-notes';

/**
 * What an export came to: the total of the copy is compared, and what is needed for the next change of it is remembered.
 * What is to follow a new copy is written down.
 */
export async function keptDocument(
  organisation: Organisation,
  document: LedgerDocument,
  keys: readonly string[],
  row: Row,
  isNew: boolean,
  reason: string | null = null,
): Promise<ExportResult> {
  const { context, id, setup } = organisation;
  const { invoice, creditsExternalId } = document;
  const kept = read(organisation, keptSchema, row);
  const entity = entityOf(invoice);
  const documentId = kept.InvoiceID ?? kept.CreditNoteID ?? '';
  const external = externalId(id, entity, documentId);
  const { total } = invoice.content.totals;
  const isVoidedThere = kept.Status === 'VOIDED' && invoice.settlement !== 'void';
  const compared = {
    invoiceId: invoice.id,
    externalId: external,
    expected: total,
    found: { amount: decimalOf(kept.Total, total.currency), currency: total.currency },
    at: setup.clock.now(),
    reason: isVoidedThere ? 'the copy was voided in Xero, and the document is not void here' : reason,
  };
  // The total of a draft is not that of an invoice yet.
  if (invoice.settlement !== 'draft') await compareTotal(context, id, compared, setup.tolerance);
  const { files = [] } = (await copyOf(organisation, documentId)) ?? {};
  const isWhole = kept.LineItems.length === keys.length;
  // Before the copy knows of the files: whoever is broken off does it again.
  await addFollowUps(organisation, [
    ...(isNew && !isVoidedThere ? followUpsOf(organisation, document, documentId) : []),
    ...filesOf(organisation, document, documentId, files),
  ]);
  await changeCopy(organisation, documentId, ({ lines }) => ({
    lines: isWhole
      ? Object.fromEntries(keys.map((key, index) => [key, kept.LineItems[index]?.LineItemID ?? '']))
      : lines,
    mailsTo: mailsTo(kept.Contact),
    isSent: kept.SentToContact,
    files: setup.readFile === null ? files : invoice.content.attachments.map(fileKey),
    credits: creditsExternalId,
  }));
  if (entity === 'CreditNote') {
    await rememberUnder(context, id, hasCreditNotes, 'yes');
    if (creditsExternalId === null) await rememberWaiting(organisation, invoice, documentId);
  } else if (!isVoidedThere) await followWaiting(organisation, invoice, documentId);
  const page = entity === 'Invoice' ? 'AccountsReceivable/View' : 'AccountsReceivable/ViewCreditNote';
  const key = entity === 'Invoice' ? 'InvoiceID' : 'creditNoteID';
  return {
    status: 'confirmed',
    externalId: external,
    url: `https://go.xero.com/${page}.aspx?${key}=${documentId}`,
  };
}

/** The addresses to which Xero mails documents of a contact. Nobody else can be named. */
export function mailsTo({ EmailAddress, ContactPersons }: z.infer<typeof contactSchema>): readonly string[] {
  const persons = ContactPersons.filter((person) => person.IncludeInEmails).map(
    (person) => person.EmailAddress,
  );
  return [EmailAddress, ...persons]
    .filter((address) => address !== '')
    .map((address) => address.toLowerCase());
}

/** What is looked at of a document before it is mailed. */
export const toMailSchema = z.looseObject({
  SentToContact: z.boolean().default(false),
  Contact: contactSchema.default({ EmailAddress: '', ContactPersons: [] }),
});
