import { fixedClock } from '@billwright/core/testing';
import { describe, expect, test } from 'vitest';
import type { FakeBooks } from '../src/testing/fake-books.ts';
import { asRow, asRows, type FakeRow } from '../src/testing/fake-query.ts';
import { fakeQuickBooks } from '../src/testing/fake-quick-books.ts';
import { checkRequest, contractNeeded, hasSchema, type RecordedPair, recorded } from './support/schema.ts';
import { codeOf, shapeFaults } from './support/shape.ts';

const clock = fixedClock('2026-04-01T06:00:00.000Z');

/** What was recorded and has nothing to do with billing: the fake does not know it. */
const isForeign = ({ file }: RecordedPair): boolean => /^(attachment|reports|get_pdf)\//.test(file);

/** What is there before, so that the request meets what it met. */
function seed(books: FakeBooks, { file, method, res, req }: RecordedPair): void {
  const put = (entity: string, row: FakeRow, times = 1): void => {
    for (let time = 0; time < times; time += 1) books.put(entity, row);
  };
  const rows = asRow(asRow(res)['QueryResponse']);
  for (const [entity, some] of Object.entries(rows)) for (const row of asRows(some)) put(entity, row);
  if (method === 'get')
    for (const [entity, row] of Object.entries(asRow(res)))
      if (typeof row === 'object' && row !== null && 'Id' in row) put(entity, asRow(row));
  const { Id, SyncToken } = asRow(req);
  const before = (entity: string): void =>
    put(entity, { ...asRow(asRow(res)[entity]), Id: String(Id) }, Number(SyncToken) + 1);
  switch (file) {
    case 'batch/basic.yml': {
      const parts = asRows(asRow(res)['BatchItemResponse']);
      const receipts = asRows(asRow(parts[3]?.['QueryResponse'])['SalesReceipt']);
      for (const row of receipts) put('SalesReceipt', row, 2);
      break;
    }
    case 'cdc/basic.yml': {
      const [{ QueryResponse } = {}] = asRows(asRow(res)['CDCResponse']);
      for (const row of asRows(asRows(QueryResponse)[0]?.['Estimate'])) put('Estimate', row);
      break;
    }
    case 'create/invoice.yml':
      put('Customer', { Id: '1', DisplayName: "Amy's Bird Sanctuary", Active: true });
      put('Item', { Id: '1', Name: 'Services', Active: true });
      break;
    case 'error/validation.yml':
      put('Customer', { DisplayName: asRow(req)['DisplayName'], Active: true });
      break;
    case 'update/sales_receipt.yml':
      put('Item', { Id: '4', Name: 'Design', Active: true });
      if (method === 'post') before('SalesReceipt');
      break;
    case 'update/customer.yml':
      if (method === 'post') before('Customer');
      break;
    case 'deactivate/account.yml':
      if (method === 'post') before('Account');
      break;
    case 'deactivate/employee.yml':
      if (method === 'post') before('Employee');
      break;
    case 'delete/invoice.yml':
    case 'void/invoice.yml':
      if (method === 'post') put('Invoice', { Id: String(Id), TotalAmt: 100, Line: [{ Amount: 100 }] });
      break;
    default:
  }
}

/** What the connector reads of an answer: the fake has it, and so has the real one. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'create/invoice.yml': [
    'Invoice.Id string',
    'Invoice.SyncToken string',
    'Invoice.TotalAmt number',
    'Invoice.Balance number',
    'Invoice.DocNumber string',
    'Invoice.TxnDate string',
    'Invoice.CurrencyRef.value string',
    'Invoice.CustomerRef.value string',
    'Invoice.TxnTaxDetail.TotalTax number',
    'Invoice.EmailStatus string',
    'Invoice.Line[].Id string',
    'Invoice.Line[].Amount number',
    'Invoice.Line[].DetailType string',
    'Invoice.MetaData.LastUpdatedTime string',
    'time string',
  ],
  'create/customer.yml': ['Customer.Id string', 'Customer.DisplayName string', 'Customer.Active boolean'],
  'delete/invoice.yml': [],
  'cdc/basic.yml': ['CDCResponse[].QueryResponse[].Estimate[].Id string', 'time string'],
};

async function replayed(pair: RecordedPair): Promise<{ readonly status: number; readonly body: unknown }> {
  const company = fakeQuickBooks({
    clock,
    country: 'US',
    homeCurrency: 'USD',
    takesNumbers: false,
    checkRequest,
  });
  seed(company.books, pair);
  const token = asRow(
    company.tokens.answer(
      new URLSearchParams({ grant_type: 'authorization_code', code: company.tokens.code() }),
    ).body,
  )['access_token'];
  if (pair.status === 401) company.tokens.expireAll();
  const { search, pathname } = new URL(pair.uri);
  const path = pathname.replace(/^\/v3\/(company\/[^/]+\/)?/, '');
  const url = `https://sandbox-quickbooks.api.intuit.com/v3/company/${company.realmId}/${path}${search}`;
  const answer = await company.fetch(url, {
    method: pair.method.toUpperCase(),
    headers: { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' },
    ...(pair.req === null || pair.req === undefined ? {} : { body: JSON.stringify(pair.req) }),
    signal: new AbortController().signal,
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) as unknown };
}

describe.skipIf(!hasSchema)(`what was asked of the real service, asked of the fake${contractNeeded}`, () => {
  const known = recorded.filter((pair) => !isForeign(pair));

  test.each(known.map((pair, index) => [index, pair.file, pair.method, pair] as const))(
    '%i %s, %s: the same status, the same fault, and an answer of the same shape',
    async (_, file, __, pair) => {
      const { status, body } = await replayed(pair);
      expect([status, codeOf(body)]).toEqual([pair.status, codeOf(pair.res)]);
      const sent = pair.req ?? {};
      const wanted = pair.method === 'get' && file !== 'cdc/basic.yml' ? [] : (needed[file] ?? []);
      expect(shapeFaults(pair.res, body, { sent, needed: wanted })).toEqual([]);
    },
  );

  test.each(recorded.filter(isForeign).map((pair) => [pair.file, pair] as const))(
    '%s: it is refused, as the fake does not know it',
    async (_, pair) => {
      expect(codeOf((await replayed(pair)).body)).toBe('500');
    },
  );

  test('that is all that was recorded', () => {
    expect([known.length, recorded.length]).toEqual([44, 51]);
  });
});

// A check that never rejects proves nothing.
describe('the check of shapes', () => {
  const real = { Invoice: { Id: '1', Line: [{ Amount: 1 }] }, time: 'now' };
  const given = { sent: {}, needed: ['Invoice.Id string'] };

  test('takes what is alike, has less that nobody needs, or has more that was sent', () => {
    expect(shapeFaults(real, { Invoice: { Id: '7' } }, given)).toEqual([]);
    const sent = { ShipDate: '2026-04-01' };
    expect(shapeFaults(real, { Invoice: { Id: '7', ...sent } }, { ...given, sent })).toEqual([]);
  });

  test.each([
    ['another type', { Invoice: { Id: 7 } }],
    ['something that the real one has not', { Invoice: { Id: '7', Total: 1 } }],
    ['something in another place', { Id: '7' }],
    ['a list where there is none', { Invoice: [{ Id: '7' }] }],
    ['nothing', {}],
  ])('rejects %s', (_, fake) => {
    expect(shapeFaults(real, fake, given)).not.toEqual([]);
  });
});
