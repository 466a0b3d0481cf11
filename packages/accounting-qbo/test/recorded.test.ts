import { fixedClock } from '@billwright/core/testing';
import { describe, expect, test } from 'vitest';
import { faultIn } from '../src/fault.ts';
import { readAnswer } from '../src/read-answer.ts';
import { setupOf } from '../src/setup.ts';
import { asRow } from '../src/testing/fake-query.ts';
import { fakeQuickBooks } from '../src/testing/fake-quick-books.ts';
import { optionsFor } from './support/connected.ts';
import {
  checkLax,
  checkRequest,
  contractNeeded,
  hasSchema,
  recorded,
  recordedText,
} from './support/schema.ts';

const clock = fixedClock('2026-04-01T06:00:00.000Z');
const company = fakeQuickBooks({ clock, country: 'US', homeCurrency: 'USD', checkRequest });
const setup = setupOf(optionsFor(company, clock));
const answered = (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
  readAnswer(
    { status, headers: { get: (name) => headers[name] ?? null }, text: () => Promise.resolve(text) },
    { setup, secrets: [], refusals: 1 },
  );
const recordedOf = (file: string) => recorded.filter((pair) => pair.file === file);

describe.skipIf(!hasSchema)(`answers that were recorded of the real service${contractNeeded}`, () => {
  test('every one that was good is read, and every one that was not is told with its code', async () => {
    const told: string[] = [];
    for (const { file, status, res } of recorded) {
      if (res === null || file.startsWith('reports/')) continue;
      const outcome = answered(status, JSON.stringify(res)).then(
        () => 'good',
        (error: unknown) => error,
      );
      const value = await outcome;
      if (status !== 200 || value !== 'good')
        told.push(`${file} ${JSON.stringify(asRow(asRow(value)['details'])['fault'])}`);
    }
    expect(told.toSorted()).toEqual([
      'error/400.yml "4001"',
      'error/400_json.yml "2010"',
      'error/401.yml "3200"',
      'error/500.yml "2030"',
      'error/500.yml "500"',
      'error/validation.yml "6240"',
    ]);
  });

  test('the lower-case 401 is unauthorized, the XML of a 429 and of a 403 is a limit', async () => {
    const [{ res } = { res: null }] = recordedOf('error/401.yml');
    await expect(answered(401, JSON.stringify(res))).rejects.toMatchObject({
      details: { kind: 'unauthorized' },
    });
    for (const [status, file] of [
      [429, 'too_many_requests_error.xml'],
      [403, 'throttle_exceeded_error.xml'],
    ] as const)
      await expect(answered(status, recordedText(file))).rejects.toMatchObject({
        details: { kind: 'limited', fault: '3001', after: '2026-04-01T06:00:01.000Z' },
      });
  });

  test.each([
    ['customer_duplicate_error.xml', '6240'],
    ['fault.xml', '2050'],
    ['generic_error.xml', '10000'],
    ['query_validation_error.xml', '4001'],
  ])('the fault in %s is %s', (file, code) => {
    expect(faultIn(undefined, recordedText(file))).toMatchObject({ code });
  });

  test('faults in a batch are told each by itself', () => {
    const [{ res } = { res: null }] = recordedOf('batch/basic.yml');
    const parts = asRow(res)['BatchItemResponse'];
    const faults = Array.isArray(parts) ? parts.map((part) => faultIn(part, '')?.code ?? null) : [];
    expect(faults).toEqual([null, '610', '5010', null]);
  });
});

describe.skipIf(!hasSchema)(`the fake beside what was recorded${contractNeeded}`, () => {
  test('what the real service gave for an invoice is what the schema knows, and the fake gives as much', () => {
    const real = asRow(asRow(recordedOf('create/invoice.yml')[0]?.res)['Invoice']);
    expect(checkRequest('Invoice', real)).toBeNull();
    const { books } = company;
    const customer = books.put('Customer', { DisplayName: 'Amy', Active: true });
    const item = books.put('Item', { Name: 'Services', Active: true });
    const SalesItemLineDetail = { ItemRef: { value: item['Id'] }, TaxCodeRef: { value: 'NON' } };
    const Line = [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail }];
    const ours = books.write('Invoice', { Line, CustomerRef: { value: customer['Id'] } });
    expect(checkRequest('Invoice', ours)).toBeNull();
    // Those that the connector reads, or that say what a document came to.
    for (const name of [
      'Id',
      'SyncToken',
      'TotalAmt',
      'Balance',
      'CurrencyRef',
      'MetaData',
      'TxnTaxDetail',
      'EmailStatus',
    ])
      expect([name, typeof ours[name]]).toEqual([name, typeof real[name]]);
    expect(ours).toMatchObject({ TotalAmt: 100, Balance: 100, SyncToken: '0' });
  });

  test('what the real service refused the fake refuses with the same code', () => {
    const { books } = company;
    const codeOf = (body: () => unknown): unknown => {
      try {
        body();
        return null;
      } catch (error) {
        return asRow(error)['code'];
      }
    };
    expect(checkRequest('Invoice', recordedOf('error/400_json.yml')[0]?.req)).toContain('BadJson');
    expect(codeOf(() => books.query('SELECT * FROM Custmoer'))).toBe('4001');
    const [{ req } = { req: null }] = recordedOf('error/validation.yml');
    books.write('Customer', asRow(req));
    expect(codeOf(() => books.write('Customer', asRow(req)))).toBe('6240');
    expect(codeOf(() => books.remove('Invoice', { Id: '129', SyncToken: '0' }))).toBe('610');
    const [stale] = books.rows('Customer');
    expect(codeOf(() => books.write('Customer', { ...stale, SyncToken: '7' }))).toBe('5010');
  });

  test('the recorded query with a quote finds its customer', () => {
    const { books } = company;
    books.put('Customer', { DisplayName: "Amy's Bird Sanctuary", Active: true });
    const [{ uri } = { uri: '' }] = recordedOf('get/display_name.yml');
    const query = new URL(uri).searchParams.get('query') ?? '';
    expect(JSON.stringify(books.query(query))).toContain("Amy's Bird Sanctuary");
  });

  test('all recorded objects of the kinds that we write are valid, apart from what newer versions dropped', () => {
    let count = 0;
    for (const { res } of recorded)
      for (const entity of ['Invoice', 'Customer', 'CreditMemo']) {
        const object = asRow(res)[entity];
        if (object === undefined) continue;
        count += 1;
        expect(checkLax(entity, object)).toBeNull();
      }
    expect(count).toBeGreaterThan(5);
  });
});

describe.skipIf(!hasSchema)(`the check by Intuit's schema${contractNeeded}`, () => {
  const line = {
    Amount: 1,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: { value: '1' } },
  };
  const good = { CustomerRef: { value: '1' }, Line: [line], TxnDate: '2026-04-01' };

  test('takes what is right', () => {
    expect(checkRequest('Invoice', good)).toBeNull();
  });

  test.each([
    ['a wrong name', { ...good, CustomerReff: { value: '1' } }],
    ['an amount as text', { ...good, Line: [{ ...line, Amount: '1.00' }] }],
    ['an unknown kind of line', { ...good, Line: [{ ...line, DetailType: 'SalesLine' }] }],
    ['an unknown status', { ...good, EmailStatus: 'Sent' }],
    ['an unknown way of taxing', { ...good, GlobalTaxCalculation: 'Excluded' }],
    ['a reference as text', { ...good, CustomerRef: '1' }],
    ['a reference by number', { ...good, CustomerRef: { value: 1 } }],
    ['a German date', { ...good, TxnDate: '01.04.2026' }],
    ['a number that is too long', { ...good, DocNumber: 'x'.repeat(22) }],
    ['something deep inside', { ...good, Line: [{ ...line, SalesItemLineDetail: { Quantity: 1 } }] }],
  ])('rejects %s', (_, body) => {
    expect(checkRequest('Invoice', body)).toEqual(expect.any(String));
  });

  test('rejects what there is no schema for', () => {
    expect(checkRequest('Invoyce', good)).toEqual(expect.any(String));
  });
});
