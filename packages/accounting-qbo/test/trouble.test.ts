import { describe, expect, test } from 'vitest';
import { quickBooks } from '../src/quick-books.ts';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { connected, optionsFor } from './support/connected.ts';
import { failing } from './support/failing.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { testLostAnswers } from '../../accounting-common/test/support/lost-answers.ts';

describe('what an export comes to when QuickBooks answers', () => {
  test.each<FakeQuickBooksFault>([
    { kind: 'limited', body: 'xml' },
    { kind: 'limited', body: 'empty' },
    { kind: 'limited', body: 'json' },
  ])('a limit of calls, $body: again in a second, and nobody calls before', async (fault) => {
    const { connector, context, company, clock } = await failing(fault);
    const document = documentOf(invoiceOf(1));
    const after = '2026-04-01T06:00:01.000Z';
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry', after });
    const calls = company.calls().length;
    expect(await connector.export({ ...document, attempt: 2 }, context)).toMatchObject({
      status: 'retry',
      after,
    });
    expect(company.calls()).toHaveLength(calls);
    clock.advance(1);
    expect(await connector.export({ ...document, attempt: 3 }, context)).toMatchObject({
      status: 'confirmed',
    });
  });

  test('a limit that names its time is kept; without one the waits grow', async () => {
    const named = await failing({ kind: 'limited', retryAfter: 90 });
    expect(await named.connector.export(documentOf(invoiceOf(1)), named.context)).toMatchObject({
      after: '2026-04-01T06:01:30.000Z',
    });
    const { connector, context, clock } = await failing({ kind: 'limited' }, 'invoice', 3);
    const waits: unknown[] = [];
    for (const attempt of [1, 2, 3]) {
      const now = Date.parse(clock.now());
      const outcome = await connector.export(documentOf(invoiceOf(1), { attempt }), context);
      waits.push(outcome.status === 'retry' ? (Date.parse(outcome.after ?? '') - now) / 1000 : null);
      clock.advance(60);
    }
    expect(waits).toEqual([1, 2, 4]);
  });

  testLostAnswers<FakeQuickBooksFault>(
    async (fault, at) => {
      const { connector, context, company } = await failing(fault, at === 'any' ? 'any' : 'invoice');
      const kept = () => {
        const [row] = company.books.rows('Invoice');
        return row === undefined ? null : `${company.realmId}/Invoice/${String(row['Id'])}`;
      };
      return { connector, context, kept };
    },
    {
      unreadable: [
        { kind: 'lost' },
        { kind: 'unreached' },
        { kind: 'broken' },
        { kind: 'garbled', body: 'xml' },
        { kind: 'garbled', body: 'empty' },
      ],
      broken: [{ kind: 'unreached' }, { kind: 'lost' }, { kind: 'broken' }],
    },
  );

  test('an answer that never comes is given up', async () => {
    const { connector, company, context, clock } = await failing({ kind: 'silent' });
    const hasty = quickBooks({ ...optionsFor(company, clock), timeoutSeconds: 0.5 });
    await expect(hasty.export(documentOf(invoiceOf(1)), context)).rejects.toMatchObject({
      details: { kind: 'unknown', reason: 'no answer came in 0.5 seconds' },
    });
    expect(await connector.find(documentOf(invoiceOf(1)), context)).not.toBeNull();
  });
});

describe('numbers and copies', () => {
  test('a document of a period whose books are closed is rejected, and says so', async () => {
    const { connector, context, company } = await connected();
    company.books.closedUntil = '2026-04-01';
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('the books of that period are closed'),
    });
    company.books.closedUntil = null;
    const again = documentOf(invoiceOf(1), { attempt: 2 });
    expect(await connector.export(again, context)).toMatchObject({ status: 'confirmed' });
  });

  test('a query that is too long for an address goes in a batch', async () => {
    const { connector, context, company } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const before = company.calls().length;
    const buyer = { name: 'ä'.repeat(250) };
    const document = documentOf(invoiceOf(2, { customerId: 'long', buyer }));
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    const paths = company.calls().slice(before);
    expect(paths.map(({ path }) => path)).toEqual(['batch', 'customer', 'invoice']);
  });

  test('a number that somebody else has used is rejected, and their document is not taken for ours', async () => {
    const { connector, context, company } = await connected();
    const customer = company.books.put('Customer', { DisplayName: 'Other', Active: true });
    company.books.put('Invoice', {
      DocNumber: 'INV-00001',
      CustomerRef: { value: customer['Id'] },
      TotalAmt: 7,
    });
    const outcome = await connector.export(documentOf(invoiceOf(1)), context);
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.stringContaining('6140') });
    expect(await connector.find(documentOf(invoiceOf(1)), context)).toBeNull();
  });

  test('our own document that came through unseen is confirmed, whatever key it is tried with', async () => {
    const { connector, context, company } = await connected();
    await connector.export(documentOf(invoiceOf(1)), context);
    const again = documentOf(invoiceOf(1), { key: 'another', attempt: 2 });
    expect(await connector.export(again, context)).toMatchObject({ status: 'confirmed' });
    expect(company.books.rows('Invoice')).toHaveLength(1);
  });

  test('where the company gives numbers itself, a copy is found by its day and our mark', async () => {
    const { connector, context, company } = await connected({ takesNumbers: false });
    const document = documentOf(invoiceOf(1));
    const outcome = await connector.export(document, context);
    expect(await connector.find(document, context)).toEqual({
      externalId: outcome.status === 'confirmed' ? outcome.externalId : '',
    });
    expect(await connector.find(documentOf(invoiceOf(2)), context)).toBeNull();
    expect(company.books.rows('Invoice')[0]?.['DocNumber']).not.toBe('INV-00001');
  });

  test('a number of more than 21 characters is rejected before anything is sent', async () => {
    const { connector, context, company } = await connected();
    const invoice = invoiceOf(1, { number: 'INVOICE-2026-04-0000001' });
    expect(await connector.export(documentOf(invoice), context)).toMatchObject({ status: 'rejected' });
    expect(company.books.rows('Invoice')).toEqual([]);
  });

  test('somebody changes the copy in between: it is read again, and brought up to date', async () => {
    let isTouched = false;
    const { connector, context, company } = await connected({
      faults({ path, body }) {
        const [row] = company.books.rows('Invoice');
        if (
          path === 'invoice' &&
          row !== undefined &&
          !isTouched &&
          JSON.stringify(body).includes('SyncToken')
        ) {
          isTouched = true;
          company.books.put('Invoice', { ...row, ShipDate: '2026-04-02' });
        }
        return null;
      },
    });
    const first = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = first.status === 'confirmed' ? first.externalId : '';
    const changed = { ...invoiceOf(1, { amount: '200.00' }), revision: 2 };
    expect(await connector.export(documentOf(changed, { externalId }), context)).toMatchObject({
      status: 'confirmed',
      externalId,
    });
    expect(isTouched).toBe(true);
    expect(company.books.rows('Invoice')).toMatchObject([{ TotalAmt: 238, SyncToken: '2' }]);
  });

  test('a copy that was deleted there, or is in another company, is rejected', async () => {
    const { connector, context, company } = await connected();
    const gone = documentOf(invoiceOf(1), { externalId: `${company.realmId}/Invoice/999` });
    expect(await connector.export(gone, context)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('the copy was deleted in QuickBooks: export the invoice once more'),
    });
    const elsewhere = documentOf(invoiceOf(1), { externalId: '111/Invoice/999' });
    for (const outcome of [
      await connector.export(elsewhere, context),
      await connector.export(elsewhere, context),
      await connector.void(elsewhere, context),
    ])
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: expect.stringContaining('another company'),
      });
  });
});
