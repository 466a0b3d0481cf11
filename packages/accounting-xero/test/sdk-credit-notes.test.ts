import { isDeepStrictEqual } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import type { Allocations, CreditNotes, HistoryRecords } from 'xero-node';
import { creditOf, documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';
import { type Connected, connected } from './support/connected.ts';
import { asModel, closeClients, vendorClient, wireOf } from './support/vendor-client.ts';

afterEach(closeClients);

const file = new Uint8Array([0, 255, 128]);
const attachments = [
  { id: 'pdf', name: 'Gutschrift ä.pdf', mediaType: 'application/pdf', reference: '1' },
] as const;

/** A tenant with a copied invoice, and the credit note that takes it back. The same each time, to the last id. */
async function withInvoice() {
  const tenant = await connected({}, { historyNotes: true, readFile: async () => file });
  const { connector, context, organisation } = tenant;
  const lines = [lineOf('a', '23.92'), lineOf('b', '10.00', { taxed: false })];
  const invoice = invoiceOf(1, { lines });
  const outcome = await connector.export(documentOf(invoice), context);
  if (outcome.status !== 'confirmed') throw new Error('it was not copied');
  const credit = creditOf(invoice, 1);
  const before = organisation.calls().length;
  return {
    ...tenant,
    note: documentOf(
      { ...credit, content: { ...credit.content, attachments } },
      { creditsExternalId: outcome.externalId },
    ),
    since: () => organisation.calls().slice(before),
  };
}

/** What is kept of credit notes and invoices in the end. */
const booksOf = ({ organisation: { books } }: Connected) => ({
  notes: books.rows('CreditNotes'),
  invoices: books.rows('Invoices').map((row) => books.shown('Invoices', row)),
  history: [...books.notes],
  files: [...books.files].map(([id, files]) => [id, [...files.keys()]]),
});

/** Ours copies the note, and takes it back. */
async function doneByOurs() {
  const ours = await withInvoice();
  const { connector, context, note, organisation } = ours;
  const outcome = await connector.export(note, context);
  if (outcome.status !== 'confirmed') throw new Error('it was not copied');
  const paid = organisation.books.rows('Invoices').map(({ Status }) => Status);
  const { status } = await connector.void({ ...note, externalId: outcome.externalId }, context);
  return { ...ours, paid, status };
}

/** Xero's client does what ours did, with the bodies that ours sent. */
async function doneByTheirs(bodies: readonly unknown[]) {
  const theirs = await withInvoice();
  const { organisationId: tenant } = theirs.organisation;
  const { accountingApi } = await vendorClient(theirs.organisation);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const [notes, allocations, history, , status] = bodies.map(asModel) as [
    CreditNotes,
    Allocations,
    HistoryRecords,
    unknown,
    CreditNotes,
  ];
  const created = await accountingApi.createCreditNotes(tenant, notes, false, 4, 'key 1');
  const id = created.body.creditNotes?.[0]?.creditNoteID ?? '';
  await accountingApi.createCreditNoteAllocation(tenant, id, allocations, undefined, 'key 2');
  await accountingApi.createCreditNoteHistory(tenant, id, history, 'key 3');
  // Without a type of its own a file would go as a form.
  const asBytes = { headers: { 'content-type': 'application/octet-stream' } };
  const [{ name }] = attachments;
  const bytes = Buffer.from(file);
  await accountingApi.createCreditNoteAttachmentByFileName(tenant, id, name, bytes, true, 'key 4', asBytes);
  const voided = (key: string) => accountingApi.updateCreditNote(tenant, id, status, undefined, key);
  const refusal: unknown = await voided('key 5').catch((error: unknown) => error);
  const read = await accountingApi.getCreditNote(tenant, id);
  const [kept] = read.body.creditNotes ?? [];
  const [allocation] = kept?.allocations ?? [];
  await accountingApi.deleteCreditNoteAllocations(tenant, id, allocation?.allocationID ?? '');
  await voided('key 6');
  return { ...theirs, refusal, amounts: [kept?.total, kept?.remainingCredit, allocation?.amount] };
}

test('a credit note that is copied, applied, put back and voided: both send the same, and the same is kept', async () => {
  const ours = await doneByOurs();
  expect([ours.paid, ours.status]).toEqual([['PAID'], 'confirmed']);
  const theirs = await doneByTheirs(ours.since().map(({ body }) => body));
  expect(theirs.amounts).toEqual([38.46, 0, 38.46]);
  expect(theirs.refusal).toContain('not of valid status');
  expect(theirs.since().map(wireOf)).toEqual(ours.since().map(wireOf));
  expect(booksOf(theirs)).toEqual(booksOf(ours));
  expect(booksOf(ours)).toMatchObject({
    notes: [{ Status: 'VOIDED', Allocations: [] }],
    invoices: [{ Status: 'AUTHORISED', AmountDue: 38.46 }],
  });
});

test('a cent less that is taken off shows in the one call that said it, and in what Xero tells', async () => {
  const ours = await doneByOurs();
  const bodies = ours.since().map(({ body }) => body);
  const less = JSON.parse(JSON.stringify(bodies[1]).replace('38.46', '38.45')) as unknown;
  const theirs = await doneByTheirs(bodies.with(1, less));
  expect(theirs.amounts).toEqual([38.46, 0.01, 38.45]);
  expect(theirs.refusal).toContain('cannot be edited');
  const said = ours.since().map(wireOf);
  const different = theirs.since().map((call, index) => !isDeepStrictEqual(wireOf(call), said[index]));
  expect(different).toEqual([false, true, false, false, false, false, false, false]);
});
