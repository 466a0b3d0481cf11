import { describe, expect, test } from 'vitest';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { connected } from './support/connected.ts';
import { type QuickBooksDesk, quickBooksDesk } from './support/quick-books-desk.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';

/** A desk whose copy of an invoice was deleted in QuickBooks, after which the invoice was changed and exported. */
async function deleted(
  faults: () => FakeQuickBooksFault | null = () => null,
  fake: { takesNumbers?: boolean } = {},
) {
  const world = await quickBooksDesk({
    ...fake,
    faults: ({ path }) => (path === 'invoice' ? faults() : null),
  });
  const { desk, company, drafted, work } = world;
  await drafted('inv_1', '100.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(1);
  const [row] = company.books.rows('Invoice');
  company.books.remove('Invoice', { Id: row?.['Id'], SyncToken: row?.['SyncToken'] });
  await desk.invoices.reopen('inv_1');
  await desk.invoices.edit('inv_1', { note: 'changed' });
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(1);
  return world;
}

const copyOf = async ({ desk }: QuickBooksDesk) => (await desk.invoices.get('inv_1'))?.ledgers['quickbooks'];

describe('a copy that was deleted in QuickBooks', () => {
  test('is rejected with what to do; exported once more it is a new document, and goes on as such', async () => {
    const world = await deleted();
    const { desk, company, work } = world;
    const told = await copyOf(world);
    expect(told).toMatchObject({
      state: 'rejected',
      reason: expect.stringContaining('export the invoice once more to make a new one'),
    });
    await work(120);
    expect(company.books.rows('Invoice')).toEqual([]);
    await desk.invoices.export('inv_1');
    await work(1);
    const made = await copyOf(world);
    const [row] = company.books.rows('Invoice');
    expect(made).toMatchObject({
      state: 'confirmed',
      externalId: `${company.realmId}/Invoice/${String(row?.['Id'])}`,
    });
    expect(made?.externalId).not.toBe(told?.externalId);
    await desk.invoices.reopen('inv_1');
    await desk.invoices.issue('inv_1');
    await desk.invoices.export('inv_1');
    await work(1);
    expect(company.books.rows('Invoice')).toMatchObject([{ Id: row?.['Id'], SyncToken: '1', TotalAmt: 119 }]);
  });

  test.each([true, false])(
    'is made once, whether the answer comes or not (numbers of our own: %s)',
    async (takesNumbers) => {
      let fault: FakeQuickBooksFault | null = null;
      const world = await deleted(
        () => {
          const now = fault;
          fault = null;
          return now;
        },
        { takesNumbers },
      );
      const { desk, company, work } = world;
      fault = { kind: 'lost' };
      await desk.invoices.export('inv_1');
      await work(120);
      expect(await copyOf(world)).toMatchObject({ state: 'confirmed' });
      expect(company.books.rows('Invoice')).toMatchObject([{ TotalAmt: 119 }]);
    },
  );

  test('and made anew is deleted once more: that is told once more, too', async () => {
    const { connector, context, company } = await connected();
    let document = documentOf(invoiceOf(1));
    for (const round of [1, 2]) {
      const outcome = await connector.export(document, context);
      expect([round, outcome.status]).toEqual([round, 'confirmed']);
      const [row] = company.books.rows('Invoice');
      company.books.remove('Invoice', { Id: row?.['Id'], SyncToken: row?.['SyncToken'] });
      document = documentOf(invoiceOf(1), {
        externalId: outcome.status === 'confirmed' ? outcome.externalId : '',
      });
      expect(await connector.export(document, context)).toMatchObject({ status: 'rejected' });
    }
    expect(company.books.rows('Invoice')).toEqual([]);
  });

  test('among others in a batch does not hold them up', async () => {
    const { connector, context, company } = await connected();
    const gone = documentOf(invoiceOf(1), { externalId: `${company.realmId}/Invoice/999` });
    const many = [gone, documentOf(invoiceOf(2))];
    const statuses = async () => (await connector.exportMany(many, context)).map(({ status }) => status);
    expect(await statuses()).toEqual(['rejected', 'confirmed']);
    expect(await statuses()).toEqual(['confirmed', 'confirmed']);
    expect(company.books.rows('Invoice')).toHaveLength(2);
  });

  test('is not taken for deleted when only queries do not tell of it', async () => {
    const { connector, context, company } = await connected();
    const outcome = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    company.books.queriesMiss = 'Invoice';
    const changed = { ...invoiceOf(1, { amount: '200.00' }), revision: 2 };
    expect(await connector.export(documentOf(changed, { externalId }), context)).toMatchObject({
      status: 'confirmed',
      externalId,
    });
    expect(company.books.rows('Invoice')).toMatchObject([{ TotalAmt: 238 }]);
  });

  test('is told as such when it is deleted in the moment of the change', async () => {
    let isDeleted = false;
    const { connector, context, company } = await connected({
      faults({ path, body }) {
        const [row] = company.books.rows('Invoice');
        if (!isDeleted && path === 'invoice' && JSON.stringify(body).includes('SyncToken')) {
          isDeleted = true;
          company.books.remove('Invoice', { Id: row?.['Id'], SyncToken: row?.['SyncToken'] });
        }
        return null;
      },
    });
    const outcome = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const again = documentOf({ ...invoiceOf(1), revision: 2 }, { externalId });
    expect(await connector.export(again, context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('the copy was deleted in QuickBooks'),
    });
  });
});
