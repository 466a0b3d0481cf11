import { expect, test } from 'vitest';
import { setupLine } from '../../accounting-common/test/support/ledger-desk.ts';
import { quickBooksDesk } from './support/quick-books-desk.ts';

test('a company is connected, an invoice is copied, changed, copied again, sent, and paid in QuickBooks', async () => {
  const { billing, desk, company, connector, drafted, work, paid } = await quickBooksDesk();
  const copyOf = async (id: string) => (await desk.invoices.get(id))?.ledgers['quickbooks'];
  const rows = () => company.books.rows('Invoice');

  // Connected, and ready once the default income account is chosen.
  const context = desk.ledgers.context('quickbooks');
  expect(await connector.connection(context)).toMatchObject({
    realmId: company.realmId,
    status: 'connected',
    endsAt: '2031-03-31T06:00:00.000Z',
  });
  expect(await connector.readiness(context)).toMatchObject({ isReady: true, companyName: 'Fake Company' });

  // An open invoice is copied, and marked.
  await drafted('inv_1', '80.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(1);
  const copy = await copyOf('inv_1');
  expect(copy).toMatchObject({ state: 'confirmed', revision: 1, reason: null });
  expect(rows()).toMatchObject([{ TotalAmt: 95.2, SyncToken: '0' }]);
  expect(company.books.rows('Customer')).toMatchObject([{ DisplayName: 'Acme' }]);
  expect(company.books.rows('Item')).toMatchObject([{ Name: 'Services', IncomeAccountRef: { value: '3' } }]);

  // Back to draft and changed, its copy is old; copied again, it is the same document.
  await desk.invoices.reopen('inv_1');
  expect(await copyOf('inv_1')).toMatchObject({ state: 'stale' });
  await desk.invoices.edit('inv_1', { addLines: [setupLine('20.00', 'training')] });
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(1);
  expect(await copyOf('inv_1')).toMatchObject({ state: 'confirmed', externalId: copy?.externalId });
  expect(rows()).toMatchObject([{ TotalAmt: 119, SyncToken: '1' }]);

  // Another one is sent: it is copied first.
  await drafted('inv_2', '50.00');
  await desk.invoices.issue('inv_2');
  expect((await desk.invoices.send('inv_2')).status).toBe('queued');
  await work(3);
  expect(await desk.invoices.get('inv_2')).toMatchObject({ delivery: 'sent' });
  expect([...company.books.mailed.values()]).toEqual([['billing@acme.example']]);

  // Without an address for mail it is copied only, and the result says so.
  await drafted('inv_3', '60.00', 'globex');
  await desk.invoices.issue('inv_3');
  expect(await desk.invoices.send('inv_3')).toMatchObject({
    status: 'copied',
    code: 'RECIPIENT_MISSING',
    invoice: { delivery: 'unsent' },
  });
  await work(1);
  expect(await desk.invoices.get('inv_3')).toMatchObject({
    delivery: 'unsent',
    ledgers: { quickbooks: { state: 'confirmed' } },
  });
  expect(company.books.mailed.size).toBe(1);

  // The customer pays in QuickBooks: a part, then the rest. The webhook tells that there is something.
  await paid('inv_1', 19);
  await billing.webhook('quickbooks', company.webhookRequest([company.realmId]));
  await work(1);
  expect(await desk.invoices.get('inv_1')).toMatchObject({ settlement: 'partially-paid' });
  await paid('inv_1', 100);
  await billing.webhook('quickbooks', company.webhookRequest([company.realmId], 'notifications'));
  await work(1);
  expect(await desk.invoices.get('inv_1')).toMatchObject({ settlement: 'paid' });
  // What changed there is not copied there again.
  expect(rows()).toHaveLength(3);
  expect(rows().every(({ SyncToken }) => Number(SyncToken) <= 1)).toBe(true);
});
