import type { ExportOutcome, LedgerChanges } from '@billwright/core';
import { expect, test } from 'vitest';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { allChanges } from './support/all-changes.ts';
import { connected } from './support/connected.ts';

const documentsOf = (count: number, customers: number) =>
  Array.from({ length: count }, (_, index) =>
    documentOf(invoiceOf(index + 1, { customerId: `customer-${index % customers}` })),
  );

test('1,000 invoices go in 20 requests, and what they name in two more', async () => {
  const { connector, context, organisation } = await connected();
  const before = organisation.calls().length;
  const outcomes = await connector.exportMany(documentsOf(1000, 20), context);
  expect(outcomes.every(({ status }) => status === 'confirmed')).toBe(true);
  expect(organisation.books.rows('Invoices')).toHaveLength(1000);
  // At least one for each 50 invoices, and one to look up and one to create who is not known; a tenth more is allowed.
  const least = Math.ceil(1000 / 50) + 2;
  expect(organisation.calls().length - before).toBe(least);
});

test('more changes than a page holds are told in the order in which they happened, none is lost', async () => {
  const world = await connected({}, { callsPerDay: 5000 });
  const { organisation, clock, connector, context } = world;
  const documents = Array.from({ length: 1200 }, (_, index) => documentOf(invoiceOf(index + 1)));
  for (let start = 0; start < 1200; start += 400) {
    await connector.exportMany(documents.slice(start, start + 400), context);
    clock.advance(60);
  }
  // 700 in one second, the others in others.
  for (const [index, { InvoiceID }] of organisation.books.rows('Invoices').entries()) {
    organisation.enterPayment({ invoiceId: String(InvoiceID), amount: 1 });
    if (index > 700) clock.advance(1);
  }
  clock.advance(3600);
  const { payments, cursor } = await allChanges(world);
  expect(new Set(payments.map(({ externalId }) => externalId)).size).toBe(1200);
  // From there on there is nothing.
  expect((await allChanges(world, cursor)).payments).toEqual([]);
});

test('a day of a thousand calls: questions leave enough for exports, also when others call beside us', async () => {
  const { connector, context, organisation, clock } = await connected({ limits: { perDay: 1000 } });
  const outcomes: ExportOutcome[] = [];
  let asked = 0;
  let cursor: string | null = null;
  // Somebody asks every minute for a day, and every 20 minutes copies something.
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const told: LedgerChanges | null = await connector.changes(cursor, context).catch(() => null);
    if (told !== null) ({ cursor } = told);
    asked += told === null ? 0 : 1;
    if (minute % 20 === 0) outcomes.push(await connector.export(documentOf(invoiceOf(minute + 1)), context));
    clock.advance(60);
  }
  expect(outcomes.filter(({ status }) => status === 'confirmed')).toHaveLength(72);
  // Every few minutes, and not once was Xero the one who said no.
  expect(asked).toBeGreaterThan(380);
  expect(asked).toBeLessThan(410);
  expect(organisation.limits.refused).toBe(0);
});
