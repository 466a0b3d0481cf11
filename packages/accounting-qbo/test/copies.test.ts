import { describe, expect, test } from 'vitest';
import type { FakeQuickBooksOptions } from '../src/testing/fake-quick-books.ts';
import { connected } from './support/connected.ts';
import { creditOf, documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';

const confirmed = (outcome: { readonly status: string; readonly externalId?: string }): string =>
  outcome.externalId ?? '';

describe('copies that are brought up to date', () => {
  test('keep what somebody added to them in QuickBooks; what we say no more goes', async () => {
    const { connector, context, company } = await connected();
    const first = invoiceOf(1);
    const noted = { ...first, content: { ...first.content, note: 'Thank you' } };
    const externalId = confirmed(await connector.export(documentOf(noted), context));
    const [row] = company.books.rows('Invoice');
    expect(row).toMatchObject({ CustomerMemo: { value: 'Thank you' } });
    const theirs = {
      ShipDate: '2026-04-02',
      SalesTermRef: { value: '3' },
      ClassRef: { value: '9' },
      CustomField: [{ DefinitionId: '1', Name: 'Crew #', Type: 'StringType', StringValue: 'A' }],
      AllowOnlinePayment: true,
      BillEmailCc: { Address: 'boss@acme.example' },
    };
    company.books.put('Invoice', { ...row, ...theirs });
    const changed = { ...invoiceOf(1, { amount: '200.00' }), revision: 2 };
    await connector.export(documentOf(changed, { externalId }), context);
    const [after] = company.books.rows('Invoice');
    expect(after).toMatchObject({ ...theirs, TotalAmt: 238, DocNumber: 'INV-00001' });
    expect(after).not.toHaveProperty('CustomerMemo');
  });

  test('keep the tax that somebody chose for them, in the US without automated sales tax', async () => {
    const { connector, context, company } = await connected({
      country: 'US',
      homeCurrency: 'USD',
      taxCodes: { Tucson: 19 },
    });
    const currency = 'USD';
    const externalId = confirmed(await connector.export(documentOf(invoiceOf(1, { currency })), context));
    expect(await connector.finding(context, 'inv_1')).toMatchObject({ expected: '119.00', found: '100.00' });
    const [row] = company.books.rows('Invoice');
    const TxnTaxCodeRef = { value: String(company.books.rows('TaxCode')[0]?.['Id']) };
    company.books.write('Invoice', { ...row, TxnTaxDetail: { TxnTaxCodeRef } });
    const changed = { ...invoiceOf(1, { amount: '200.00', currency }), revision: 2 };
    await connector.export(documentOf(changed, { externalId }), context);
    // The amounts are computed anew.
    expect(company.books.rows('Invoice')).toMatchObject([
      { TotalAmt: 238, TxnTaxDetail: { TxnTaxCodeRef, TotalTax: 38 } },
    ]);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test.each<Partial<FakeQuickBooksOptions>>([{}, { country: 'US', homeCurrency: 'USD', findsTax: true }])(
    'say nothing of the tax of the whole document anywhere else: %j',
    async (fake) => {
      const { connector, context, company } = await connected(fake);
      const currency = fake.homeCurrency ?? 'EUR';
      const externalId = confirmed(await connector.export(documentOf(invoiceOf(1, { currency })), context));
      const [row] = company.books.rows('Invoice');
      company.books.put('Invoice', { ...row, TxnTaxDetail: { TxnTaxCodeRef: { value: '1' }, TotalTax: 1 } });
      const changed = { ...invoiceOf(1, { amount: '200.00', currency }), revision: 2 };
      await connector.export(documentOf(changed, { externalId }), context);
      expect(company.calls().at(-1)?.body).not.toHaveProperty('TxnTaxDetail');
    },
  );

  test('keep the number that QuickBooks gave, where the company gives numbers itself', async () => {
    const { connector, context, company } = await connected({ takesNumbers: false });
    const externalId = confirmed(await connector.export(documentOf(invoiceOf(1)), context));
    const number = company.books.rows('Invoice')[0]?.['DocNumber'];
    const changed = { ...invoiceOf(1, { amount: '200.00' }), revision: 2 };
    await connector.export(documentOf(changed, { externalId }), context);
    expect(company.books.rows('Invoice')).toMatchObject([{ DocNumber: number, TotalAmt: 238 }]);
  });

  test('are read by their ids, when what queries tell of them is behind', async () => {
    const { connector, context, company } = await connected();
    const externalId = confirmed(await connector.export(documentOf(invoiceOf(1)), context));
    const [row] = company.books.rows('Invoice');
    company.books.put('Invoice', { ...row, ShipDate: '2026-04-02' });
    company.books.queriesLag = true;
    const changed = { ...invoiceOf(1, { amount: '200.00' }), revision: 2 };
    const before = company.calls().length;
    expect(await connector.export(documentOf(changed, { externalId }), context)).toMatchObject({
      status: 'confirmed',
    });
    expect(
      company
        .calls()
        .slice(before)
        .map(({ path }) => path),
    ).toEqual(['query', 'invoice', `invoice/${String(row?.['Id'])}`, 'invoice']);
    expect(company.books.rows('Invoice')).toMatchObject([{ TotalAmt: 238, ShipDate: '2026-04-02' }]);
    expect(await connector.void(documentOf(changed, { externalId }), context)).toMatchObject({
      status: 'confirmed',
    });
  });

  test('that somebody changes each time are tried again later, not rejected', async () => {
    const { connector, context, company } = await connected({
      faults({ path, body }) {
        const [row] = company.books.rows('Invoice');
        if (path === 'invoice' && JSON.stringify(body).includes('SyncToken'))
          company.books.put('Invoice', { ...row, ShipDate: '2026-04-02' });
        return null;
      },
    });
    const externalId = confirmed(await connector.export(documentOf(invoiceOf(1)), context));
    const changed = { ...invoiceOf(1, { amount: '200.00' }), revision: 2 };
    expect(await connector.export(documentOf(changed, { externalId }), context)).toMatchObject({
      status: 'retry',
      reason: expect.stringContaining('fault 5010'),
    });
    expect(await connector.void(documentOf(changed, { externalId }), context)).toMatchObject({
      status: 'retry',
    });
  });

  test('of credit notes and of invoices are changed in one batch', async () => {
    const { connector, context, company } = await connected();
    const invoice = invoiceOf(1);
    const externalId = confirmed(await connector.export(documentOf(invoice), context));
    const memo = documentOf(creditOf(invoice, 2), { creditsExternalId: externalId });
    const memoId = confirmed(await connector.export(memo, context));
    const before = company.calls().length;
    const outcomes = await connector.exportMany(
      [
        documentOf({ ...invoice, revision: 2 }, { externalId }),
        { ...memo, key: 'again', externalId: memoId },
        documentOf(invoiceOf(3)),
      ],
      context,
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    // One for how they are now, and one for the changes.
    expect(company.calls().length - before).toBe(2);
    expect(company.books.rows('Invoice')).toHaveLength(2);
    expect(company.books.rows('CreditMemo')).toMatchObject([{ SyncToken: '1' }]);
  });
});

describe('customers that somebody else creates', () => {
  test('at the same time are found, and not created under another name', async () => {
    let isFirst = true;
    const { connector, context, company } = await connected({
      faults({ path }) {
        if (path !== 'batch' || !isFirst) return null;
        // It was looked up, and is there before we create it.
        if (company.calls().filter((call) => call.path === 'batch').length < 2) return null;
        isFirst = false;
        company.books.put('Customer', { DisplayName: 'acme', Active: true });
        company.books.put('Item', { Name: 'Services', Active: true });
        return null;
      },
    });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({ status: 'confirmed' });
    expect(company.books.rows('Customer')).toHaveLength(1);
    expect(company.books.rows('Item')).toHaveLength(1);
    expect(isFirst).toBe(false);
  });

  test('are found by listing, where queries can not read their names', async () => {
    const { connector, context, company } = await connected();
    company.books.readsOnlyAscii = true;
    for (let index = 0; index < 1200; index += 1)
      company.books.put('Customer', { DisplayName: `Customer ${index}`, Active: true });
    company.books.put('Customer', { DisplayName: 'Müller – Söhne', Active: true });
    const document = documentOf(invoiceOf(1, { buyer: { name: 'Müller – Söhne' } }));
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    expect(company.books.rows('Customer')).toHaveLength(1201);
  });
});

describe('what several documents of a batch name', () => {
  test('and is gone is looked up anew once for all of them', async () => {
    const { connector, context, company } = await connected();
    const documents = (from: number) =>
      Array.from({ length: 30 }, (_, index) => documentOf(invoiceOf(from + index)));
    await connector.exportMany(documents(1), context);
    const [customer] = company.books.rows('Customer');
    company.books.put('Customer', { ...customer, Active: false });
    const before = company.calls().length;
    const outcomes = await connector.exportMany(documents(101), context);
    expect(outcomes.every(({ status }) => status === 'confirmed')).toBe(true);
    // All are refused; looked up, created under another name, and sent again.
    expect(company.calls().length - before).toBe(4);
    expect(company.books.rows('Invoice')).toHaveLength(60);
  });

  test('and was changed by somebody is read by id, and all are sent again together', async () => {
    const { connector, context, company } = await connected();
    const first = [1, 2, 3].map((sequence) => documentOf(invoiceOf(sequence)));
    const ids = (await connector.exportMany(first, context)).map(confirmed);
    for (const row of company.books.rows('Invoice'))
      company.books.put('Invoice', { ...row, ShipDate: '2026-04-02' });
    company.books.queriesLag = true;
    const changed = ids.map((externalId, index) =>
      documentOf({ ...invoiceOf(index + 1, { amount: '200.00' }), revision: 2 }, { externalId }),
    );
    const before = company.calls().length;
    const outcomes = await connector.exportMany(changed, context);
    expect(outcomes.map(confirmed)).toEqual(ids);
    expect(
      company
        .calls()
        .slice(before)
        .map(({ path }) => path.split('/')[0]),
    ).toEqual(['query', 'batch', 'invoice', 'invoice', 'invoice', 'batch']);
    expect(company.books.rows('Invoice')).toMatchObject(
      ids.map(() => ({ TotalAmt: 238, ShipDate: '2026-04-02' })),
    );
  });
});
