import { expect, test } from 'vitest';
import { connected } from './support/connected.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';

const documentsOf = (count: number, customers: number) =>
  Array.from({ length: count }, (_, index) =>
    documentOf(invoiceOf(index + 1, { customerId: `customer-${index % customers}` })),
  );

test('a thousand invoices go in 34 requests, what they name is looked up in one, and created in one', async () => {
  const { connector, context, company } = await connected();
  const before = company.calls().length;
  const outcomes = await connector.exportMany(documentsOf(1000, 20), context);
  expect(outcomes.filter(({ status }) => status === 'confirmed')).toHaveLength(1000);
  expect(company.books.rows('Invoice')).toHaveLength(1000);
  // An invoice names ids, so nothing can be sent before what it names is known, and there: two requests at least.
  expect(company.calls().length - before).toBe(1 + 1 + Math.ceil(1000 / 30));
});

test('who is known is not asked for again: then it is the least that there can be', async () => {
  const { connector, context, company } = await connected();
  await connector.exportMany(documentsOf(20, 20), context);
  const before = company.calls().length;
  const more = documentsOf(1020, 20).slice(20);
  await connector.exportMany(more, context);
  expect(company.calls().length - before).toBe(Math.ceil(1000 / 30));
  expect(company.books.rows('Invoice')).toHaveLength(1020);
});

test('one that is refused does not hold up the others, each has its own result', async () => {
  const { connector, context, company } = await connected();
  const documents = documentsOf(65, 5);
  const long = invoiceOf(40, { number: 'NUMBER-OF-MORE-THAN-21-CHARACTERS' });
  const taken = invoiceOf(50, { number: 'INV-00001' });
  const given = documents.with(39, documentOf(long)).with(49, documentOf(taken));
  const outcomes = await connector.exportMany(given, context);
  const failed = outcomes.flatMap(({ status }, index) => (status === 'confirmed' ? [] : [[index, status]]));
  expect(failed).toEqual([
    [39, 'rejected'],
    [49, 'rejected'],
  ]);
  expect(company.books.rows('Invoice')).toHaveLength(63);
});

test('of a batch whose answer is lost nobody knows, the others are done; tried again it makes no second copies', async () => {
  let batches = 0;
  const { connector, context, company } = await connected({
    faults({ path, body }) {
      if (path !== 'batch' || !JSON.stringify(body).includes('"Invoice"')) return null;
      batches += 1;
      return batches === 2 ? { kind: 'lost' } : null;
    },
  });
  const documents = documentsOf(90, 3);
  const outcomes = await connector.exportMany(documents, context);
  const unknown = outcomes.flatMap(({ status }, index) => (status === 'unknown' ? [index] : []));
  expect(unknown).toEqual(Array.from({ length: 30 }, (_, index) => index + 30));
  for (const index of unknown) {
    const document = documents[index] ?? documentOf(invoiceOf(1));
    expect(await connector.find(document, context)).not.toBeNull();
  }
  const again = await connector.exportMany(documents.slice(30, 60), context);
  expect(again.every(({ status }) => status === 'confirmed')).toBe(true);
  expect(company.books.rows('Invoice')).toHaveLength(90);
});

test('changes of copies go in batches, too', async () => {
  const { connector, context, company } = await connected();
  const outcomes = await connector.exportMany(documentsOf(60, 2), context);
  const before = company.calls().length;
  const changed = outcomes.map((outcome, index) => {
    const invoice = {
      ...invoiceOf(index + 1, { amount: '200.00', customerId: `customer-${index % 2}` }),
      revision: 2,
    };
    return documentOf(invoice, { externalId: outcome.status === 'confirmed' ? outcome.externalId : '' });
  });
  await connector.exportMany(changed, context);
  expect(company.calls().length - before).toBe(3);
  expect(company.books.rows('Invoice').every(({ TotalAmt }) => TotalAmt === 238)).toBe(true);
});

test('a grant that goes between two requests takes back nothing of what was copied before', async () => {
  let batches = 0;
  const { connector, context, company } = await connected({
    // Then a copy that was told as not kept would be made twice: there is no number by which it is found.
    takesNumbers: false,
    faults({ path, body }) {
      if (path !== 'batch' || !JSON.stringify(body).includes('"Invoice"')) return null;
      batches += 1;
      if (batches === 2) company.tokens.revokeAll();
      return null;
    },
  });
  const outcomes = await connector.exportMany(documentsOf(90, 3), context);
  expect(company.books.rows('Invoice')).toHaveLength(30);
  expect(outcomes.map(({ status }) => status)).toEqual(
    Array.from({ length: 90 }, (_, index) => (index < 30 ? 'confirmed' : 'retry')),
  );
});

/** What becomes of so many documents when each request with a text in it is refused as a whole. */
async function refusedWith(bad: string) {
  const { connector, context, company } = await connected({
    faults: ({ body }) => (JSON.stringify(body).includes(bad) ? { kind: 'refused', code: '2010' } : null),
  });
  const outcomes = await connector.exportMany(documentsOf(45, 45), context);
  const refused = outcomes.flatMap((one, index) => (one.status === 'confirmed' ? [] : [[index, one]]));
  return { refused, kept: company.books.rows('Invoice').length };
}

test('a batch that is refused as a whole because of a document is sent in parts: the others are kept', async () => {
  const reason = expect.stringContaining('fault 2010');
  expect(await refusedWith('"INV-00017"')).toEqual({
    refused: [[16, { status: 'rejected', reason }]],
    kept: 44,
  });
});

test('a name that makes a query refused holds up nobody', async () => {
  expect(await refusedWith("'customer-4'")).toEqual({ refused: [], kept: 45 });
});
