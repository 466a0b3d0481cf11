import { externalId, findingOf, rememberUnder } from '@billwright/accounting-common';
import type { Attachment, ConnectorContext, Invoice, LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import {
  creditOf,
  documentOf,
  invoiceOf,
  lineOf,
} from '../../../accounting-common/test/support/documents.ts';
import { allocateCredit } from '../../src/allocate-credit.ts';
import { changes } from '../../src/changes.ts';
import { changeCopy, copyOf } from '../../src/copy.ts';
import type { DocumentEntity } from '../../src/document-row.ts';
import { exportDocuments } from '../../src/export-documents.ts';
import { openFollowUps } from '../../src/follow-ups.ts';
import { hasCreditNotes } from '../../src/kept-document.ts';
import { sendCopy } from '../../src/send-copy.ts';
import type { Setup } from '../../src/setup.ts';
import { voidCopy } from '../../src/void-copy.ts';
import type { ExampleReplay } from './example-replay.ts';
import type { Replaying } from './replaying.ts';

/** The ids in the examples. */
const [invoiceId, paidId] = ['ed255415-e141-4150-aab7-89c3bbbb851c', '046d8a6d-1ae1-4b4d-9340-5601bdf41b87'];
const noteId = '249f15fa-f2a7-4acc-8769-0984103f2225';

const invoice = invoiceOf(1, {
  lines: [lineOf('tires', '40.00', { currency: 'NZD', taxed: false })],
  currency: 'NZD',
});
const note = creditOf(invoice, 1);
const idOf = ({ own }: Replaying, entity: string, id: string): string => externalId(own.id, entity, id);

const exported = async ({ setup, context }: Replaying, document: LedgerDocument) =>
  (await exportDocuments(setup, [document], context))[0];

/** The reason of a refusal, or else what became of it. */
const reasonOf = (result: { readonly status: string; readonly reason?: unknown } | undefined): unknown =>
  result?.reason ?? result?.status;

/** Exports a copy to the fake, of which something in a call of its own is answered by the example. */
const follows = (of: Invoice): ExampleReplay['read'] =>
  async function leftOpen(xero) {
    await exported(xero, documentOf(of));
    return openFollowUps(xero.own);
  };

/** Voids a copy; the answer is the example. */
const voids = (entity: DocumentEntity, of: Invoice, id: string): ExampleReplay => ({
  async read(xero) {
    const copied = documentOf(of, { externalId: idOf(xero, entity, id) });
    const { status } = await voidCopy(xero.setup, copied, xero.context);
    return [status, ...xero.sent(`update${entity}`)];
  },
  as: ['confirmed', { [`${entity}s`]: [{ [`${entity}ID`]: id, Status: 'VOIDED' }] }],
});

async function toldBy(setup: Setup, context: ConnectorContext): Promise<unknown> {
  const { payments } = await changes(setup, null, context);
  return payments.map(({ kind, amount, on }) => [kind, amount, on]);
}

const attachments: readonly Attachment[] = [
  { id: 'pdf', name: 'sample5.jpg', mediaType: 'image/jpg', reference: '1' },
];
const withFile = (one: Invoice): Invoice => ({ ...one, content: { ...one.content, attachments } });
const readFile = async (): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array([1, 2, 3]);

const allocationsSchema = z.object({ Allocations: z.array(z.looseObject({ Amount: z.number() })) });

/** Copies an invoice to the fake, and takes a credit note of Xero's example off it. */
async function amountsTried(xero: Replaying, creditNoteId: string): Promise<unknown> {
  await exported(xero, documentOf(invoice));
  const [row] = xero.organisation.books.rows('Invoices');
  const on = { invoiceId: String(row?.['InvoiceID']), on: '2026-04-01', attempt: 0 };
  const failed = await allocateCredit(xero.own, { ...on, creditNoteId, amount: '40.00' }).then(
    () => false,
    () => true,
  );
  const bodies = z.array(allocationsSchema).parse(xero.sent('createCreditNoteAllocation'));
  return { failed, amounts: bodies.flatMap(({ Allocations }) => Allocations.map(({ Amount }) => Amount)) };
}

/** How examples of invoices are read. */
export const invoiceReplays: Readonly<Record<string, ExampleReplay>> = {
  'createInvoices 200': {
    async read(xero) {
      const result = await exported(xero, documentOf(invoice));
      const copy = await copyOf(xero.own, invoiceId);
      const finding = await findingOf(xero.context, xero.own.id, invoice.id);
      return [reasonOf(result), copy?.lines, copy?.mailsTo, finding];
    },
    as: [
      'confirmed',
      { 'manual:tires': '5f7a612b-fdcc-4d33-90fa-a9f6bc6db32f' },
      ['liam@rockstar.com'],
      null,
    ],
  },
  'updateOrCreateInvoices 200': {
    async read(xero) {
      const dearer = invoiceOf(1, {
        lines: [lineOf('tires', '41.00', { currency: 'NZD', taxed: false })],
        currency: 'NZD',
      });
      await exported(xero, documentOf(dearer, { externalId: idOf(xero, 'Invoice', invoiceId) }));
      const finding = await findingOf(xero.context, xero.own.id, dearer.id);
      return [finding?.expected, finding?.found];
    },
    as: ['41.00', '40.00'],
  },
  'updateInvoice 200': voids('Invoice', invoice, invoiceId),
  'getInvoices 200': {
    async read(xero) {
      const { own, setup, context } = xero;
      await changeCopy(own, paidId, () => ({ isSent: true }));
      return toldBy(setup, context);
    },
    as: [['payment', { amount: '46.00', currency: 'NZD' }, '2018-11-29']],
  },
  'getInvoice 200': {
    async read(xero) {
      const { setup, context } = xero;
      const copied = { ...documentOf(invoice), externalId: idOf(xero, 'Invoice', paidId) };
      const mailed = async (address: string) => {
        const to = [{ name: null, address }];
        await sendCopy(setup, { ...copied, to }, context);
        return xero.sent('emailInvoice').length;
      };
      // She is one of the contact's persons, and gets no mails.
      return [await mailed('debbie@rockstar.com'), await mailed('Liam@rockstar.com')];
    },
    as: [0, 1],
  },
  'createInvoiceHistory 200': { options: { historyNotes: true }, read: follows(invoice), as: [] },
  'createInvoiceAttachmentByFileName 200': {
    options: { readFile },
    read: follows(withFile(invoice)),
    as: [],
  },
};

/** Xero says of the note that it has kept that it can't be found: what is told as wrong is believed. */
const notFound = 'An existing Credit Note with the specified CreditNoteID could not be found';

/** How examples of credit notes are read. */
export const creditNoteReplays: Readonly<Record<string, ExampleReplay>> = {
  'createCreditNotes 200': {
    read: async (xero) => reasonOf(await exported(xero, documentOf(note))),
    as: notFound,
  },
  'updateOrCreateCreditNotes 200': {
    async read(xero) {
      const copied = { externalId: idOf(xero, 'CreditNote', noteId) };
      return reasonOf(await exported(xero, documentOf(note, copied)));
    },
    as: notFound,
  },
  'updateCreditNote 200': voids('CreditNote', note, noteId),
  'getCreditNotes 200': {
    async read(xero) {
      const { own, setup, context } = xero;
      await rememberUnder(context, own.id, hasCreditNotes, 'yes');
      await changeCopy(own, noteId, () => ({ credits: idOf(xero, 'Invoice', paidId) }));
      return toldBy(setup, context);
    },
    as: [['refund', { amount: '2.00', currency: 'NZD' }, '2019-03-14']],
  },
  'getCreditNote 200': {
    // What is left of the note is less than what the invoice is over. The fake does not know the note.
    read: (xero) => amountsTried(xero, noteId),
    as: { failed: true, amounts: [40, 32.5] },
  },
  'createCreditNoteAllocation 200': {
    read: (xero) => amountsTried(xero, noteId),
    as: { failed: false, amounts: [40] },
  },
  'deleteCreditNoteAllocations 200': {
    async read(xero) {
      const { setup, context } = xero;
      const original = await exported(xero, documentOf(invoice));
      const creditsExternalId = original?.status === 'confirmed' ? original.externalId : null;
      const copied = await exported(xero, documentOf(note, { creditsExternalId }));
      const own = copied?.status === 'confirmed' ? copied.externalId : null;
      await voidCopy(setup, documentOf(note, { externalId: own }), context);
      // It is put back, and voided again: the fake itself knows nothing of the former.
      return [xero.sent('deleteCreditNoteAllocations').length, xero.sent('updateCreditNote').length];
    },
    as: [1, 2],
  },
  'createCreditNoteHistory 200': { options: { historyNotes: true }, read: follows(note), as: [] },
  'createCreditNoteAttachmentByFileName 200': {
    options: { readFile },
    read: follows(withFile(note)),
    as: [],
  },
};
