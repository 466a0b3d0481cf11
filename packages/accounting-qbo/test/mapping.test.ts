import { describe, expect, test } from 'vitest';
import type { QuickBooksOptions } from '../src/options.ts';
import { asRows } from '../src/testing/fake-query.ts';
import type { FakeQuickBooksOptions } from '../src/testing/fake-quick-books.ts';
import { connected } from './support/connected.ts';
import { failing } from './support/failing.ts';
import { creditOf, documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';

const salesLines = (row: Readonly<Record<string, unknown>> | undefined): readonly unknown[] =>
  Array.isArray(row?.['Line'])
    ? row['Line'].filter((line) => JSON.stringify(line).includes('SalesItem'))
    : [];

describe('customers', () => {
  test('a customer of that name is taken, whatever its case; nobody is created', async () => {
    const { connector, context, company } = await connected();
    company.books.put('Customer', { DisplayName: "AMY'S \\ Birds", Active: true });
    await connector.export(documentOf(invoiceOf(1, { buyer: { name: "Amy's \\ Birds" } })), context);
    expect(company.books.rows('Customer')).toHaveLength(1);
  });

  test.each(['Vendor', 'Employee'])(
    'a name that a %s has is taken with the id of the customer',
    async (kind) => {
      const { connector, context, company } = await connected();
      company.books.put(kind, { DisplayName: 'Acme', Active: true });
      await connector.export(documentOf(invoiceOf(1, { buyer: { name: 'Acme' } })), context);
      expect(company.books.rows('Customer')).toMatchObject([{ DisplayName: 'Acme (acme)' }]);
    },
  );

  test.each(['together', 'one after the other', 'after a lost answer'])(
    'two customers of one name never share one of QuickBooks: %s',
    async (how) => {
      let isLosing = how === 'after a lost answer';
      const { connector, context, company } = await connected({
        faults({ path, body }) {
          if (!isLosing || path !== 'batch' || !JSON.stringify(body).includes('"Customer":')) return null;
          isLosing = false;
          return { kind: 'lost' };
        },
      });
      const documents = ['a', 'b', 'a', 'b'].map((customerId, index) =>
        documentOf(invoiceOf(index + 1, { customerId, buyer: { name: 'Acme' } })),
      );
      // What was lost is tried again when the other one has come.
      const tries = how === 'after a lost answer' ? [...documents, ...documents.slice(0, 1)] : documents;
      if (how === 'together') await connector.exportMany(documents, context);
      else for (const document of tries) await connector.export(document, context);
      const rows = company.books.rows('Invoice');
      const customers = ['INV-00001', 'INV-00002', 'INV-00003', 'INV-00004'].map(
        (number) => rows.find((row) => row['DocNumber'] === number)?.['CustomerRef'],
      );
      const [one, other] = customers;
      expect(one).not.toEqual(other);
      expect(customers).toEqual([one, other, one, other]);
      expect(company.books.rows('Customer')).toHaveLength(2);
    },
  );

  test('an inactive twin stays inactive: the customer gets another name, the next time the same one', async () => {
    const { connector, context, company } = await connected();
    company.books.put('Customer', { DisplayName: 'Acme', Active: false });
    for (const sequence of [1, 2])
      await connector.export(documentOf(invoiceOf(sequence, { buyer: { name: 'Acme' } })), context);
    expect(company.books.rows('Customer')).toMatchObject([
      { DisplayName: 'Acme', Active: false },
      { DisplayName: 'Acme (acme)' },
    ]);
  });

  test('a customer that was made inactive after it was remembered is found out, and replaced', async () => {
    const { connector, context, company } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const [row] = company.books.rows('Customer');
    company.books.put('Customer', { ...row, Active: false });
    expect(await connector.export(documentOf(invoiceOf(2)), context)).toMatchObject({ status: 'confirmed' });
    expect(company.books.rows('Customer')).toMatchObject([{ Active: false }, { DisplayName: 'acme (acme)' }]);
  });

  test('customers and items that were renamed when they were made inactive are created anew, each time', async () => {
    const { connector, context, company } = await connected();
    const exported = (sequence: number, customerId: string) =>
      connector.export(documentOf(invoiceOf(sequence, { customerId })), context);
    await exported(1, 'globex');
    await exported(2, 'acme');
    for (const round of [1, 2, 3])
      for (const [entity, field] of [
        ['Customer', 'DisplayName'],
        ['Item', 'Name'],
      ] as const) {
        const row = company.books.rows(entity).at(-1);
        // Recorded of employees: the name is free again.
        const renamed = { [field]: `${String(row?.[field])} (deleted ${round})`, Active: false };
        company.books.put(entity, { ...row, ...renamed });
        const sequence = company.books.rows('Invoice').length + 1;
        expect(await exported(sequence, 'acme')).toMatchObject({ status: 'confirmed' });
      }
    expect(company.books.rows('Customer').map(({ Active }) => Active)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(company.books.rows('Item').map(({ Active }) => Active)).toEqual([false, false, false, true]);
  });

  test('where customers are not to be created, one that is missing is rejected by name', async () => {
    const { connector, context, company } = await connected({}, { createCustomers: false });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('"acme"'),
    });
    expect(company.books.rows('Customer')).toEqual([]);
  });

  test('each currency has a customer of its own; a company of one currency takes no other', async () => {
    const many = await connected({ hasManyCurrencies: true });
    for (const [index, currency] of ['EUR', 'USD', 'EUR'].entries())
      await many.connector.export(documentOf(invoiceOf(index + 1, { currency })), many.context);
    expect(many.company.books.rows('Customer')).toMatchObject([
      { DisplayName: 'acme', CurrencyRef: { value: 'EUR' } },
      { DisplayName: 'acme (acme)', CurrencyRef: { value: 'USD' } },
    ]);
    const one = await connected();
    expect(
      await one.connector.export(documentOf(invoiceOf(1, { currency: 'USD' })), one.context),
    ).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('multicurrency'),
    });
  });
});

describe('items and accounts', () => {
  test('without a default income account a missing item is rejected, and readiness says so before', async () => {
    const { connector, context, company, clock } = await connected();
    const { memory } = context;
    await memory.set(`${company.realmId}:income-account`, '', 1);
    clock.advance(60);
    expect(await connector.readiness(context)).toMatchObject({
      isReady: false,
      issues: expect.arrayContaining([expect.objectContaining({ code: 'no-income-account' })]),
    });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('income account'),
    });
    expect(company.books.rows('Invoice')).toEqual([]);
  });

  test('an item of exactly that name is taken; an inactive one is rejected by name', async () => {
    const { connector, context, company } = await connected();
    const item = company.books.put('Item', { Name: 'Services', Active: true });
    await connector.export(documentOf(invoiceOf(1)), context);
    expect(company.books.rows('Item')).toHaveLength(1);
    company.books.put('Item', { ...item, Active: false });
    expect(await connector.export(documentOf(invoiceOf(2)), context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('"Services" is inactive'),
    });
  });

  test('of several items of one name an active one is taken, rather one in no category, and never the category', async () => {
    const { connector, context, company } = await connected();
    const put = (row: object): string => String(company.books.put('Item', { Active: true, ...row })['Id']);
    put({ Name: 'Services', Type: 'Category', FullyQualifiedName: 'Services' });
    put({ Name: 'Services', Type: 'Service', FullyQualifiedName: 'Old:Services', Active: false });
    const inCategory = put({ Name: 'Services', Type: 'Service', FullyQualifiedName: 'Services:Services' });
    await connector.export(documentOf(invoiceOf(1)), context);
    const itemOf = (index: number) =>
      asRows(company.books.rows('Invoice')[index]?.['Line'])[0]?.['SalesItemLineDetail'];
    expect(itemOf(0)).toMatchObject({ ItemRef: { value: inCategory } });
    const other = await connected();
    for (const FullyQualifiedName of ['Support:Services', 'Services'])
      other.company.books.put('Item', {
        Name: 'Services',
        Type: 'Service',
        Active: true,
        FullyQualifiedName,
      });
    await other.connector.export(documentOf(invoiceOf(1)), other.context);
    const [, plain] = other.company.books.rows('Item');
    const [line] = asRows(other.company.books.rows('Invoice')[0]?.['Line']);
    expect(line).toMatchObject({ SalesItemLineDetail: { ItemRef: { value: plain?.['Id'] } } });
  });

  test('readiness tells what differs between companies: numbers, currencies, taxes, and credits that apply themselves', async () => {
    const codesOf = async (...given: Parameters<typeof connected>) => {
      const { connector, context } = await connected(...given);
      const { isReady, issues } = await connector.readiness(context);
      return [isReady, ...issues.map(({ code }) => code)];
    };
    expect(await codesOf()).toEqual([true, 'one-currency']);
    expect(await codesOf({ hasManyCurrencies: true, appliesCredits: true })).toEqual([
      true,
      'applies-credits',
    ]);
    expect(await codesOf({ takesNumbers: false, hasManyCurrencies: true })).toEqual([
      true,
      'own-numbers-off',
    ]);
    expect(await codesOf({ country: 'US', homeCurrency: 'USD', findsTax: true })).toEqual([
      true,
      'one-currency',
      'taxes-differ',
    ]);
    expect(await codesOf({ hasManyCurrencies: true }, { taxCodes: { vat: 'Unknown' } })).toEqual([
      false,
      'unknown-tax-code',
      'untaxed-lines',
    ]);
  });

  test('an account that is no active income account can not be chosen', async () => {
    const { connector, context, company } = await connected();
    const bank = company.books.put('Account', { Name: 'Bank', AccountType: 'Bank', Active: true });
    await expect(connector.chooseIncomeAccount(context, String(bank['Id']))).rejects.toMatchObject({
      code: 'CONNECTOR_FAILED',
    });
  });
});

describe('taxes and lines', () => {
  test('in the US each line says TAX or NON, and GlobalTaxCalculation is not sent', async () => {
    const { connector, context, company } = await connected({
      country: 'US',
      homeCurrency: 'USD',
      findsTax: true,
    });
    const lines = [
      lineOf('a', '100.00', { currency: 'USD' }),
      lineOf('b', '50.00', { currency: 'USD', taxed: false }),
    ];
    const address = {
      lines: ['25 Court St.'],
      city: 'Tucson',
      region: 'AZ',
      postalCode: '85719',
      country: 'US',
    };
    const buyer = { name: 'Amy', address };
    expect(
      await connector.export(documentOf(invoiceOf(1, { lines, currency: 'USD', buyer })), context),
    ).toMatchObject({
      status: 'confirmed',
    });
    const [row] = company.books.rows('Invoice');
    expect(row).not.toHaveProperty('GlobalTaxCalculation');
    // Sales tax is that of where it goes to.
    expect(row).toMatchObject({ ShipAddr: { City: 'Tucson', CountrySubDivisionCode: 'AZ' } });
    expect(salesLines(row)).toMatchObject([
      { SalesItemLineDetail: { TaxCodeRef: { value: 'TAX' } } },
      { SalesItemLineDetail: { TaxCodeRef: { value: 'NON' } } },
    ]);
    // 19 % of 100.00 here, 8 % there: the difference is written down.
    expect(await connector.finding(context, 'inv_1')).toMatchObject({ expected: '169.00', found: '158.00' });
  });

  test('elsewhere each line has a tax code of the company, and prices are said to be without tax', async () => {
    const { connector, context, company } = await connected();
    const lines = [lineOf('a', '100.00'), lineOf('b', '50.00', { taxed: false })];
    await connector.export(documentOf(invoiceOf(1, { lines })), context);
    const [row] = company.books.rows('Invoice');
    const [taxed, untaxed] = company.books.rows('TaxCode').map(({ Id }) => Id);
    expect(row).toMatchObject({ GlobalTaxCalculation: 'TaxExcluded' });
    expect(salesLines(row)).toMatchObject([
      { SalesItemLineDetail: { TaxCodeRef: { value: taxed } } },
      { SalesItemLineDetail: { TaxCodeRef: { value: untaxed } } },
    ]);
  });

  test.each<[string, Partial<FakeQuickBooksOptions>, Partial<QuickBooksOptions>, boolean]>([
    ['elsewhere, without a tax code for it', {}, { taxCodes: {} }, false],
    ['elsewhere, with one of its own', {}, { taxCodes: { '': 'No VAT' } }, true],
    ['elsewhere, with one for all', {}, { taxCodes: {}, defaultTaxCode: 'No VAT' }, true],
    ['in the US', { country: 'US', homeCurrency: 'USD' }, { taxCodes: {} }, true],
  ])(
    'lines without tax %s: readiness says before what an export comes to',
    async (_, fake, options, isReady) => {
      const { connector, context } = await connected(fake, options);
      const ready = await connector.readiness(context);
      expect(ready.isReady).toBe(isReady);
      const currency = fake.homeCurrency ?? 'EUR';
      const outcome = await connector.export(documentOf(invoiceOf(1, { taxed: false, currency })), context);
      expect(outcome.status).toBe(isReady ? 'confirmed' : 'rejected');
      const told = ready.issues.filter(({ code }) => code === 'untaxed-lines');
      expect(told.map(({ isBlocking }) => isBlocking)).toEqual(isReady ? [] : [true]);
    },
  );

  test.each(['constructor', 'toString'])(
    'a tax that is named "%s" is no tax code of the company',
    async (name) => {
      const { connector, context } = await connected({}, { taxCodes: { vat: name } });
      expect(await connector.readiness(context)).toMatchObject({ isReady: false });
      expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({ status: 'rejected' });
    },
  );

  test('a difference up to the tolerance is none, and one that is put right is forgotten', async () => {
    const { connector, context } = await connected(
      { taxCodes: { 'VAT 19 %': 19.01, 'No VAT': 0 } },
      { tolerance: '0.01' },
    );
    const first = await connector.export(documentOf(invoiceOf(1)), context);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
    const externalId = first.status === 'confirmed' ? first.externalId : '';
    const large = { ...invoiceOf(1, { amount: '1000.00' }), revision: 2 };
    await connector.export(documentOf(large, { externalId }), context);
    expect(await connector.finding(context, 'inv_1')).toMatchObject({
      expected: '1190.00',
      found: '1190.10',
    });
    const small = { ...invoiceOf(1, { amount: '100.00' }), revision: 3 };
    await connector.export(documentOf(small, { externalId, key: 'desk-inv_1-3' }), context);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test.each([
    [{ kind: 'lost' }, 'found'],
    [{ kind: 'garbled', body: 'empty' }, 'refused by its number'],
  ] as const)(
    'a difference is written down, too, when the answer was %j and the copy is %s',
    async (fault, how) => {
      const { connector, context } = await failing(fault, 'invoice', 1, {
        taxCodes: { 'VAT 19 %': 19.01, 'No VAT': 0 },
      });
      const document = documentOf(invoiceOf(1, { amount: '1000.00' }));
      await expect(connector.export(document, context)).rejects.toMatchObject({ code: 'CONNECTOR_FAILED' });
      expect(await connector.finding(context, 'inv_1')).toBeNull();
      if (how === 'found') await connector.find(document, context);
      else await connector.export({ ...document, attempt: 2 }, context);
      expect(await connector.finding(context, 'inv_1')).toMatchObject({
        expected: '1190.00',
        found: '1190.10',
      });
    },
  );

  test('a text that is too long ends before a character that it would cut in half', async () => {
    const { connector, context, company } = await connected();
    const invoice = invoiceOf(1);
    const note = `${'a'.repeat(999)}🧾`;
    const noted = { ...invoice, content: { ...invoice.content, note } };
    await connector.export(documentOf(noted), context);
    expect(company.books.rows('Invoice')).toMatchObject([{ CustomerMemo: { value: 'a'.repeat(999) } }]);
  });

  test('a tax that has no code of its own gets the default one, and several taxes of a line have one together', async () => {
    const { connector, context, company } = await connected(
      { taxCodes: { Standard: 19, Combined: 24 } },
      { defaultTaxCode: 'Standard', taxCodes: { 'vat+city': 'Combined' } },
    );
    const codeOf = (name: string) => company.books.rows('TaxCode').find(({ Name }) => Name === name)?.['Id'];
    const invoice = invoiceOf(1, { lines: [lineOf('a', '100.00'), lineOf('b', '50.00')] });
    const [one, other] = invoice.content.lines;
    if (one === undefined || other === undefined) throw new Error('it has no lines');
    const lines = [one, { ...other, taxCodes: ['vat', 'city'] }];
    const given = { ...invoice, content: { ...invoice.content, lines } };
    expect(await connector.export(documentOf(given), context)).toMatchObject({ status: 'confirmed' });
    expect(salesLines(company.books.rows('Invoice')[0])).toMatchObject([
      { SalesItemLineDetail: { TaxCodeRef: { value: codeOf('Standard') } } },
      { SalesItemLineDetail: { TaxCodeRef: { value: codeOf('Combined') } } },
    ]);
  });

  test('a tax that QuickBooks does not have is rejected by name', async () => {
    const { connector, context } = await connected({ taxCodes: { Standard: 19, 'No VAT': 0 } });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('"vat"'),
    });
  });

  test('what was missing in QuickBooks and is there now is seen by the next export, not a day later', async () => {
    const { connector, context, company } = await connected();
    const [code] = company.books.rows('TaxCode');
    company.books.put('TaxCode', { ...code, Active: false });
    const document = documentOf(invoiceOf(1));
    expect(await connector.export(document, context)).toMatchObject({ status: 'rejected' });
    company.books.put('TaxCode', { ...code, Active: true });
    const again = { ...document, attempt: 2 };
    expect(await connector.export(again, context)).toMatchObject({ status: 'confirmed' });
  });

  test('lines always multiply out: with discounts, odd quantities and prices of many places', async () => {
    const { connector, context, company } = await connected();
    const odd = { ...lineOf('odd', '40.00'), unit: 'hour' as const, quantity: '0.3333', unitPrice: '120.00' };
    const whole = { ...lineOf('whole', '37.50'), unit: 'hour' as const, quantity: '2.5', unitPrice: '15.00' };
    const invoice = invoiceOf(1, { lines: [lineOf('a', '33.33'), lineOf('b', '66.67')] });
    const lines = [odd, whole];
    const totals = invoiceOf(2, { lines: [lineOf('odd', '40.00'), lineOf('whole', '37.50')] }).content.totals;
    const given = { ...invoice, content: { ...invoice.content, lines, totals } };
    expect(await connector.export(documentOf(given), context)).toMatchObject({ status: 'confirmed' });
    expect(salesLines(company.books.rows('Invoice')[0])).toMatchObject([
      { Amount: 40, Description: 'odd (0.3333 × 120.00)', SalesItemLineDetail: { Qty: 1, UnitPrice: 40 } },
      { Amount: 37.5, Description: 'whole', SalesItemLineDetail: { Qty: 2.5, UnitPrice: 15 } },
    ]);
  });

  test('discounts are in the lines, and the total is ours to the cent', async () => {
    const { connector, context, company } = await connected();
    const lines = ['a', 'b', 'c'].map((id) => lineOf(id, '33.33'));
    const discounts = [{ id: 'spring', description: 'Spring offer', percent: '10' }];
    const invoice = invoiceOf(1, { lines, discounts });
    await connector.export(documentOf(invoice), context);
    expect(company.books.rows('Invoice')).toMatchObject([
      { TotalAmt: Number(invoice.content.totals.total.amount) },
    ]);
    expect(salesLines(company.books.rows('Invoice')[0])).toMatchObject([
      { Amount: 29.99, Description: expect.stringContaining('less 3.34') },
      { Amount: 30 },
      { Amount: 30 },
    ]);
  });
});

describe('taking back', () => {
  test('of a copy that was taken back no total differs any more', async () => {
    const { connector, context } = await connected({ taxCodes: { 'VAT 19 %': 20, 'No VAT': 0 } });
    const copy = await connector.export(documentOf(invoiceOf(1)), context);
    expect(await connector.finding(context, 'inv_1')).toMatchObject({ found: '120.00' });
    const externalId = copy.status === 'confirmed' ? copy.externalId : '';
    await connector.void(documentOf(invoiceOf(1), { externalId }), context);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test('an invoice whose voiding was answered by nobody is not voided once more', async () => {
    let isLost = false;
    const { connector, context, company } = await connected({
      faults: ({ query }) => (query['operation'] === 'void' && isLost ? { kind: 'lost' } : null),
    });
    const outcome = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    isLost = true;
    const voided = documentOf(invoiceOf(1), { externalId });
    await expect(connector.void(voided, context)).rejects.toMatchObject({ details: { kind: 'unknown' } });
    isLost = false;
    const again = { ...voided, attempt: 2 };
    expect(await connector.void(again, context)).toEqual({ status: 'confirmed', externalId });
    expect(company.books.rows('Invoice')).toMatchObject([{ TotalAmt: 0, SyncToken: '1' }]);
  });

  test('an invoice is voided, a credit memo is deleted, and what is gone already is gone', async () => {
    const { connector, context, company } = await connected();
    const invoice = invoiceOf(1);
    const copy = await connector.export(documentOf(invoice), context);
    const externalId = copy.status === 'confirmed' ? copy.externalId : '';
    const memo = documentOf(creditOf(invoice, 2), { creditsExternalId: externalId });
    const credited = await connector.export(memo, context);
    const memoId = credited.status === 'confirmed' ? credited.externalId : '';
    for (let time = 1; time <= 2; time += 1) {
      expect(await connector.void(documentOf(invoice, { externalId }), context)).toMatchObject({
        status: 'confirmed',
      });
      expect(await connector.void({ ...memo, externalId: memoId }, context)).toMatchObject({
        status: 'confirmed',
      });
    }
    expect(company.books.rows('Invoice')).toMatchObject([{ TotalAmt: 0, PrivateNote: 'Voided' }]);
    expect(company.books.rows('CreditMemo')).toEqual([]);
  });
});
