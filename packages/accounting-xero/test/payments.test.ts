import { describe, expect, test } from 'vitest';
import { creditOf, documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { asRows } from '../src/testing/fake-row.ts';
import { allChanges } from './support/all-changes.ts';
import { type Connected, connected } from './support/connected.ts';
import { xeroDesk } from './support/xero-desk.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const idOf = (external: string): string => external.split('/').at(-1) ?? '';

async function exported({ connector, context }: Connected, sequence: number): Promise<string> {
  const outcome = await connector.export(documentOf(invoiceOf(sequence)), context);
  return outcome.status === 'confirmed' ? outcome.externalId : '';
}

describe('what payments are told', () => {
  test('parts of an invoice, each with its day; what is not ours is not told', async () => {
    const world = await connected();
    const { organisation, clock } = world;
    const one = await exported(world, 1);
    const [row] = organisation.books.rows('Invoices');
    const theirs = organisation.books.put('Invoices', {
      ...row,
      InvoiceID: undefined,
      Url: 'https://other.example',
    });
    organisation.enterPayment({ invoiceId: idOf(one), amount: 19 });
    organisation.enterPayment({ invoiceId: String(theirs['InvoiceID']), amount: 7 });
    clock.advance(86_400);
    organisation.enterPayment({ invoiceId: idOf(one), amount: 100 });
    const { payments } = await allChanges(world);
    expect(payments.map(({ amount, on, applications }) => [amount, on, applications])).toEqual([
      [eur('19.00'), '2026-04-01', [{ invoiceExternalId: one, amount: eur('19.00') }]],
      [eur('100.00'), '2026-04-02', [{ invoiceExternalId: one, amount: eur('100.00') }]],
    ]);
  });

  test('what was applied of an overpayment pays; applied again after it was taken off, it is another payment', async () => {
    const world = await connected();
    const { organisation, clock } = world;
    const one = await exported(world, 1);
    const invoiceId = idOf(one);
    const id = organisation.enterOverpayment(150, [{ invoiceId, amount: 119 }]);
    const external = `${organisation.organisationId}/Overpayment/${id}/${invoiceId}`;
    const first = await allChanges(world);
    expect(first.payments).toMatchObject([{ externalId: external, amount: eur('119.00'), isDeleted: false }]);
    const row = organisation.books.get('Overpayments', id);
    clock.advance(60);
    organisation.books.put('Overpayments', { ...row, Allocations: [] });
    organisation.books.put('Invoices', {
      ...organisation.books.get('Invoices', invoiceId),
      Status: 'AUTHORISED',
    });
    const second = await allChanges(world, first.cursor);
    expect(second.payments).toMatchObject([{ externalId: external, isDeleted: true }]);
    clock.advance(60);
    organisation.books.put('Overpayments', { ...row });
    organisation.books.put('Invoices', { ...organisation.books.get('Invoices', invoiceId), Status: 'PAID' });
    const third = await allChanges(world, second.cursor);
    expect(third.payments).toMatchObject([
      { externalId: `${external}#2`, amount: eur('119.00'), isDeleted: false },
      { externalId: external, isDeleted: true },
    ]);
  });

  test('a credit note of ours has been counted; one that was made in Xero pays', async () => {
    const world = await connected();
    const { connector, context, organisation } = world;
    const [one, other] = [await exported(world, 1), await exported(world, 2)];
    await connector.export(documentOf(creditOf(invoiceOf(2), 2), { creditsExternalId: other }), context);
    const Invoice = { InvoiceID: idOf(one) };
    const Allocations = [{ Amount: 30, Date: '2026-04-01', Invoice }];
    const theirs = organisation.books.put('CreditNotes', {
      Type: 'ACCRECCREDIT',
      CurrencyCode: 'EUR',
      Total: 30,
      Status: 'PAID',
      Contact: organisation.books.rows('Invoices')[0]?.['Contact'],
      Allocations,
    });
    organisation.books.put('Invoices', { ...organisation.books.get('Invoices', idOf(one)) });
    const { payments } = await allChanges(world);
    expect(payments).toMatchObject([
      {
        externalId: `${organisation.organisationId}/CreditNote/${String(theirs['CreditNoteID'])}/${idOf(one)}`,
        kind: 'payment',
        amount: eur('30.00'),
      },
    ]);
  });

  test('money that goes back for a credit note of ours is a refund of the invoice that it corrects', async () => {
    const world = await connected();
    const { connector, context, organisation } = world;
    const one = await exported(world, 1);
    organisation.enterPayment({ invoiceId: idOf(one), amount: 119 });
    await connector.export(documentOf(creditOf(invoiceOf(1), 1), { creditsExternalId: one }), context);
    const creditNoteId = String(organisation.books.rows('CreditNotes')[0]?.['CreditNoteID']);
    const refund = organisation.enterPayment({ creditNoteId, amount: 119 });
    const { payments } = await allChanges(world);
    expect(payments).toMatchObject([
      { kind: 'payment', amount: eur('119.00') },
      {
        kind: 'refund',
        externalId: `${organisation.organisationId}/Payment/${refund}`,
        amount: eur('119.00'),
        applications: [{ invoiceExternalId: one, amount: eur('119.00') }],
      },
    ]);
  });

  test('what was deleted is told again from the same cursor, so nobody misses it', async () => {
    const world = await connected();
    const { organisation } = world;
    const one = await exported(world, 1);
    const payment = organisation.enterPayment({ invoiceId: idOf(one), amount: 19 });
    const { cursor } = await allChanges(world);
    organisation.deletePayment(payment);
    for (let time = 1; time <= 2; time += 1)
      expect((await allChanges(world, cursor)).payments).toMatchObject([
        { externalId: `${organisation.organisationId}/Payment/${payment}`, isDeleted: true },
      ]);
  });

  test('what is written while we ask is told the next time: the cursor goes back five minutes', async () => {
    const world = await connected();
    const one = await exported(world, 1);
    world.clock.set('2026-04-01T06:10:00.000Z');
    const { cursor } = await allChanges(world);
    // Entered four minutes before, and visible only now.
    world.clock.set('2026-04-01T06:06:00.000Z');
    world.organisation.enterPayment({ invoiceId: idOf(one), amount: 19 });
    world.clock.set('2026-04-01T06:12:00.000Z');
    expect((await allChanges(world, cursor)).payments).toHaveLength(1);
  });

  test('another organisation that is connected later is told from its beginning', async () => {
    const world = await connected();
    const one = await exported(world, 1);
    world.organisation.enterPayment({ invoiceId: idOf(one), amount: 19 });
    const elsewhere = JSON.stringify({
      organisationId: 'x',
      since: '2030-01-01',
      page: 3,
      notesSince: '2030',
    });
    for (const cursor of [elsewhere, '{}'])
      expect((await allChanges(world, cursor)).payments).toHaveLength(1);
  });
});

describe('payments over the engine', () => {
  test('partial, deleted, in full, too much applied elsewhere: what is paid here is what is paid there', async () => {
    const { desk, organisation, drafted, work, idOf: copyOf } = await xeroDesk();
    await drafted('inv_1', '100.00');
    await desk.invoices.issue('inv_1');
    await desk.invoices.export('inv_1');
    await work(1);
    const invoiceId = await copyOf('inv_1');
    const state = async () => {
      await desk.ledgers.sync('xero');
      const invoice = await desk.invoices.get('inv_1');
      return `${invoice?.settlement} ${invoice?.paid.amount}`;
    };
    const first = organisation.enterPayment({ invoiceId, amount: 50 });
    expect(await state()).toBe('partially-paid 50.00');
    organisation.deletePayment(first);
    expect(await state()).toBe('issued 0.00');
    organisation.enterPayment({ invoiceId, amount: 60 });
    expect(await state()).toBe('partially-paid 60.00');
    organisation.enterOverpayment(100, [{ invoiceId, amount: 59 }]);
    expect(await state()).toBe('paid 119.00');
    // Told again and again, it counts once.
    expect(await state()).toBe('paid 119.00');
  });
});

test('over the engine: an overpayment that is applied to an invoice part by part pays it with all of them', async () => {
  const { desk, organisation, drafted, work, idOf: copyOf } = await xeroDesk();
  await drafted('inv_1', '100.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(1);
  const invoiceId = await copyOf('inv_1');
  const part = (amount: number) => ({ invoiceId, amount });
  const paid = async () => {
    await desk.ledgers.sync('xero');
    return (await desk.invoices.get('inv_1'))?.paid.amount;
  };
  const id = organisation.enterOverpayment(100, [part(30.1), part(20.2)]);
  expect(await paid()).toBe('50.30');
  const { books } = organisation;
  const Allocations = asRows(books.get('Overpayments', id)?.['Allocations']);
  books.put('Overpayments', {
    ...books.get('Overpayments', id),
    Allocations: [...Allocations, ...Allocations.slice(1)],
  });
  books.put('Invoices', { ...books.get('Invoices', invoiceId) });
  expect(await paid()).toBe('70.50');
  // Told again, it counts once.
  expect(await paid()).toBe('70.50');
});

test('over the engine: paid in Xero, credited here, given back in Xero', async () => {
  const { desk, organisation, drafted, work, idOf: copyOf } = await xeroDesk();
  await drafted('inv_1', '100.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(1);
  organisation.enterPayment({ invoiceId: await copyOf('inv_1'), amount: 119 });
  await desk.ledgers.sync('xero');
  await desk.invoices.credit('inv_1', { id: 'cn_1', reason: 'Not needed' });
  await desk.invoices.export('cn_1');
  await work(1);
  // Nothing was open any more, so the credit stays as credit of the contact.
  const [note] = organisation.books.rows('CreditNotes');
  expect(note).toMatchObject({ Status: 'AUTHORISED', Total: 119 });
  organisation.enterPayment({ creditNoteId: String(note?.['CreditNoteID']), amount: 119 });
  await desk.ledgers.sync('xero');
  await work(1);
  const { items } = await desk.payments.list();
  expect(items.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
    ['payment', '119.00'],
    ['refund', '119.00'],
  ]);
  expect(await desk.invoices.get('inv_1')).toMatchObject({ refunded: eur('119.00') });
});

describe('webhooks', () => {
  test('a trial of the address is accepted when it is signed rightly, and refused when it is not', async () => {
    const { connector, organisation } = await connected();
    const trial = organisation.webhookRequest([]);
    expect(await connector.webhook(trial)).toEqual({ status: 'accepted', tenantIds: [] });
    const wrong = { ...trial, headers: { 'x-xero-signature': 'd3Jvbmc=' } };
    expect(await connector.webhook(wrong)).toMatchObject({ status: 'refused' });
  });

  test.each([
    ['INVOICE', ['desk']],
    ['CREDITNOTE', ['desk']],
    ['OVERPAYMENT', ['desk']],
    ['PREPAYMENT', ['desk']],
    ['CONTACT', []],
    ['SUBSCRIPTION', []],
  ])('a call about %s is about the payments of %j', async (category, tenantIds) => {
    const { connector, organisation } = await connected();
    const { organisationId } = organisation;
    const somebody = '33333333-0000-4000-8000-000000000001';
    const request = organisation.webhookRequest([somebody, organisationId, organisationId], category);
    expect(await connector.webhook(request)).toEqual({ status: 'accepted', tenantIds });
  });

  test('a thousand events are answered in much less than the five seconds that Xero waits', async () => {
    const { connector, organisation } = await connected();
    const request = organisation.webhookRequest(
      Array.from(
        { length: 1000 },
        (_, index) => `33333333-0000-4000-8000-${String(index).padStart(12, '0')}`,
      ),
    );
    // Not the time of day: others may have the machine meanwhile.
    const before = process.cpuUsage();
    expect(await connector.webhook(request)).toMatchObject({ status: 'accepted' });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(1);
  });

  test('a call that comes again, late, or before there is anything, does no harm', async () => {
    const { billing, desk, organisation, drafted, work, idOf: copyOf } = await xeroDesk();
    await drafted('inv_1', '100.00');
    await desk.invoices.issue('inv_1');
    await desk.invoices.export('inv_1');
    const request = organisation.webhookRequest([organisation.organisationId]);
    await billing.webhook('xero', request);
    await work(1);
    organisation.enterPayment({ invoiceId: await copyOf('inv_1'), amount: 50 });
    for (let time = 1; time <= 3; time += 1) {
      await billing.webhook('xero', request);
      await work(1);
    }
    expect(await desk.invoices.get('inv_1')).toMatchObject({ paid: eur('50.00') });
    expect((await desk.payments.list()).items).toHaveLength(1);
  });

  test('without a key, and in a form that nobody knows, it is refused', async () => {
    const { connector, organisation } = await connected({}, { webhookKey: undefined });
    expect(await connector.webhook(organisation.webhookRequest([]))).toMatchObject({ status: 'refused' });
  });
});
