import { fixedClock } from '@billwright/core/testing';
import { describe, expect, test } from 'vitest';
import { faultIn } from '../src/fault.ts';
import { readAnswer } from '../src/read-answer.ts';
import { setupOf } from '../src/setup.ts';
import { asRow } from '../src/testing/fake-query.ts';
import { fakeQuickBooks } from '../src/testing/fake-quick-books.ts';
import { connected, optionsFor } from './support/connected.ts';
import { creditOf, documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import {
  checkAnswer,
  checkLax,
  checkRequest,
  contractNeeded,
  hasSchema,
  recorded,
  recordedText,
} from './support/schema.ts';

const clock = fixedClock('2026-04-01T06:00:00.000Z');
const setup = setupOf(optionsFor(fakeQuickBooks({ clock }), clock));
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

describe.skipIf(!hasSchema)(`what was recorded, by the schema${contractNeeded}`, () => {
  test('the invoice that the real service gave is what the schema knows, with nothing beside', () => {
    const [{ res } = { res: null }] = recordedOf('create/invoice.yml');
    expect(checkRequest('Invoice', asRow(res)['Invoice'])).toBeNull();
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
    expect(() => checkAnswer('Invoyce', good)).toThrow('Invoyce');
  });

  test('rejects answers of the fake as it rejects requests, and old recordings for what is of another type', () => {
    expect(() => checkAnswer('Invoice', good)).not.toThrow();
    expect(() => checkAnswer('Invoice', { ...good, Totle: 1 })).toThrow('Totle');
    expect(() => checkAnswer('Invoice', { ...good, TotalAmt: '1' })).toThrow('TotalAmt');
    expect(checkLax('Invoice', { ...good, Totle: 1 })).toBeNull();
    expect(checkLax('Invoice', { ...good, TotalAmt: '1' })).toEqual(expect.any(String));
    expect(() => checkLax('Invoyce', good)).toThrow('Invoyce');
  });

  test('is asked for every object that comes in and goes out of the fake, in batches and lists, too', async () => {
    const seen = { requests: new Set<string>(), answers: new Set<string>() };
    const { connector, context, company } = await connected({
      checkRequest(entity, body) {
        seen.requests.add(entity);
        return checkRequest(entity, body);
      },
      checkAnswer(entity, row) {
        seen.answers.add(entity);
        checkAnswer(entity, row);
      },
    });
    const many = [1, 2].map((sequence) => documentOf(invoiceOf(sequence)));
    const [first] = await connector.exportMany(many, context);
    const externalId = first?.status === 'confirmed' ? first.externalId : '';
    const memo = documentOf(creditOf(invoiceOf(1), 2), { creditsExternalId: externalId });
    await connector.export(memo, context);
    company.enterPayment({ total: 1, lines: [{ id: externalId.split('/').at(-1) ?? '', amount: 1 }] });
    await connector.changes(null, context);
    expect([...seen.requests].toSorted()).toEqual(['CreditMemo', 'Customer', 'Invoice', 'Item']);
    expect([...seen.answers].toSorted()).toEqual([
      'Account',
      'CompanyInfo',
      'CreditMemo',
      'Customer',
      'Invoice',
      'Item',
      'Payment',
      'Preferences',
      'TaxCode',
    ]);
  });

  test('stops an export that would send what QuickBooks does not know', async () => {
    const { connector, context, company } = await connected({
      checkRequest: (entity, body) =>
        checkRequest(entity, entity === 'Invoice' ? { ...asRow(body), Wrong: 1 } : body),
    });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('fault 2010'),
    });
    expect(company.books.rows('Invoice')).toEqual([]);
  });
});
