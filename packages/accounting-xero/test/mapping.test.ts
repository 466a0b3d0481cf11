import { answerOf } from '@billwright/accounting-common/testing';
import { describe, expect, test } from 'vitest';
import { type InvoiceLine, manualLine } from '@billwright/core';
import { creditOf, documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';
import { asRow, asRows, textOf } from '../src/testing/fake-row.ts';
import { xero } from '../src/xero.ts';
import { connected, optionsFor } from './support/connected.ts';

const rejected = (reason: string) => ({ status: 'rejected', reason: expect.stringContaining(reason) });

/** A line of a service type. */
const lineOfType = (serviceTypeId: string): InvoiceLine => ({
  ...lineOf('work', '100.00'),
  group: { serviceTypeId },
});

describe('contacts', () => {
  test('the contact with our number is taken, whatever it is called by now', async () => {
    const { connector, context, organisation } = await connected();
    const contact = { Name: 'Acme Holdings', ContactNumber: 'acme', ContactStatus: 'ACTIVE' };
    organisation.books.put('Contacts', contact);
    await connector.export(documentOf(invoiceOf(1)), context);
    expect(organisation.books.rows('Contacts')).toMatchObject([contact]);
  });

  test('else the active one of that name without a number, whatever its case', async () => {
    const { connector, context, organisation } = await connected();
    organisation.books.put('Contacts', { Name: 'O"Hara \\ Sons', ContactStatus: 'ACTIVE' });
    await connector.export(documentOf(invoiceOf(1, { buyer: { name: 'O"Hara \\ Sons' } })), context);
    expect(organisation.books.rows('Contacts')).toHaveLength(1);
  });

  test('one of that name with another number is somebody else: ours gets its id behind the name', async () => {
    const { connector, context, organisation } = await connected();
    organisation.books.put('Contacts', { Name: 'Acme', ContactNumber: 'C-7', ContactStatus: 'ACTIVE' });
    for (const sequence of [1, 2])
      await connector.export(documentOf(invoiceOf(sequence, { buyer: { name: 'Acme' } })), context);
    expect(organisation.books.rows('Contacts')).toMatchObject([
      { ContactNumber: 'C-7' },
      { Name: 'Acme (acme)', ContactNumber: 'acme' },
    ]);
  });

  test('a name for which Xero can not look holds up the documents of nobody else', async () => {
    const { organisation, context, clock } = await connected();
    const refusal = { ErrorNumber: 16, Type: 'QueryParseException', Message: 'Bad name' };
    const picky = xero({
      ...optionsFor(organisation, clock),
      fetch: async (url, request) =>
        url.includes('/Contacts?') && url.includes('globex-3')
          ? answerOf({ status: 400, body: refusal })
          : organisation.fetch(url, request),
    });
    const documents = [1, 2, 3, 4, 5].map((number) =>
      documentOf(invoiceOf(number, { customerId: `globex-${number}` })),
    );
    const outcomes = await picky.exportMany(documents, context);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'confirmed',
      'confirmed',
      'rejected',
      'confirmed',
      'confirmed',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: expect.stringContaining('Bad name') });
    expect(organisation.books.rows('Contacts')).toHaveLength(4);
  });

  test('two customers of one name never share a contact, whether they come together or later', async () => {
    const { connector, context, organisation } = await connected();
    organisation.books.put('Contacts', { Name: 'Smith', ContactStatus: 'ACTIVE' });
    const of = (sequence: number, customerId: string) =>
      documentOf(invoiceOf(sequence, { customerId, buyer: { name: 'Smith' } }));
    await connector.exportMany([of(1, 'a'), of(2, 'b')], context);
    await connector.export(of(3, 'c'), context);
    await connector.export(of(4, 'a'), context);
    const names = organisation.books
      .rows('Invoices')
      .map(
        ({ Contact }) => organisation.books.get('Contacts', textOf(asRow(Contact), 'ContactID'))?.['Name'],
      );
    expect(names).toEqual(['Smith', 'Smith (b)', 'Smith (c)', 'Smith']);
  });

  test.each(['ARCHIVED', 'GDPRREQUEST'])('nothing is put on a contact that is %s', async (ContactStatus) => {
    const { connector, context, organisation } = await connected();
    const contact = organisation.books.put('Contacts', { Name: 'A', ContactNumber: 'acme', ContactStatus });
    const document = documentOf(invoiceOf(1));
    expect(await connector.export(document, context)).toMatchObject(
      rejected('is archived in Xero: restore it'),
    );
    expect(organisation.books.rows('Invoices')).toEqual([]);
    // Restored, it is taken.
    organisation.books.put('Contacts', { ...contact, ContactStatus: 'ACTIVE' });
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
  });

  test('a contact that was merged into another goes on as that one', async () => {
    const { connector, context, organisation } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const { books } = organisation;
    const [contact] = books.rows('Contacts');
    const other = books.put('Contacts', { Name: 'Acme Group', ContactStatus: 'ACTIVE' });
    const MergedToContactID = textOf(other, 'ContactID');
    books.put('Contacts', { ...contact, ContactStatus: 'ARCHIVED', MergedToContactID });
    expect(await connector.export(documentOf(invoiceOf(2)), context)).toMatchObject({ status: 'confirmed' });
    expect(books.rows('Invoices')[1]).toMatchObject({ Contact: { ContactID: MergedToContactID } });
  });

  test('two processes that create the same customer at once, in different batches, make one contact', async () => {
    const { connector, context, organisation, clock } = await connected();
    const other = xero(optionsFor(organisation, clock));
    const of = (sequence: number, customerId: string) => documentOf(invoiceOf(sequence, { customerId }));
    const outcomes = await Promise.all([
      connector.exportMany([of(1, 'acme'), of(2, 'globex')], context),
      other.exportMany([of(3, 'acme'), of(4, 'initech')], context),
    ]);
    expect(outcomes.flat().map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'confirmed'));
    const names = organisation.books.rows('Contacts').map((row) => textOf(row, 'Name'));
    expect(names.toSorted()).toEqual(['acme', 'globex', 'initech']);
  });

  test('a contact that was archived after it was remembered is found out', async () => {
    const { connector, context, organisation } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const [contact] = organisation.books.rows('Contacts');
    organisation.books.put('Contacts', { ...contact, ContactStatus: 'ARCHIVED' });
    const outcome = await connector.export(documentOf(invoiceOf(2)), context);
    expect(outcome).toMatchObject(rejected('archived'));
    expect(organisation.books.rows('Contacts')).toHaveLength(1);
  });

  test('an archived contact of many documents is looked up anew once, and all of them are rejected', async () => {
    const { connector, context, organisation } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const [contact] = organisation.books.rows('Contacts');
    organisation.books.put('Contacts', { ...contact, ContactStatus: 'ARCHIVED' });
    const before = organisation.calls().length;
    const documents = Array.from({ length: 50 }, (_, index) => documentOf(invoiceOf(index + 2)));
    const outcomes = await connector.exportMany(documents, context);
    expect(outcomes).toMatchObject(documents.map(() => rejected('restore it')));
    const paths = organisation
      .calls()
      .slice(before)
      .map(({ path }) => path);
    expect(paths).toEqual(['Invoices', 'Organisation', 'Accounts', 'TaxRates', 'Contacts']);
  });

  test('where contacts are not to be created, one that is missing is rejected by name', async () => {
    const { connector, context, organisation } = await connected({}, { createContacts: false });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject(rejected('"acme"'));
    expect(organisation.books.rows('Contacts')).toEqual([]);
  });

  test('a long id is cut to a number of 50 characters that is still of one customer', async () => {
    const { connector, context, organisation } = await connected();
    const ids = ['a', 'b'].map((end) => `${'customer-'.repeat(8)}${end}`);
    for (const [index, customerId] of ids.entries())
      await connector.export(documentOf(invoiceOf(index + 1, { customerId })), context);
    const numbers = organisation.books.rows('Contacts').map((row) => textOf(row, 'ContactNumber'));
    expect(new Set(numbers).size).toBe(2);
    expect(numbers.map(({ length }) => length)).toEqual([50, 50]);
  });

  test('an invoice names its contact by id alone: nothing else of the contact is changed', async () => {
    const { connector, context, organisation } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const sent = organisation.calls().find(({ path }) => path === 'Invoices')?.body;
    expect(sent).toMatchObject({ Invoices: [{ Contact: { ContactID: expect.any(String) } }] });
    expect(JSON.stringify(sent)).not.toContain('"Name"');
  });

  test('an invoice has a link of its own, by which it is known as ours; where it leads can be said', async () => {
    const plain = await connected();
    await plain.connector.export(documentOf(invoiceOf(1)), plain.context);
    const named = await connected({}, { linkBase: 'https://desk.example/open?copy=' });
    await named.connector.export(documentOf(invoiceOf(1)), named.context);
    const links = [plain, named].map(({ organisation }) => organisation.books.rows('Invoices')[0]?.['Url']);
    expect(links).toEqual([
      'https://desk.example/#billwright/desk/inv_1',
      'https://desk.example/open?copy=desk/inv_1',
    ]);
  });

  test('many customers are looked for in the list of contacts, in one request', async () => {
    const { connector, context, organisation } = await connected();
    for (let index = 0; index < 300; index += 2)
      organisation.books.put('Contacts', { Name: `customer-${index}`, ContactStatus: 'ACTIVE' });
    const documents = Array.from({ length: 100 }, (_, index) =>
      documentOf(invoiceOf(index + 1, { customerId: `customer-${index}` })),
    );
    const before = organisation.calls().length;
    await connector.exportMany(documents, context);
    const paths = organisation
      .calls()
      .slice(before)
      .map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual(['GET Contacts', 'PUT Contacts', 'PUT Invoices', 'PUT Invoices']);
    expect(organisation.books.rows('Contacts')).toHaveLength(200);
  });
});

describe('accounts, items, taxes', () => {
  test('without a revenue account an export is rejected, and readiness says so before', async () => {
    const { connector, context, organisation } = await connected();
    await context.memory.set(`${organisation.organisationId}:revenue-account`, '', 1);
    expect(await connector.readiness(context)).toMatchObject({
      isReady: false,
      issues: [{ code: 'no-revenue-account', isBlocking: true }],
    });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject(
      rejected('revenue account'),
    );
  });

  test('an account that is no active revenue account can not be chosen', async () => {
    const { connector, context } = await connected();
    expect(await connector.revenueAccounts(context)).toEqual([
      { code: '200', name: 'Sales' },
      { code: '260', name: 'Other Revenue' },
    ]);
    for (const code of ['400', '999'])
      await expect(connector.chooseRevenueAccount(context, code)).rejects.toMatchObject({
        code: 'CONNECTOR_FAILED',
      });
  });

  test('a service type can have an account and an item of its own', async () => {
    const options = { accountCodes: { training: '260' }, itemCodes: { training: 'TRAIN' } };
    const { connector, context, organisation } = await connected({}, options);
    const document = documentOf(invoiceOf(1, { lines: [lineOfType('training')] }));
    expect(await connector.export(document, context)).toMatchObject(rejected('there is no item "TRAIN"'));
    organisation.books.put('Items', { Code: 'TRAIN' });
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    const [line] = asRows(organisation.books.rows('Invoices')[0]?.['LineItems']);
    expect(line).toMatchObject({ AccountCode: '260', ItemCode: 'TRAIN' });
  });

  test('missing items are created where that is wanted', async () => {
    const { connector, context, organisation } = await connected(
      {},
      { itemCodes: { training: 'TRAIN' }, createItems: true },
    );
    await connector.export(documentOf(invoiceOf(1, { lines: [lineOfType('training')] })), context);
    expect(organisation.books.rows('Items')).toMatchObject([
      { Code: 'TRAIN', Name: 'training', SalesDetails: { AccountCode: '200' } },
    ]);
  });

  test.each([
    ['Xero does not have', {}, 'no active tax type for the tax "vat"'],
    ['is not for revenue', { INPUT: { name: 'VAT 19 %', rate: 19, isForRevenue: false } }, 'not for revenue'],
    ['is of another rate', { OUTPUT: { name: 'VAT 19 %', rate: 20 } }, 'of 20 %, not of 19 %'],
  ])('a tax type that %s is rejected by name, and never created', async (_, taxTypes, reason) => {
    const { connector, context, organisation } = await connected({
      taxTypes: { ...taxTypes, NONE: { name: 'No VAT', rate: 0 } },
    });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject(rejected(reason));
    expect(organisation.calls().filter(({ path }) => path === 'Invoices')).toEqual([]);
  });

  test('a tax type that was replaced in Xero since we looked is found with the next export', async () => {
    const { connector, context, organisation } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const { books } = organisation;
    const before = books.get('TaxRates', 'OUTPUT');
    books.put('TaxRates', { ...before, Status: 'ARCHIVED' });
    books.put('TaxRates', { ...before, TaxType: 'OUTPUT2' });
    const document = documentOf(invoiceOf(2));
    expect(await connector.export(document, context)).toMatchObject(rejected('look at the mapping of taxes'));
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
  });

  test('a tax type or an account that somebody adds in Xero after a refusal is found with the next export', async () => {
    const { connector, context, organisation } = await connected(
      { taxTypes: { NONE: { name: 'No VAT', rate: 0 } } },
      { accountCodes: { training: '270' } },
    );
    const taxed = documentOf(invoiceOf(1));
    expect(await connector.export(taxed, context)).toMatchObject(rejected('no active tax type'));
    const { books } = organisation;
    const rate = { ...books.get('TaxRates', 'NONE'), Name: 'VAT 19 %', EffectiveRate: 19 };
    books.put('TaxRates', { ...rate, TaxType: 'OUTPUT' });
    expect(await connector.export(taxed, context)).toMatchObject({ status: 'confirmed' });
    const training = documentOf(invoiceOf(2, { lines: [lineOfType('training')] }));
    expect(await connector.export(training, context)).toMatchObject(rejected('account "270"'));
    const [sales] = books.rows('Accounts');
    books.put('Accounts', { ...sales, AccountID: undefined, Code: '270', Name: 'Training' });
    expect(await connector.export(training, context)).toMatchObject({ status: 'confirmed' });
  });

  test('taxes are mapped by options, and by what a tenant has chosen before them', async () => {
    const taxTypes = {
      OUTPUT: { name: 'Standard', rate: 19 },
      OUTPUT2: { name: 'Other standard', rate: 19 },
      EXEMPT: { name: 'Exempt', rate: 0 },
    };
    const { connector, context, organisation } = await connected(
      { taxTypes },
      { taxTypes: { vat: 'Standard', '': 'EXEMPT' } },
    );
    const lines = [lineOf('taxed', '100.00'), lineOf('free', '50.00', { taxed: false })];
    await connector.export(documentOf(invoiceOf(1, { lines })), context);
    await expect(connector.chooseTaxType(context, 'vat', 'INPUT')).rejects.toMatchObject({
      code: 'CONNECTOR_FAILED',
    });
    await connector.chooseTaxType(context, 'vat', 'OUTPUT2');
    await connector.export(documentOf(invoiceOf(2, { lines })), context);
    const types = organisation.books
      .rows('Invoices')
      .map((row) => asRows(row['LineItems']).map((line) => textOf(line, 'TaxType')));
    expect(types).toEqual([
      ['OUTPUT', 'EXEMPT'],
      ['OUTPUT2', 'EXEMPT'],
    ]);
  });

  test('readiness tells what mappings name and the organisation has not, closed books and small plans', async () => {
    const { connector, context, organisation } = await connected(
      { plan: 'IGNITE' },
      { taxTypes: { vat: 'GONE', low: 'INPUT' }, accountCodes: { training: '999' } },
    );
    organisation.books.periodLockDate = '2026-02-28';
    organisation.books.endOfYearLockDate = '2025-12-31';
    const { isReady, issues } = await connector.readiness(context);
    expect(isReady).toBe(false);
    expect(issues.map(({ code }) => code)).toEqual([
      'unknown-account',
      'unknown-tax-type',
      'tax-type-not-for-revenue',
      'closed-until',
      'plan-limit',
    ]);
    expect(issues.find(({ code }) => code === 'closed-until')?.message).toContain('2026-02-28');
  });
});

describe('lines and totals', () => {
  test('tax is ours to the cent, line by line, where Xero alone would round differently', async () => {
    const { connector, context, organisation } = await connected();
    const lines = ['a', 'b', 'c'].map((id) => lineOf(id, '23.92'));
    const invoice = invoiceOf(1, { lines });
    await connector.export(documentOf(invoice), context);
    const [row] = organisation.books.rows('Invoices');
    expect(row).toMatchObject({ SubTotal: 71.76, TotalTax: 13.63, Total: 85.39 });
    expect(asRows(row?.['LineItems']).map(({ TaxAmount }) => TaxAmount)).toEqual([4.55, 4.54, 4.54]);
    expect(await connector.finding(context, invoice.id)).toBeNull();
  });

  test('where the organisation finds the tax itself, the difference is a finding, and one put right is forgotten', async () => {
    const { connector, context, organisation } = await connected({ findsTax: true });
    const lines = ['a', 'b', 'c'].map((id) => lineOf(id, '23.92'));
    const outcome = await connector.export(documentOf(invoiceOf(1, { lines })), context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    expect(await connector.finding(context, 'inv_1')).toEqual({
      invoiceId: 'inv_1',
      externalId,
      expected: '85.39',
      found: '85.38',
      at: '2026-04-01T06:00:00.000Z',
    });
    const changed = { ...invoiceOf(1, { amount: '100.00' }), revision: 2 };
    await connector.export(documentOf(changed, { externalId, key: 'desk-inv_1-2' }), context);
    expect(organisation.books.rows('Invoices')).toMatchObject([{ Total: 119 }]);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test('where a currency has no cents and the organisation finds the tax itself, its cents are a finding', async () => {
    const { connector, context } = await connected({ baseCurrency: 'JPY', findsTax: true });
    const document = documentOf(invoiceOf(1, { currency: 'JPY', amount: '999' }));
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    expect(await connector.finding(context, 'inv_1')).toMatchObject({ expected: '1189', found: '1188.81' });
  });

  test('of a copy that was taken back no total differs any more', async () => {
    const { connector, context } = await connected({ findsTax: true });
    const lines = ['a', 'b', 'c'].map((id) => lineOf(id, '23.92'));
    const document = documentOf(invoiceOf(1, { lines }));
    const outcome = await connector.export(document, context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    expect(await connector.finding(context, 'inv_1')).not.toBeNull();
    await connector.void({ ...document, externalId }, context);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test('quantities and prices of up to four places stay, others become 1 × the amount, and say how', async () => {
    const { connector, context, organisation } = await connected();
    const given = [
      { quantity: '0.3333', unitPrice: '120.00', amount: '40.00' },
      { quantity: '2.5', unitPrice: '15.1234', amount: '37.81' },
      { quantity: '3', unitPrice: '0.061171', amount: '0.18' },
    ];
    const invoice = invoiceOf(1, { lines: given.map(({ amount }, index) => lineOf(`${index}`, amount)) });
    const lines = invoice.content.lines.map((line, index) => ({
      ...line,
      unit: 'hour' as const,
      quantity: given[index]?.quantity ?? '',
      unitPrice: given[index]?.unitPrice ?? '',
    }));
    const document = documentOf({ ...invoice, content: { ...invoice.content, lines } });
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    expect(asRows(organisation.books.rows('Invoices')[0]?.['LineItems'])).toMatchObject([
      { Quantity: 0.3333, UnitAmount: 120, LineAmount: 40 },
      { Quantity: 2.5, UnitAmount: 15.1234, LineAmount: 37.81 },
      { Quantity: 1, UnitAmount: 0.18, LineAmount: 0.18, Description: '2 (3 × 0.061171)' },
    ]);
  });

  test('where a currency has no cents, a line is ours to its unit though Xero would keep cents', async () => {
    const { connector, context, organisation } = await connected({ baseCurrency: 'JPY' });
    const given = [
      { quantity: '1.3', unitPrice: '3333' },
      { quantity: '1.5', unitPrice: '3000' },
    ];
    const lines = given.map((one, index) =>
      manualLine({
        id: `${index}`,
        description: 'Work',
        currency: 'JPY',
        unit: 'hour',
        from: '2026-03-02',
        ...one,
      }),
    );
    const document = documentOf(invoiceOf(1, { currency: 'JPY', lines }));
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    const [row] = organisation.books.rows('Invoices');
    expect(row).toMatchObject({ Total: 8833 });
    expect(asRows(row?.['LineItems'])).toMatchObject([
      { Quantity: 1, UnitAmount: 4333, Description: 'Work (1.3 × 3333)' },
      { Quantity: 1.5, UnitAmount: 3000 },
    ]);
  });

  test('discounts are in the lines, and the total is ours to the cent', async () => {
    const { connector, context, organisation } = await connected();
    const lines = ['a', 'b', 'c'].map((id) => lineOf(id, '33.33'));
    const discounts = [{ id: 'spring', description: 'Spring offer', percent: '10' }];
    await connector.export(documentOf(invoiceOf(1, { lines, discounts })), context);
    const [row] = organisation.books.rows('Invoices');
    expect(row).toMatchObject({ SubTotal: 89.99, TotalTax: 17.1, Total: 107.09 });
    expect(asRows(row?.['LineItems'])).toMatchObject([
      { LineAmount: 29.99, Description: 'a (less 3.34)' },
      { LineAmount: 30 },
      { LineAmount: 30 },
    ]);
  });

  test('a description that is too long is never cut within a character', async () => {
    const { connector, context, organisation } = await connected();
    for (const [index, amount] of ['1.00', '10.00'].entries()) {
      const lines = [{ ...lineOf('a', '33.33'), description: '🛠'.repeat(2000) }];
      const discounts = [{ id: 'off', description: 'Off', amount: { amount, currency: 'EUR' } }];
      await connector.export(documentOf(invoiceOf(index + 1, { lines, discounts })), context);
    }
    const texts = organisation.books
      .rows('Invoices')
      .flatMap(({ LineItems }) => asRows(LineItems).map((line) => textOf(line, 'Description')));
    expect(texts).toMatchObject([
      expect.stringMatching(/🛠 \(less 1\.00\)$/u),
      expect.stringMatching(/🛠 \(less 10\.00\)$/u),
    ]);
    expect(texts.every((text) => text.length <= 4000 && !/\p{Surrogate}/u.test(text))).toBe(true);
  });

  test('the rounding of cash is a line on the account for rounding, whatever its code', async () => {
    const { connector, context, organisation } = await connected();
    const invoice = invoiceOf(1, { amount: '10.10', taxed: false });
    const euros = (amount: string) => ({ amount, currency: 'EUR' });
    const totals = { ...invoice.content.totals, rounding: euros('-0.05'), total: euros('10.05') };
    const document = documentOf({ ...invoice, content: { ...invoice.content, totals } });
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    const [row] = organisation.books.rows('Invoices');
    expect(row).toMatchObject({ Total: 10.05 });
    expect(asRows(row?.['LineItems']).at(-1)).toMatchObject({ AccountCode: '868', LineAmount: -0.05 });
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test('lines keep their ids when a copy is changed; those that are gone go there, too', async () => {
    const { connector, context, organisation } = await connected();
    const lines = ['a', 'b', 'c'].map((id) => lineOf(id, '10.00'));
    const outcome = await connector.export(documentOf(invoiceOf(1, { lines })), context);
    const idsOf = () =>
      asRows(organisation.books.rows('Invoices')[0]?.['LineItems']).map(({ LineItemID }) => LineItemID);
    const before = idsOf();
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const changed = [lineOf('a', '11.00'), lineOf('c', '10.00'), lineOf('d', '5.00')];
    const document = documentOf(
      { ...invoiceOf(1, { lines: changed }), revision: 2 },
      { externalId, key: '2' },
    );
    await connector.export(document, context);
    expect(idsOf().slice(0, 2)).toEqual([before[0], before[2]]);
    expect(before).not.toContain(idsOf()[2]);
    // Somebody made the lines anew in Xero: then they are made anew once more.
    const [row] = organisation.books.rows('Invoices');
    const anew = asRows(row?.['LineItems']).map((line) => ({
      ...line,
      LineItemID: organisation.books.newId(),
    }));
    organisation.books.put('Invoices', { ...row, LineItems: anew });
    const third = { ...document, key: '3' };
    expect(await connector.export(third, context)).toMatchObject({ status: 'confirmed', externalId });
  });

  test('what Xero can not keep to the cent, and what is below 0, is rejected before anything is sent', async () => {
    const { connector, context, organisation } = await connected({ currencies: ['KWD'] });
    const fine = documentOf(invoiceOf(1, { currency: 'KWD', amount: '1.234', taxed: false }));
    expect(await connector.export(fine, context)).toMatchObject(rejected('more than Xero can keep'));
    const unknown = documentOf(invoiceOf(2, { currency: 'USD' }));
    expect(await connector.export(unknown, context)).toMatchObject(rejected('add the currency'));
    expect(organisation.books.rows('Invoices')).toEqual([]);
  });
});

describe('credit notes, notes, files', () => {
  async function invoiceAndNote(paid: number) {
    const world = await connected();
    const { connector, context, organisation } = world;
    const invoice = invoiceOf(1);
    const outcome = await connector.export(documentOf(invoice), context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const invoiceId = externalId.split('/').at(-1) ?? '';
    if (paid > 0) organisation.enterPayment({ invoiceId, amount: paid });
    const note = documentOf(creditOf(invoice, 1), { creditsExternalId: externalId });
    const noted = await connector.export(note, context);
    return { ...world, invoiceId, note, noted };
  }

  test.each([
    ['is open', 0, [119]],
    ['is paid in part', 100, [19]],
    ['is paid', 119, []],
  ])('a credit note is taken off its invoice as far as that %s', async (_, paid, taken) => {
    const { connector, context, organisation, invoiceId, noted } = await invoiceAndNote(paid);
    expect(noted).toMatchObject({ status: 'confirmed' });
    const [note] = organisation.books.rows('CreditNotes');
    expect(asRows(note?.['Allocations']).map(({ Amount }) => Amount)).toEqual(taken);
    expect(organisation.books.get('Invoices', invoiceId)).toMatchObject({ Status: 'PAID' });
    expect(await connector.followUps(context)).toEqual([]);
  });

  test('a credit note that was taken off an invoice is put back before it is voided', async () => {
    const { connector, context, organisation, invoiceId, note, noted } = await invoiceAndNote(0);
    const externalId = noted.status === 'confirmed' ? noted.externalId : '';
    expect(await connector.void({ ...note, externalId }, context)).toEqual({
      status: 'confirmed',
      externalId,
    });
    expect(organisation.books.rows('CreditNotes')).toMatchObject([{ Status: 'VOIDED', Allocations: [] }]);
    expect(organisation.books.get('Invoices', invoiceId)).toMatchObject({ Status: 'AUTHORISED' });
  });

  test('an allocation that can not be made now is made with the next question; refused three times it is left', async () => {
    let fault: 'offline' | 'refused' | null = 'offline';
    const { connector, context, organisation, clock } = await connected({
      faults: ({ path }) => (path.endsWith('/Allocations') && fault !== null ? { kind: fault } : null),
    });
    const invoice = invoiceOf(1);
    const outcome = await connector.export(documentOf(invoice), context);
    const creditsExternalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const document = documentOf(creditOf(invoice, 1), { creditsExternalId });
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    expect(await connector.followUps(context)).toMatchObject([{ kind: 'allocation', refusals: 0 }]);
    fault = 'refused';
    for (let time = 1; time <= 5; time += 1) {
      clock.advance(600);
      await connector.changes(null, context);
    }
    expect(await connector.followUps(context)).toMatchObject([
      { refusals: 3, reason: 'The fake is told to refuse' },
    ]);
    expect(asRows(organisation.books.rows('CreditNotes')[0]?.['Allocations'])).toEqual([]);
  });

  test('what Xero never answers does not stand in the way of what comes after it', async () => {
    let isDown = true;
    const readFile = async () => new Uint8Array([37]);
    const { connector, context, organisation, clock } = await connected(
      {
        faults: ({ path }) =>
          path.includes('/Attachments') || (isDown && path.endsWith('/Allocations'))
            ? { kind: 'offline' }
            : null,
      },
      { readFile },
    );
    const invoice = invoiceOf(1);
    const file = { id: 'pdf', name: '1.pdf', mediaType: 'application/pdf', reference: 'files/1' };
    const content = { ...invoice.content, attachments: [file] };
    const outcome = await connector.export(documentOf({ ...invoice, content }), context);
    const creditsExternalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    await connector.export(documentOf(creditOf(invoice, 1), { creditsExternalId }), context);
    isDown = false;
    for (let time = 1; time <= 2; time += 1) {
      clock.advance(600);
      await connector.changes(null, context);
    }
    expect(await connector.followUps(context)).toMatchObject([{ kind: 'file', refusals: 0 }]);
    expect(asRows(organisation.books.rows('CreditNotes')[0]?.['Allocations'])).toHaveLength(1);
  });

  test('a credit note that is copied before its invoice is taken off it when that is copied, too', async () => {
    const { connector, context, organisation } = await connected();
    const note = documentOf(creditOf(invoiceOf(1), 1));
    expect(await connector.export(note, context)).toMatchObject({ status: 'confirmed' });
    expect(await connector.followUps(context)).toEqual([]);
    await connector.export(documentOf(invoiceOf(1)), context);
    expect(organisation.books.rows('Invoices')).toMatchObject([{ Status: 'PAID' }]);
    const [row] = organisation.books.rows('CreditNotes');
    expect(asRows(row?.['Allocations']).map(({ Amount }) => Amount)).toEqual([119]);
    expect(await connector.followUps(context)).toEqual([]);
  });

  test('what goes back for a credit note that was copied before its invoice is a refund, of the note first and of the invoice when that is copied', async () => {
    const { connector, context, organisation, clock } = await connected();
    await connector.export(documentOf(creditOf(invoiceOf(1), 1)), context);
    const creditNoteId = textOf(organisation.books.rows('CreditNotes')[0] ?? {}, 'CreditNoteID');
    organisation.enterPayment({ creditNoteId, amount: 100 });
    // Which invoice it corrects the engine knows.
    const note = `${organisation.organisationId}/CreditNote/${creditNoteId}`;
    expect((await connector.changes(null, context)).payments).toMatchObject([
      { kind: 'refund', amount: { amount: '100.00' }, applications: [{ invoiceExternalId: note }] },
    ]);
    clock.advance(3600);
    const copied = await connector.export(documentOf(invoiceOf(1)), context);
    const invoiceExternalId = copied.status === 'confirmed' ? copied.externalId : '';
    expect((await connector.changes(null, context)).payments).toMatchObject([
      { kind: 'refund', amount: { amount: '100.00' }, applications: [{ invoiceExternalId }] },
    ]);
    // The rest of it is taken off the invoice.
    const [row] = organisation.books.rows('CreditNotes');
    expect(asRows(row?.['Allocations']).map(({ Amount }) => Amount)).toEqual([19]);
  });

  test('one that was taken back before is not', async () => {
    const { connector, context, organisation } = await connected();
    const note = documentOf(creditOf(invoiceOf(1), 1));
    const copied = await connector.export(note, context);
    const externalId = copied.status === 'confirmed' ? copied.externalId : '';
    await connector.void({ ...note, externalId }, context);
    await connector.export(documentOf(invoiceOf(1)), context);
    expect(organisation.books.rows('Invoices')).toMatchObject([{ Status: 'AUTHORISED' }]);
    expect(await connector.followUps(context)).toEqual([]);
  });

  test('nothing follows a copy any more that was taken back', async () => {
    let isDown = true;
    const { connector, context, organisation } = await connected({
      faults: ({ path }) => (isDown && path.endsWith('/Allocations') ? { kind: 'unreached' } : null),
    });
    const invoice = invoiceOf(1);
    const outcome = await connector.export(documentOf(invoice), context);
    const creditsExternalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const note = documentOf(creditOf(invoice, 1), { creditsExternalId });
    const copied = await connector.export(note, context);
    expect(await connector.followUps(context)).toMatchObject([{ kind: 'allocation' }]);
    isDown = false;
    const externalId = copied.status === 'confirmed' ? copied.externalId : '';
    expect(await connector.void({ ...note, externalId }, context)).toMatchObject({ status: 'confirmed' });
    expect(await connector.followUps(context)).toEqual([]);
    expect(organisation.books.rows('Invoices')).toMatchObject([{ Status: 'AUTHORISED' }]);
  });

  test('an allocation whose answer was lost is not made twice', async () => {
    let isLost = true;
    const { connector, context, organisation, clock } = await connected({
      faults({ path }) {
        if (!path.endsWith('/Allocations') || !isLost) return null;
        isLost = false;
        return { kind: 'lost' };
      },
    });
    const invoice = invoiceOf(1);
    const outcome = await connector.export(documentOf(invoice), context);
    const creditsExternalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    await connector.export(documentOf(creditOf(invoice, 1), { creditsExternalId }), context);
    expect(await connector.followUps(context)).toHaveLength(1);
    // Longer than Xero knows the key of a request.
    clock.advance(3600);
    await connector.changes(null, context);
    expect(await connector.followUps(context)).toEqual([]);
    expect(asRows(organisation.books.rows('CreditNotes')[0]?.['Allocations'])).toHaveLength(1);
  });

  test('a note of which invoice it is, and its files, go along where that is wanted', async () => {
    const asked: string[] = [];
    const { connector, context, organisation, clock } = await connected(
      {},
      {
        historyNotes: true,
        async readFile({ reference }) {
          asked.push(reference);
          if (reference === 'gone') throw new Error('there is no such file');
          return new Uint8Array([37, 80, 68, 70]);
        },
      },
    );
    const invoice = invoiceOf(1);
    const file = { id: 'pdf', name: 'INV/00001.pdf', mediaType: 'application/pdf', reference: 'files/1' };
    const attachments = [file, { ...file, id: 'lost', name: 'lost.pdf', reference: 'gone' }];
    const document = documentOf({
      ...invoice,
      batchId: 'april',
      content: { ...invoice.content, attachments },
    });
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    const [id = ''] = organisation.books.rows('Invoices').map((row) => textOf(row, 'InvoiceID'));
    expect(organisation.books.notes.get(id)).toEqual(['Copied from invoice inv_1 of batch april']);
    expect(organisation.books.files.get(id)).toEqual(
      new Map([['INV_00001.pdf', new Uint8Array([37, 80, 68, 70])]]),
    );
    expect(asked).toEqual(['files/1', 'gone']);
    // With a change of the copy nothing follows once more.
    const externalId = `${organisation.organisationId}/Invoice/${id}`;
    clock.advance(3600);
    await connector.export({ ...document, externalId, key: '2' }, context);
    expect(organisation.books.notes.get(id)).toHaveLength(1);
    // But a file that was put in the place of another goes.
    const fresh = { ...file, reference: 'files/2' };
    const content = { ...invoice.content, attachments: [fresh, ...attachments.slice(1)] };
    await connector.export({ ...document, invoice: { ...invoice, content }, externalId, key: '3' }, context);
    expect(asked.filter((one) => one !== 'gone')).toEqual(['files/1', 'files/2']);
    expect(await connector.followUps(context)).toMatchObject([
      { kind: 'file', reason: 'there is no such file' },
    ]);
  });

  test('files of the same name both go along: each has a name of its own there', async () => {
    const readFile = async ({ reference }: { readonly reference: string }) =>
      new Uint8Array([Number(reference)]);
    const { connector, context, organisation } = await connected({}, { readFile });
    const invoice = invoiceOf(1);
    const names = ['times.pdf', 'Times.pdf', 'a/b', 'a_b'];
    const attachments = names.map((name, index) => ({
      id: `file ${index}`,
      name,
      mediaType: 'application/pdf',
      reference: String(index),
    }));
    await connector.export(documentOf({ ...invoice, content: { ...invoice.content, attachments } }), context);
    const [files] = organisation.books.files.values();
    expect([...(files ?? [])].map(([name, [byte]]) => [name, byte])).toEqual([
      ['times.pdf', 0],
      ['Times (file 1).pdf', 1],
      ['a_b', 2],
      ['a_b (file 3)', 3],
    ]);
  });

  test('why a file can not be read is told without secrets and without what signs its address', async () => {
    const { connector, context } = await connected(
      {},
      {
        async readFile() {
          const address =
            'https://me:canary-password@files.example/1.pdf?expires=9&X-Signature=canary-signed';
          throw new Error(`403 of ${address}, asked by canary-client-secret with Bearer canary-token`);
        },
      },
    );
    const invoice = invoiceOf(1);
    const file = { id: 'pdf', name: '1.pdf', mediaType: 'application/pdf', reference: 'files/1' };
    const content = { ...invoice.content, attachments: [file] };
    await connector.export(documentOf({ ...invoice, content }), context);
    const [followUp] = await connector.followUps(context);
    expect(followUp?.reason).toContain('403 of https://files.example/1.pdf?…');
    expect(followUp?.reason).not.toContain('canary');
  });

  test('a file that nobody ever reads, and files that take long, do not hold an export up', async () => {
    const read: string[] = [];
    const { connector, context, organisation, clock } = await connected(
      {},
      {
        timeoutSeconds: 0.2,
        async readFile({ reference }) {
          read.push(reference);
          if (reference === 'never') return new Promise(() => {});
          clock.advance(20);
          return new Uint8Array([37]);
        },
      },
    );
    const file = (id: string) => ({ id, name: `${id}.pdf`, mediaType: 'application/pdf', reference: id });
    const attachments = ['never', 'a', 'b', 'c'].map(file);
    const invoice = invoiceOf(1);
    const document = documentOf({ ...invoice, content: { ...invoice.content, attachments } });
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    expect(read).toEqual(['never', 'a', 'b']);
    expect(await connector.followUps(context)).toMatchObject([
      { attachment: { id: 'never' }, refusals: 1, reason: 'the file was not read in 0.2 seconds' },
      { attachment: { id: 'c' }, refusals: 0 },
    ]);
    expect(organisation.books.files.size).toBe(1);
  });
});
