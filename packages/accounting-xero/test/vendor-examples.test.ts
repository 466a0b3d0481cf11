import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { creditOf, documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';
import { connected } from './support/connected.ts';
import { contractNeeded, hasSchema } from './support/contract.ts';
import { creditNoteReplays, invoiceReplays } from './support/document-replays.ts';
import { nameReplays, organisationReplays } from './support/name-replays.ts';
import { replaying } from './support/replaying.ts';
import { operationOf } from './support/schema.ts';
import { neverCalled, untold } from './support/unread-examples.ts';
import { vendorExamples, webhookExamples } from './support/vendor-examples.ts';
import { webhookFault } from './support/webhook-schema.ts';

/** How each example of an answer that we ask for is read. */
const exampleReplays = {
  ...organisationReplays,
  ...nameReplays,
  ...invoiceReplays,
  ...creditNoteReplays,
};
const read = new Set(Object.keys(exampleReplays));

/** All that a connector ever calls, by what Xero calls it. */
async function operationsCalled(): Promise<ReadonlySet<string | undefined>> {
  const { connector, context, organisation } = await connected(
    {},
    {
      createItems: true,
      historyNotes: true,
      itemCodes: { service: 'SERVICE' },
      readFile: async () => new Uint8Array([1]),
    },
  );
  const buyer = { name: 'Acme', email: 'a@acme.example' };
  const made = invoiceOf(1, { buyer, lines: [lineOf('a', '100.00')] });
  const attachments = [{ id: 'pdf', name: 'a.pdf', mediaType: 'application/pdf', reference: '1' }];
  const lines = made.content.lines.map((line) => ({
    ...line,
    group: { ...line.group, serviceTypeId: 'service' },
  }));
  const invoice = { ...made, content: { ...made.content, lines, attachments } };
  const document = documentOf(invoice);
  await connector.export(document, context);
  const found = await connector.find(document, context);
  const externalId = found?.externalId ?? '';
  await connector.export({ ...document, key: 'changed', externalId }, context);
  await connector.send(
    { ...document, attempt: 2, externalId, to: [{ name: null, address: buyer.email }] },
    context,
  );
  organisation.enterPayment({ invoiceId: externalId.split('/').at(-1) ?? '', amount: 19 });
  const credit = creditOf(invoice, 1);
  const note = documentOf(
    { ...credit, content: { ...credit.content, attachments } },
    { creditsExternalId: externalId },
  );
  await connector.export(note, context);
  const noteId = (await connector.find(note, context))?.externalId ?? null;
  await connector.void({ ...note, externalId: noteId }, context);
  await connector.export({ ...note, key: 'changed', externalId: noteId }, context);
  await connector.void({ ...document, externalId }, context);
  await connector.changes(null, context);
  return new Set(
    organisation
      .calls()
      .filter(({ path }) => path !== 'tokens')
      .map((call) => (call.path === 'connections' ? 'getConnections' : operationOf(call)?.operationId)),
  );
}

describe.skipIf(!hasSchema)(`Xero's own examples of answers${contractNeeded}`, () => {
  test.each(Object.entries(exampleReplays))('%s is read', async (name, { read: reading, as, options }) => {
    const xero = await replaying([name], options);
    expect(await reading(xero)).toEqual(as);
    expect(xero.served).toContain(name);
  });

  test.each(Object.entries(exampleReplays))('a refusal is not read as %s', async (name, replay) => {
    const refusal = { ErrorNumber: 10, Message: 'No' };
    const xero = await replaying([name], replay.options, { status: 400, body: refusal });
    const told = await replay.read(xero).catch((error: unknown) => error);
    expect(told).not.toEqual(replay.as);
    expect(xero.served).toContain(name);
  });

  test.each(Object.entries(exampleReplays))('of %s more is read than that it came', async (name, replay) => {
    const xero = await replaying([name], replay.options, { status: 200, body: {} });
    const told = await replay.read(xero).catch((error: unknown) => error);
    // Of these it is enough that they came.
    const isEnough = /^(update(Invoice|CreditNote)|create.*(Allocation|History|ByFileName)|delete.*) /.test(
      name,
    );
    expect(isDeepStrictEqual(told, replay.as)).toBe(isEnough);
  });

  test('each is read, or it is said why nobody asks for it', () => {
    expect(vendorExamples.length).toBeGreaterThan(read.size);
    expect(untold(vendorExamples, read)).toEqual([]);
  });

  test('one that nobody tells of is found, and so is one that is told of and not there', () => {
    const [first = ''] = read;
    const unread = new Set([...read].slice(1));
    expect(untold(vendorExamples, unread)).toEqual([`nobody tells of ${first}`]);
    const more = { name: 'getInvoices 404', operationId: 'getInvoices' };
    expect(untold([...vendorExamples, more], read)).toEqual(['nobody tells of getInvoices 404']);
    const fewer = vendorExamples.filter(({ operationId }) => operationId !== 'getPayments');
    expect(untold(fewer, read)).toEqual(['there is no getPayments']);
  });

  test('the checks of answers take them, but for those in which Xero says two things', () => {
    const refused = vendorExamples.flatMap(({ name, fault }) => {
      const found = fault();
      return found === null ? [] : [`${name}: ${found}`];
    });
    const noAmount = `must have required property 'Amount' {"missingProperty":"Amount"}`;
    const textForAmount = 'TotalAmount must be number {"type":"number"}';
    expect(refused).toEqual([
      `deleteCreditNoteAllocations 200:  ${noAmount}`,
      `deleteOverpaymentAllocations 200:  ${noAmount}`,
      `getPayments 200: /Payments/0/BatchPayment/${textForAmount}`,
      `getPayment 200: /Payments/0/BatchPayment/${textForAmount}`,
      `deletePrepaymentAllocations 200:  ${noAmount}`,
    ]);
  });

  test('whatever is called has its examples read, and nothing is called that is said not to be', async () => {
    const called = await operationsCalled();
    // A mail has no answer.
    const expected = new Set([...read].map((name) => name.split(' ')[0]));
    expect(called).toEqual(expected.add('emailInvoice'));
    expect([...called].filter((name) => neverCalled.has(name ?? ''))).toEqual([]);
  });

  test('what Xero shows of webhooks is read: of a credit note as one that can pay, of a contact as none', async () => {
    const seen = [...new Set(webhookExamples.map((one) => JSON.stringify(one)))];
    const tenants: Readonly<Record<string, readonly string[]>> = {
      'c2cc9b6e-9458-4c7d-93cc-f02b81b0594f': ['of the contact'],
      'aef86862-2015-4b6b-88bc-d89032cecc50': ['of the credit note'],
    };
    const { connector, organisation } = await connected(
      {},
      { tenantsOfOrganisation: async (id) => tenants[id] ?? [] },
    );
    const answers = seen.map((text) => {
      const body = new TextEncoder().encode(text);
      const signature = createHmac('sha256', organisation.webhookKey).update(body).digest('base64');
      const request = { body, headers: { 'x-xero-signature': signature } };
      expect(webhookFault(request)).toBeNull();
      return connector.webhook(request);
    });
    const accepted = (tenantIds: readonly string[]) => ({ status: 'accepted', tenantIds });
    expect(await Promise.all(answers)).toEqual([accepted([]), accepted(['of the credit note'])]);
  });
});
