import { expect, test } from 'vitest';
import { setupLine } from '../../accounting-common/test/support/ledger-desk.ts';
import { xeroDesk } from './support/xero-desk.ts';

test('an organisation is connected; invoices go there one by one and 120 at once, with a new contact and a tax that rounds differently; they are mailed, paid in part and in full, credited and voided', async () => {
  const { billing, desk, organisation, connector, drafted, work, idOf } = await xeroDesk();
  const { books, organisationId } = organisation;
  const invoices = () => books.rows('Invoices');
  const callsSince = (from: number) =>
    organisation
      .calls()
      .slice(from)
      .filter(({ path }) => path !== 'tokens');

  // Connected and ready.
  const context = desk.ledgers.context('xero');
  expect(await connector.connection(context)).toMatchObject({ status: 'connected' });
  expect(await connector.readiness(context)).toEqual({
    isReady: true,
    organisationName: 'Fake Organisation',
    baseCurrency: 'EUR',
    issues: [],
  });

  // A single invoice, of a customer that Xero does not know. By itself Xero would round the tax of each of three lines,
  // 4.5448, to 4.54, which makes 13.62; over the whole invoice it is 13.63.
  const lines = ['a', 'b', 'c'].map((id) => setupLine('23.92', id));
  await desk.invoices.draft({ id: 'inv_1', customerId: 'acme', lines });
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  let from = organisation.calls().length;
  await work(1);
  const first = await desk.invoices.get('inv_1');
  expect(first?.ledgers['xero']).toMatchObject({ state: 'confirmed', revision: 1 });
  expect(first?.content.totals.total.amount).toBe('85.39');
  expect((3 * Math.round(23.92 * 119)) / 100).toBeCloseTo(85.38);
  expect(invoices()).toMatchObject([{ Total: 85.39, Status: 'AUTHORISED', InvoiceNumber: 'INV-00001' }]);
  expect(books.rows('Contacts')).toMatchObject([{ Name: 'Acme', ContactNumber: 'acme' }]);
  // What it names is looked up and created, then it is copied: three calls.
  expect(callsSince(from)).toHaveLength(3);
  expect(await connector.finding(context, 'inv_1')).toBeNull();

  // A batch of 120: three calls, one for each fifty, and two for the customers that are new.
  from = organisation.calls().length;
  for (let number = 2; number <= 121; number += 1) {
    const id = `inv_${number}`;
    await drafted(id, `${number}.01`, number % 2 === 0 ? 'acme' : 'globex');
    await desk.invoices.issue(id);
    await desk.invoices.export(id);
  }
  await work(2);
  for (let number = 1; number <= 121; number += 1) {
    const invoice = await desk.invoices.get(`inv_${number}`);
    expect(invoice?.ledgers['xero']).toMatchObject({ state: 'confirmed' });
    const row = books.get('Invoices', await idOf(`inv_${number}`));
    expect(Number(row?.['Total']).toFixed(2)).toBe(invoice?.content.totals.total.amount);
  }
  expect(invoices()).toHaveLength(121);
  expect(callsSince(from)).toHaveLength(Math.ceil(120 / 50) + 2);

  // It is mailed by Xero: one call.
  from = organisation.calls().length;
  await desk.invoices.send('inv_1');
  await work(1);
  expect(await desk.invoices.get('inv_1')).toMatchObject({ delivery: 'sent' });
  expect([...books.mailed.values()]).toEqual([[['billing@acme.example']]]);
  expect(callsSince(from)).toHaveLength(1);

  // Without an address for mail it is copied only, and the result says so. It has a copy by now: no call.
  from = organisation.calls().length;
  expect(await desk.invoices.send('inv_3')).toMatchObject({
    status: 'copied',
    code: 'RECIPIENT_MISSING',
    invoice: { delivery: 'unsent', ledgers: { xero: { state: 'confirmed' } } },
  });
  await work(1);
  expect(await desk.invoices.get('inv_3')).toMatchObject({ delivery: 'unsent' });
  expect(books.mailed.size).toBe(1);
  expect(callsSince(from)).toEqual([]);

  // The customer pays in Xero: a part, then the rest. The webhook tells that there is something: one call each.
  for (const [amount, settlement] of [
    [85, 'partially-paid'],
    [0.39, 'paid'],
  ] as const) {
    from = organisation.calls().length;
    organisation.enterPayment({ invoiceId: await idOf('inv_1'), amount });
    await billing.webhook('xero', organisation.webhookRequest([organisationId]));
    await work(1);
    expect(await desk.invoices.get('inv_1')).toMatchObject({ settlement });
    expect(callsSince(from)).toHaveLength(1);
  }
  expect(books.get('Invoices', await idOf('inv_1'))).toMatchObject({ Status: 'PAID' });

  // A credit note over the whole of another one: copied, and taken off it there. Two calls.
  from = organisation.calls().length;
  await desk.invoices.credit('inv_2', { id: 'cn_1', reason: 'Not needed' });
  await desk.invoices.export('cn_1');
  await work(1);
  expect((await desk.invoices.get('cn_1'))?.ledgers['xero']).toMatchObject({ state: 'confirmed' });
  expect(books.rows('CreditNotes')).toMatchObject([{ Total: 2.39, Status: 'PAID', Reference: 'INV-00002' }]);
  expect(books.get('Invoices', await idOf('inv_2'))).toMatchObject({ Status: 'PAID' });
  expect(callsSince(from).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual([
    'PUT CreditNotes',
    'PUT Allocations',
  ]);
  expect(await connector.followUps(context)).toEqual([]);

  // One is voided: one call.
  from = organisation.calls().length;
  await desk.invoices.void('inv_3');
  await work(1);
  expect(books.get('Invoices', await idOf('inv_3'))).toMatchObject({ Status: 'VOIDED' });
  expect(callsSince(from)).toHaveLength(1);
});
