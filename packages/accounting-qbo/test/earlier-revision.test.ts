import type { ExportOutcome, LedgerDocument } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { asRows } from '../src/testing/fake-query.ts';
import type { FakeQuickBooksOptions } from '../src/testing/fake-quick-books.ts';
import { connected } from './support/connected.ts';

/** A copy of the first revision that came through unseen: its answer was lost, and then those of others may be. */
async function unseen(
  later: readonly FakeQuickBooksFault[] = [],
  fake: Partial<FakeQuickBooksOptions> = {},
  first = documentOf(invoiceOf(1)),
) {
  const coming: FakeQuickBooksFault[] = [{ kind: 'lost' }, ...later];
  const world = await connected({
    ...fake,
    faults: ({ path }) => (['invoice', 'creditmemo'].includes(path) ? (coming.shift() ?? null) : null),
  });
  const { connector, context, company, clock } = world;
  await expect(connector.export(first, context)).rejects.toMatchObject({ details: { kind: 'unknown' } });
  clock.advance(600);
  const rows = () => company.books.rows('Invoice');
  const externalId = `${company.realmId}/Invoice/${String(rows()[0]?.['Id'])}`;
  const exported = (document: LedgerDocument): Promise<ExportOutcome> => connector.export(document, context);
  const descriptions = () => asRows(rows()[0]?.['Line']).flatMap(({ Description }) => Description ?? []);
  const finding = () => connector.finding(context, 'inv_1');
  return { ...world, rows, externalId, exported, descriptions, finding };
}

/** The second revision: another line of the same total, and another total. */
const otherLine = documentOf({ ...invoiceOf(1, { lines: [lineOf('Onboarding', '100.00')] }), revision: 2 });
const dearer = documentOf({ ...invoiceOf(1, { amount: '200.00' }), revision: 2 });

describe('a copy of an earlier revision that came through unseen', () => {
  test.each([true, false])(
    'is brought up to date, also where the totals are the same (numbers of our own: %s)',
    async (takesNumbers) => {
      const { exported, externalId, rows, descriptions, finding } = await unseen([], { takesNumbers });
      expect(await exported(otherLine)).toMatchObject({ status: 'confirmed', externalId });
      expect(descriptions()).toEqual(['Onboarding']);
      expect(rows()).toHaveLength(1);
      expect(await finding()).toBeNull();
    },
  );

  test('is brought up to date when it is seen only by its number being taken', async () => {
    const { company, exported, externalId, rows, descriptions, finding } = await unseen();
    behindUntilWritten(company);
    expect(await exported(dearer)).toMatchObject({ status: 'confirmed', externalId });
    expect(rows()).toMatchObject([{ TotalAmt: 238 }]);
    expect(descriptions()).toEqual(['setup']);
    expect(await finding()).toBeNull();
  });

  test('is not found as a copy of the present one, so the next try brings it up to date', async () => {
    const { connector, context, clock, exported, externalId, rows } = await unseen([{ kind: 'unreached' }]);
    await expect(exported(dearer)).rejects.toMatchObject({ details: { kind: 'unknown' } });
    expect(await connector.find(dearer, context)).toBeNull();
    clock.advance(600);
    expect(await exported({ ...dearer, attempt: 2 })).toMatchObject({ status: 'confirmed', externalId });
    expect(rows()).toMatchObject([{ TotalAmt: 238 }]);
  });

  test('is found as what it is by who looks for that one; that its total is another one is no finding', async () => {
    const { connector, context, externalId, finding } = await unseen();
    const looked = { ...dearer, key: documentOf(invoiceOf(1)).key };
    expect(await connector.find(looked, context)).toEqual({ externalId });
    expect(await finding()).toBeNull();
  });

  test('is found for an invoice that has changed once more: it is brought up to date anyhow', async () => {
    const { connector, context, exported, externalId } = await unseen([{ kind: 'unreached' }]);
    await expect(exported(dearer)).rejects.toMatchObject({ details: { kind: 'unknown' } });
    const since = { ...dearer, invoice: { ...dearer.invoice, revision: 3 } };
    expect(await connector.find(since, context)).toEqual({ externalId });
  });

  test('among many does not hold up the others', async () => {
    const { connector, context, externalId, rows } = await unseen();
    const outcomes = await connector.exportMany([documentOf(invoiceOf(2)), dearer], context);
    expect(outcomes).toMatchObject([{ status: 'confirmed' }, { status: 'confirmed', externalId }]);
    expect(rows().map(({ TotalAmt }) => TotalAmt)).toEqual([238, 119]);
  });

  test('is rejected as a change that QuickBooks refuses; put right and exported once more, it is the same document', async () => {
    const { company, exported, externalId, rows } = await unseen();
    company.books.closedUntil = '2026-04-01';
    expect(await exported(dearer)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('fault 6210'),
    });
    company.books.closedUntil = null;
    expect(await exported(dearer)).toMatchObject({ status: 'confirmed', externalId });
    expect(rows()).toMatchObject([{ TotalAmt: 238 }]);
  });

  test('is taken back when the document is void by then, whoever has told of it', async () => {
    const { connector, context, externalId, rows } = await unseen();
    const voided = documentOf({ ...dearer.invoice, settlement: 'void' });
    expect(await connector.void(voided, context)).toEqual({ status: 'confirmed', externalId });
    expect(rows()).toMatchObject([{ TotalAmt: 0, PrivateNote: 'Voided' }]);
    const other = documentOf({ ...invoiceOf(2), settlement: 'void' });
    expect(await connector.void(other, context)).toMatchObject({ status: 'rejected' });
  });

  test('that was deleted meanwhile is no copy: the present one is a new document', async () => {
    const { company, exported, rows } = await unseen();
    const [row] = rows();
    company.books.remove('Invoice', { Id: row?.['Id'], SyncToken: row?.['SyncToken'] });
    expect(await exported(dearer)).toMatchObject({ status: 'confirmed' });
    expect(rows()).toMatchObject([{ TotalAmt: 238 }]);
  });
});

describe('a copy of the present revision that came through unseen', () => {
  const again = documentOf(invoiceOf(1), { attempt: 2 });

  test('is left as it is when its number is found taken', async () => {
    const { company, exported, externalId, rows } = await unseen();
    behindUntilWritten(company);
    const before = company.calls().length;
    expect(await exported(again)).toMatchObject({ status: 'confirmed', externalId });
    expect(rows()).toMatchObject([{ SyncToken: '0' }]);
    const after = company.calls().slice(before);
    // By its number and by its day, and once more by its number.
    expect(after.map(({ path }) => path)).toEqual(['query', 'query', 'invoice', 'query']);
  });

  test.each([true, false])('is found (numbers of our own: %s)', async (takesNumbers) => {
    const { connector, context, externalId } = await unseen([], { takesNumbers });
    expect(await connector.find(documentOf(invoiceOf(1)), context)).toEqual({ externalId });
  });

  // Another try is another request: as if QuickBooks had forgotten the first one.
  test('is there once, where no number is found taken and no request is known any more', async () => {
    const { company, exported, externalId, rows, finding } = await unseen([], { takesNumbers: false });
    const before = company.calls().length;
    expect(await exported(again)).toMatchObject({ status: 'confirmed', externalId });
    expect(rows()).toMatchObject([{ SyncToken: '0' }]);
    expect(await finding()).toBeNull();
    expect(company.calls().slice(before)).toMatchObject([{ path: 'query' }]);
  });

  test('among others is looked up with them in one request', async () => {
    const { connector, context, company, rows } = await unseen([{ kind: 'lost' }, { kind: 'lost' }]);
    const others = [invoiceOf(2), invoiceOf(3)].map((invoice) => documentOf(invoice));
    for (const document of others) await connector.export(document, context).catch(() => null);
    const before = company.calls().length;
    const many = [again, ...others, documentOf(invoiceOf(4))];
    const outcomes = await connector.exportMany(many, context);
    expect(outcomes.map(({ status }) => status)).toEqual(many.map(() => 'confirmed'));
    expect(rows()).toHaveLength(4);
    const paths = company.calls().slice(before);
    expect(paths.map(({ path }) => path)).toEqual(['batch', 'invoice']);
  });
});

test.each<FakeQuickBooksFault>([{ kind: 'limited' }, { kind: 'refused', code: '6210' }])(
  'of what was surely not kept no copy is looked for: %j',
  async (fault) => {
    const coming: (FakeQuickBooksFault | null)[] = [fault];
    const { connector, context, company, clock } = await connected({
      faults: ({ path }) => (path === 'invoice' ? (coming.shift() ?? null) : null),
    });
    const refused = await connector.export(documentOf(invoiceOf(1)), context);
    expect(refused.status).not.toBe('confirmed');
    clock.advance(600);
    const before = company.calls().length;
    expect(await connector.export(dearer, context)).toMatchObject({ status: 'confirmed' });
    expect(company.calls().slice(before)).toMatchObject([{ path: 'invoice' }]);
  },
);

/** Queries do not tell of invoices until something is written: they are behind. */
function behindUntilWritten({ books }: Awaited<ReturnType<typeof unseen>>['company']): void {
  const write = books.write.bind(books);
  books.queriesMiss = 'Invoice';
  books.write = (...given) => {
    books.queriesMiss = null;
    return write(...given);
  };
}

test('a copy has another number where somebody turned ours off since we looked: it is found by its day', async () => {
  const { connector, context, company, externalId, exported, rows } = await unseen();
  company.books.put('Invoice', { ...rows()[0], DocNumber: '1044' });
  expect(await connector.find(documentOf(invoiceOf(1)), context)).toEqual({ externalId });
  const again = documentOf(invoiceOf(1), { attempt: 2 });
  expect(await exported(again)).toMatchObject({ status: 'confirmed', externalId });
  expect(rows()).toHaveLength(1);
});

test('a copy is found behind a thousand others of its day, where the company gives numbers itself', async () => {
  const { connector, context, company, externalId, exported, rows } = await unseen([], {
    takesNumbers: false,
  });
  const [own] = rows();
  // Theirs come first.
  for (let count = 0; count < 1005; count += 1)
    company.books.put('Invoice', { Id: `0${count}`, TxnDate: own?.['TxnDate'], TotalAmt: 1, Line: [] });
  expect(await connector.find(documentOf(invoiceOf(1)), context)).toEqual({ externalId });
  expect(await exported(documentOf(invoiceOf(1), { attempt: 2 }))).toMatchObject({ externalId });
  const other = documentOf(invoiceOf(2));
  expect(await connector.find(other, context)).toBeNull();
});
