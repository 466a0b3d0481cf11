import { afterEach, expect, test } from 'vitest';
import type { Invoice } from 'xero-node';
import { documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';
import { connected } from './support/connected.ts';
import { asModel, closeClients, vendorClient, wireOf } from './support/vendor-client.ts';

/** Xero's own client, as a foreign one: it drives the fake, and says the same as ours. */
afterEach(closeClients);

test('for the same invoice both send the same', async () => {
  const { connector, context, organisation } = await connected();
  const lines = [lineOf('a', '23.92'), lineOf('b', '10.00', { taxed: false })];
  await connector.export(documentOf(invoiceOf(1, { lines })), context);
  const ours = organisation.calls().at(-1);
  if (ours === undefined) throw new Error('there was no call');
  const client = await vendorClient(organisation);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const invoices = asModel(ours.body) as { invoices: Invoice[] };
  // The number is taken by now: what counts is what was sent.
  await client.accountingApi.createInvoices(organisation.organisationId, invoices, false, 4, 'a key');
  const theirs = organisation.calls().at(-1);
  expect(theirs === undefined ? null : wireOf(theirs)).toEqual(wireOf(ours));
  expect(organisation.books.rows('Invoices')).toHaveLength(1);
});

test('it creates, lists, changes, mails and credits in the fake, and reads what the fake answers', async () => {
  const { organisation } = await connected();
  const { organisationId: tenant, books } = organisation;
  const { accountingApi } = await vendorClient(organisation);
  const asked = await accountingApi.getOrganisations(tenant);
  expect(asked.body.organisations?.[0]?.name).toBe('Fake Organisation');
  const contacts = [{ name: 'Acme', contactNumber: 'acme', emailAddress: 'a@acme.example' }];
  const made = await accountingApi.createContacts(tenant, { contacts }, false, 'key 1');
  const contactID = made.body.contacts?.[0]?.contactID ?? '';
  const approved = (line: object): Invoice =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ({
      type: 'ACCREC',
      contact: { contactID },
      date: '2026-04-01',
      dueDate: '2026-04-15',
      invoiceNumber: 'SDK-1',
      lineAmountTypes: 'Exclusive',
      currencyCode: 'EUR',
      url: 'https://desk.example/1',
      status: 'AUTHORISED',
      lineItems: [
        { description: 'Setup', unitAmount: 10.1234, accountCode: '200', taxType: 'OUTPUT', ...line },
      ],
    }) as unknown as Invoice;
  const invoices = [approved({ quantity: 2.5 })];
  const created = await accountingApi.createInvoices(tenant, { invoices }, false, 4, 'key 2');
  const [kept] = created.body.invoices ?? [];
  // 2.5 × 10.1234 = 25.3085, 25.31; 19 % of it is 4.8089, 4.81.
  expect([kept?.subTotal, kept?.totalTax, kept?.total, kept?.amountDue]).toEqual([25.31, 4.81, 30.12, 30.12]);
  const id = kept?.invoiceID ?? '';
  const lineItemID = kept?.lineItems?.[0]?.lineItemID;
  const changed = [approved({ lineItemID, quantity: 1 })];
  await accountingApi.updateInvoice(tenant, id, { invoices: changed }, 4, 'key 3');
  await accountingApi.emailInvoice(tenant, id, {}, 'key 4');
  organisation.enterPayment({ invoiceId: id, amount: 2 });
  const read = await accountingApi.getInvoice(tenant, id, 4);
  const [now] = read.body.invoices ?? [];
  expect([now?.total, now?.amountDue, now?.sentToContact, now?.payments?.[0]?.amount]).toEqual([
    12.04,
    10.04,
    true,
    2,
  ]);
  expect(books.rows('Invoices')[0]?.['LineItems']).toMatchObject([{ LineItemID: lineItemID, Quantity: 1 }]);
});

test('what Xero refuses reaches it in the form that it knows', async () => {
  const { organisation } = await connected({ checkRequest: undefined });
  const { accountingApi } = await vendorClient(organisation);
  const refused = accountingApi.createInvoices(
    organisation.organisationId,
    { invoices: [{}] },
    true,
    4,
    'key',
  );
  const error: unknown = await refused.catch((reason: unknown) => reason);
  expect(String(error)).toContain('Invoice Type must be specified');
});
