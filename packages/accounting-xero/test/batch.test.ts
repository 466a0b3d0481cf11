import { answerOf } from '@billwright/accounting-common/testing';
import { expect, test } from 'vitest';
import { creditOf, documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { xero } from '../src/xero.ts';
import { connected, optionsFor } from './support/connected.ts';
import { xeroDesk } from './support/xero-desk.ts';

const documentsOf = (count: number, customers: number, from = 0) =>
  Array.from({ length: count }, (_, index) => {
    const sequence = from + index + 1;
    return documentOf(invoiceOf(sequence, { customerId: `customer-${index % customers}` }));
  });

test('one that is refused does not hold up the others: a 200 with failed rows is read right', async () => {
  const { connector, context, organisation } = await connected();
  organisation.books.periodLockDate = '2026-03-15';
  const documents = documentsOf(60, 5);
  const early = invoiceOf(10);
  const issued = early.issued === null ? null : { ...early.issued, on: '2026-03-10' };
  const foreign = documentOf(invoiceOf(40, { currency: 'USD' }));
  const taken = documentOf(invoiceOf(50, { number: 'INV-00001' }));
  const given = documents
    .with(9, documentOf({ ...early, issued }))
    .with(39, foreign)
    .with(49, taken);
  const outcomes = await connector.exportMany(given, context);
  const failed = outcomes.flatMap((one, index) =>
    one.status === 'rejected' ? [[index, one.reason.slice(0, 24)]] : [],
  );
  expect(failed).toEqual([
    [9, 'The document date cannot'],
    [39, 'Organisation is not subs'],
    [49, 'Invoice # must be unique'],
  ]);
  expect(organisation.books.rows('Invoices')).toHaveLength(57);
  const wholly = organisation.calls().filter(({ method, path }) => method === 'PUT' && path === 'Invoices');
  expect(wholly.map(({ query }) => query)).toEqual(
    wholly.map(() => ({ summarizeErrors: 'false', unitdp: '4' })),
  );
});

test('a request that is refused as a whole is made in parts, until it is known which document is at fault', async () => {
  const { organisation, context, clock } = await connected();
  const whole = { ErrorNumber: 14, Type: 'PostDataInvalidException', Message: 'Bad at line 7' };
  const picky = xero({
    ...optionsFor(organisation, clock),
    fetch: async (url, request) =>
      request.method === 'PUT' && String(request.body).includes('INV-00017')
        ? answerOf({ status: 400, body: whole })
        : organisation.fetch(url, request),
  });
  const outcomes = await picky.exportMany(documentsOf(50, 1), context);
  const failed = outcomes.flatMap((one, index) => (one.status === 'confirmed' ? [] : [[index, one]]));
  expect(failed).toEqual([[16, { status: 'rejected', reason: 'Bad at line 7, fault 14' }]]);
  expect(organisation.books.rows('Invoices')).toHaveLength(49);
});

test('of a request whose answer is lost nobody knows, the others are done; tried again it makes no second copies', async () => {
  let requests = 0;
  const { connector, context, organisation, clock } = await connected({
    faults({ method, path }) {
      if (method !== 'PUT' || path !== 'Invoices') return null;
      requests += 1;
      return requests === 2 ? { kind: 'lost' } : null;
    },
  });
  const documents = documentsOf(130, 3);
  const outcomes = await connector.exportMany(documents, context);
  const unknown = outcomes.flatMap(({ status }, index) => (status === 'unknown' ? [index] : []));
  expect(unknown).toEqual(Array.from({ length: 50 }, (_, index) => index + 50));
  // Longer than Xero knows keys: all are looked up in one request.
  clock.advance(600);
  const before = organisation.calls().length;
  const again = await connector.exportMany(documents.slice(50, 100), context);
  expect(again.every(({ status }) => status === 'confirmed')).toBe(true);
  const paths = organisation
    .calls()
    .slice(before)
    .map(({ method, path }) => `${method} ${path}`);
  expect(paths).toEqual(['PUT Invoices', 'GET Invoices']);
  expect(organisation.books.rows('Invoices')).toHaveLength(130);
});

test('new invoices, credit notes and changes of copies go in a request for each kind', async () => {
  const { connector, context, organisation } = await connected();
  const first = await connector.exportMany(documentsOf(20, 2), context);
  const changes = first.map((outcome, index) => {
    const invoice = {
      ...invoiceOf(index + 1, { amount: '200.00', customerId: `customer-${index % 2}` }),
      revision: 2,
    };
    return documentOf(invoice, { externalId: outcome.status === 'confirmed' ? outcome.externalId : '' });
  });
  const credits = [1, 2, 3].map((sequence) =>
    documentOf(creditOf(invoiceOf(sequence, { customerId: 'customer-0' }), sequence)),
  );
  const before = organisation.calls().length;
  const mixed = [...changes, ...credits, ...documentsOf(20, 2, 20)];
  const outcomes = await connector.exportMany(mixed, context);
  expect(outcomes.every(({ status }) => status === 'confirmed')).toBe(true);
  const paths = organisation
    .calls()
    .slice(before)
    .map(({ method, path }) => `${method} ${path}`);
  expect(paths).toEqual(['PUT Invoices', 'POST Invoices', 'PUT CreditNotes']);
  const totals = organisation.books.rows('Invoices').map(({ Total }) => Total);
  expect(totals.filter((total) => total === 238)).toHaveLength(20);
});

test('a request stays below what Xero takes at once', async () => {
  const { connector, context, organisation } = await connected();
  const documents = documentsOf(50, 1).map((document) => {
    const [line] = document.invoice.content.lines;
    const { content } = document.invoice;
    // Forty lines of 3,900 characters and nothing to pay each.
    const words = Array.from({ length: 40 }, (_, index) => ({
      ...line,
      kind: 'information' as const,
      key: `words-${index}`,
      description: 'x'.repeat(3900),
    }));
    const lines = [...content.lines, ...words] as typeof content.lines;
    return { ...document, invoice: { ...document.invoice, content: { ...content, lines } } };
  });
  const outcomes = await connector.exportMany(documents, context);
  expect(outcomes.every(({ status }) => status === 'confirmed')).toBe(true);
  const sizes = organisation
    .calls()
    .filter(({ method, path }) => method === 'PUT' && path === 'Invoices')
    .map(({ body }) => JSON.stringify(body).length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(3_500_000);
});

test('over the engine: part of a batch is refused, each invoice has its own state', async () => {
  const { desk, organisation, drafted, work } = await xeroDesk({ approvals: 3 });
  for (const number of [1, 2, 3, 4, 5]) {
    await drafted(`inv_${number}`, '10.00');
    await desk.invoices.issue(`inv_${number}`);
    await desk.invoices.export(`inv_${number}`);
  }
  await work(1);
  const states = await Promise.all(
    [1, 2, 3, 4, 5].map(async (number) => (await desk.invoices.get(`inv_${number}`))?.ledgers['xero']?.state),
  );
  expect(states).toEqual(['confirmed', 'confirmed', 'confirmed', 'rejected', 'rejected']);
  expect(organisation.books.rows('Invoices')).toHaveLength(3);
});
