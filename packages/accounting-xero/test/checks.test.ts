import { describe, expect, test } from 'vitest';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { readWhere } from '../src/testing/fake-where.ts';
import { connected } from './support/connected.ts';
import { contractNeeded, hasSchema } from './support/contract.ts';
import { checkAnswer, checkRequest } from './support/schema.ts';
import type { FakeXeroCall } from '../src/testing/fake-call.ts';

/** The calls of an export, of which the last creates an invoice. */
async function createdInvoice(): Promise<FakeXeroCall> {
  const { connector, context, organisation } = await connected();
  await connector.export(documentOf(invoiceOf(1)), context);
  const call = organisation.calls().find(({ method, path }) => method === 'PUT' && path === 'Invoices');
  if (call === undefined) throw new Error('there was no such call');
  return call;
}

/** What is sent, with one thing changed by its text. */
const changed = (call: FakeXeroCall, from: string | RegExp, to: string): FakeXeroCall => {
  const text = JSON.stringify(call.body);
  const body = text.replace(from, to);
  if (body === text) throw new Error('nothing was changed');
  return { ...call, body: JSON.parse(body) as unknown };
};

describe.skipIf(!hasSchema)(`what is checked by Xero's schema${contractNeeded}`, () => {
  test.each([
    ['a misspelt field', '"DueDate"', '"DueDat"'],
    ['a wrong status', '"AUTHORISED"', '"APPROVED"'],
    ['a number as a text', '"Quantity":1', '"Quantity":"1"'],
    ['an id that is none', /"ContactID":"[^"]*"/, '"ContactID":"acme"'],
    ['a wrong kind of amounts', '"Exclusive"', '"EXCLUSIVE"'],
    ['what only Xero writes', '"Type":"ACCREC"', '"Type":"ACCREC","AmountDue":119'],
    ['an unknown field of a line', '"TaxType"', '"Vat"'],
    ['an unknown currency', '"EUR"', '"EURO"'],
    ['another envelope', '"Invoices"', '"Invoice"'],
    ['no contact', '"Contact"', '"Url2"'],
    ['no number', /"InvoiceNumber":"[^"]*",/, ''],
    ['amounts of no kind', /"LineAmountTypes":"[^"]*",/, ''],
  ])('a request with %s is refused', async (_, from, to) => {
    const call = await createdInvoice();
    expect(checkRequest(call)).toBeNull();
    expect(checkRequest(changed(call, from, to))).not.toBeNull();
  });

  test('so are unknown parameters and paths, and writes that hide failures or could be done twice', async () => {
    const call = await createdInvoice();
    const broken: readonly Partial<FakeXeroCall>[] = [
      { query: { ...call.query, unitDp: '4' } },
      { query: { unitdp: '4', summarizeErrors: 'true' } },
      { query: { unitdp: '4' } },
      { path: 'Invoicez' },
      { method: 'PATCH' },
      { idempotencyKey: undefined },
    ];
    for (const one of broken) expect(checkRequest({ ...call, ...one })).not.toBeNull();
  });

  test('an answer of another form is an error of the fake', async () => {
    const call = await createdInvoice();
    const bodies = [
      { Invoices: {} },
      { Invoices: [{ Total: '119' }] },
      { Invoices: [{ Status: 'APPROVED' }] },
      { Invoices: [{ LineItems: [{ LineItemID: 'x' }] }] },
    ];
    for (const body of bodies)
      expect(() => checkAnswer(call, { status: 200, body })).toThrow("Xero's schema does not know");
    expect(() => checkAnswer(call, { status: 400, body: { ErrorNumber: 'ten' } })).toThrow('schema');
  });

  test('what is described under a name of its own is checked, too: notes of the history', async () => {
    const path = 'Invoices/00000000-0000-4000-8000-000000000001/History';
    const call = { ...(await createdInvoice()), path, query: {} };
    const noted = (note: unknown) => checkRequest({ ...call, body: { HistoryRecords: [note] } });
    expect(noted({ Details: 'Sent' })).toBeNull();
    for (const note of [{ Detail: 'Sent' }, { Details: 1 }, { Details: 'Sent', DateUTC: 'now' }, {}])
      expect(noted(note)).not.toBeNull();
    const body = { HistoryRecords: [{ Details: 1 }] };
    expect(() => checkAnswer(call, { status: 200, body })).toThrow("Xero's schema does not know");
  });
});

describe('what the fake does not know it refuses', () => {
  test.each(['Name=="a', 'Name=a', 'Name=="a" XOR B=="b"', 'Name=="a" OR B=="b" AND C=="c"', ''])(
    'the condition %s',
    (where) => expect(() => readWhere(where)).toThrow('does not know the condition'),
  );

  test.each([
    ['GET', 'https://api.xero.com/api.xro/2.0/Quotes'],
    ['GET', 'https://api.xero.com/api.xro/2.0/Invoices?wher=1'],
    ['GET', 'https://api.xero.com/api.xro/2.0/Contacts/1'],
    ['DELETE', 'https://api.xero.com/api.xro/2.0/Invoices'],
    ['GET', 'https://api.xero.com/other'],
    ['GET', 'https://elsewhere.example/'],
  ])('%s %s', async (method, url) => {
    const { organisation } = await connected({ checkRequest: undefined });
    const authorization = `Bearer ${organisation.identity.tokens.all().findLast((one) => one.startsWith('e30.'))}`;
    const headers = { authorization, 'xero-tenant-id': organisation.organisationId };
    const { signal } = new AbortController();
    const asked = organisation.fetch(url, { method, headers, signal });
    await expect(asked.then(({ status }) => status)).rejects.toThrow('does not know');
  });
});
