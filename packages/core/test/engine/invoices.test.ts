import { describe, expect, test } from 'vitest';
import { type DraftByHand, isBillingError, type Invoice, manualLine, type Plugin } from '../../src/index.ts';
import { seriesRecords } from '../../src/engine/records/issuing.ts';
import { euros } from '../../src/testing/invoice-fixture.ts';
import { violationsOf } from './support/busy-desk.ts';
import { rowsOf, testDesk, testEntry, type TestDesk } from './support/desk.ts';

/** A draft by hand for "acme" of so many euros before tax. */
const draftOf = (amount: string, given: Partial<DraftByHand> = {}): DraftByHand => ({
  customerId: 'acme',
  lines: [
    manualLine({
      id: 'setup',
      description: 'Setup',
      unitPrice: amount,
      currency: 'EUR',
      taxCodes: ['vat'],
      from: '2026-03-02',
    }),
  ],
  ...given,
});

const issued = async ({ desk }: TestDesk, amount = '100.00', given: Partial<DraftByHand> = {}) =>
  desk.invoices.issue((await desk.invoices.draft(draftOf(amount, given))).id);

/** An invoice that a run made of one hour of work: 120.00 and VAT. */
async function billed(world: TestDesk, key = '2026-03'): Promise<Invoice> {
  await world.desk.work.record([testEntry(`te_${key}`)]);
  const batch = await world.desk.batches.save({ through: '2026-03-31', key });
  const { items } = await world.desk.invoices.list({ batchId: batch.id });
  return items[0] as Invoice;
}

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'done';
  } catch (error) {
    return isBillingError(error) ? error.code : String(error);
  }
};

const actionsOf = async (call: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await call;
  } catch (error) {
    if (isBillingError(error, 'INVOICE_STATE')) return error.details.allowed;
  }
  return [];
};

describe('issuing', () => {
  test('R81: drafts get the numbers of their series in order, and the date of the seller', async () => {
    const world = await testDesk({ now: '2026-03-31T22:30:00.000Z' });
    const first = await issued(world);
    const second = await issued(world, '50.00', { customerId: 'globex' });
    expect([first, second].map(({ issued: place }) => place?.number)).toEqual(['INV-00001', 'INV-00002']);
    // Half past midnight in Berlin.
    expect(first.issued).toMatchObject({ on: '2026-04-01', dueOn: '2026-04-15', sequence: 1 });
    expect(first.content.totals.total).toEqual(euros('119.00'));
    expect(first.settlement).toBe('issued');
  });

  test('I5: of several in one call, one that is refused takes no number and stops no other', async () => {
    const { desk } = await testDesk();
    const [a, b] = [await desk.invoices.draft(draftOf('1.00')), await desk.invoices.draft(draftOf('2.00'))];
    const results = await desk.invoices.issueAll([a.id, 'nobody', a.id, b.id]);
    const told = results.map((one) => (one.status === 'issued' ? one.invoice.issued?.number : one.code));
    expect(told).toEqual(['INV-00001', 'NOT_FOUND', 'INVOICE_STATE', 'INV-00002']);
  });

  test('I5: several callers at once leave no gap and no number twice', async () => {
    const { desk } = await testDesk();
    const drafts = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        desk.invoices.draft(draftOf('1.00', { customerId: index % 2 === 0 ? 'acme' : 'globex' })),
      ),
    );
    const calls = drafts.flatMap(({ id }, index): readonly Promise<unknown>[] =>
      index % 3 === 0 ? [desk.invoices.issueAll([id])] : [desk.invoices.issue(id), desk.invoices.issue(id)],
    );
    await Promise.allSettled(calls);
    const { items } = await desk.invoices.list({ limit: 1000 });
    const sequences = items.map((one) => one.issued?.sequence ?? 0);
    expect(sequences.toSorted((one, other) => one - other)).toEqual(drafts.map((_, index) => index + 1));
  });

  test('I6: a clock that goes back gives no earlier date within a series', async () => {
    const world = await testDesk({ now: '2026-05-02T10:00:00.000Z' });
    const first = await issued(world);
    world.clock.set('2026-04-30T10:00:00.000Z');
    const second = await issued(world);
    expect(second.issued?.at).toBe(first.issued?.at);
    expect(second.issued?.on).toBe('2026-05-02');
  });

  test('a series that begins anew each year counts each year on its own', async () => {
    const numbering = {
      invoice: { series: 'INV', pattern: 'INV-{year}-{sequence:3}', reset: 'yearly' },
    } as const;
    const world = await testDesk({ now: '2026-12-31T22:59:00.000Z', settings: { numbering } });
    await issued(world);
    await issued(world);
    world.clock.set('2026-12-31T23:00:00.000Z');
    const { issued: place } = await issued(world);
    expect(place?.number).toBe('INV-2027-001');
    const row = await world.seed((unit) => unit.find(seriesRecords, 'series:INV'));
    expect(row?.last).toEqual({ 'INV/2026': 2, 'INV/2027': 1 });
  });

  test('I5: a series that goes on from another system starts where that one ended, once', async () => {
    const invoice = {
      series: 'INV',
      pattern: 'INV-{year}-{sequence}',
      reset: 'yearly',
      startAt: 418,
    } as const;
    const settings = { numbering: { invoice } };
    const world = await testDesk({ now: '2026-12-31T22:59:00.000Z', settings });
    const before = await issued(world);
    // Who puts another start into a series that has given numbers changes nothing.
    const known = await world.desk.settings.get();
    if (known === null) return;
    const later = { ...known.numbering, invoice: { ...known.numbering.invoice, startAt: 900 } };
    await world.desk.settings.put({ ...known, numbering: later });
    const after = await issued(world);
    world.clock.set('2026-12-31T23:00:00.000Z');
    const anew = await issued(world);
    const numbers = [before, after, anew].map((one) => one.issued?.number);
    expect(numbers).toEqual(['INV-2026-418', 'INV-2026-419', 'INV-2027-1']);
    expect(await violationsOf(world.desk)).toEqual([]);
    const { items } = await world.desk.audit.list();
    const starts = items.filter(({ action }) => action === 'series.start');
    expect(starts.map((one) => [one.subject.id, one.after])).toEqual([
      ['INV', { first: { 'INV/2026': 418 } }],
    ]);
    await world.seed((unit) =>
      unit.save(seriesRecords, { series: 'INV', lastAt: null, last: { 'INV/2026': 419 }, first: {} }),
    );
    const gaps = (await violationsOf(world.desk)).filter(({ invariant }) => invariant === 'I5');
    expect(gaps.map(({ details }) => details.fault)).toContain('has a gap');
  });

  test('a number that another invoice has is refused, whatever became of the pattern', async () => {
    const world = await testDesk();
    await issued(world);
    const settings = await world.desk.settings.get();
    if (settings === null) return;
    const numbering = { ...settings.numbering, invoice: { series: 'NEW', pattern: 'INV-{sequence:5}' } };
    await world.desk.settings.put({ ...settings, numbering });
    expect(await codeOf(issued(world))).toBe('NUMBER_TAKEN');
  });

  test('a second call with the same key issues nothing again', async () => {
    const { desk } = await testDesk();
    const { id } = await desk.invoices.draft(draftOf('1.00'));
    const first = await desk.invoices.issue(id, { key: 'issue' });
    expect(await desk.invoices.issue(id, { key: 'issue' })).toEqual(first);
    expect(await codeOf(desk.invoices.issue(id))).toBe('INVOICE_STATE');
    const all = await desk.invoices.issueAll([id, id], { key: 'all' });
    expect(await desk.invoices.issueAll([id, id], { key: 'all' })).toEqual(all);
  });

  test('a preview shows the next number and takes none', async () => {
    const world = await testDesk();
    const { desk, storage } = world;
    const draft = await desk.invoices.draft(draftOf('1.00'));
    const before = await rowsOf(storage);
    expect((await desk.invoices.preview(draft.id)).issued?.number).toBe('INV-00001');
    expect(await rowsOf(storage)).toEqual(before);
    expect((await issued(world)).issued?.number).toBe('INV-00001');
    expect((await desk.invoices.preview(draft.id)).issued?.number).toBe('INV-00002');
  });

  test('R93: an issued invoice is queued to the ledgers of autoExport, in the same transaction', async () => {
    const world = await testDesk({ settings: { autoExport: ['books'] } });
    const invoice = await issued(world);
    expect(invoice.ledgers['books']?.state).toBe('queued');
    const { outbox = [] } = await rowsOf(world.storage);
    expect(outbox.map(({ id }) => id)).toEqual([`export:books:${invoice.id}:1`]);
  });

  test('R87: a draft below 0 becomes a credit note in its own series, and the customer’s credit', async () => {
    const world = await testDesk();
    const note = await issued(world, '-10.00');
    expect([note.kind, note.issued?.number, note.settlement]).toEqual(['credit-note', 'CN-00001', 'paid']);
    expect(await world.desk.credits.balance('acme', 'EUR')).toEqual(euros('11.90'));
    const carrying = await testDesk({ settings: { negativeInvoices: 'carry-forward' } });
    expect(await codeOf(issued(carrying, '-10.00'))).toBe('INVOICE_STATE');
  });

  describe('with a plugin that reviews drafts', () => {
    const reviewer = (reason: string | null): Plugin => ({
      id: 'orders',
      review: async ({ content }) =>
        reason === null || content.purchaseOrder !== null
          ? { status: 'accepted' }
          : { status: 'held', reason },
    });

    test('a draft that it holds back is refused with its reason, and takes no number', async () => {
      const { desk } = await testDesk({ plugins: [reviewer('it has no order number')] });
      const held = await desk.invoices.draft(draftOf('1.00'));
      const free = await desk.invoices.draft(draftOf('2.00', { purchaseOrder: 'PO-7' }));
      const results = await desk.invoices.issueAll([held.id, free.id]);
      expect(results[0]).toMatchObject({ status: 'refused', code: 'INVOICE_HELD' });
      expect(results[1]).toMatchObject({ status: 'issued', invoice: { issued: { sequence: 1 } } });
      expect(await codeOf(desk.invoices.issue(held.id))).toBe('INVOICE_HELD');
    });

    test('a draft that changes while it is looked at needs another look', async () => {
      const changing: Plugin = {
        id: 'slow',
        review: async ({ id }) => {
          await world.desk.invoices.edit(id, { note: 'changed' });
          return { status: 'accepted' };
        },
      };
      const world = await testDesk({ plugins: [changing] });
      const draft = await world.desk.invoices.draft(draftOf('1.00'));
      expect(await codeOf(world.desk.invoices.issue(draft.id))).toBe('INVOICE_HELD');
    });
  });
});

describe('drafts', () => {
  test('by hand take what is left out from the customer and the settings', async () => {
    const { desk } = await testDesk();
    await desk.customers.put({
      id: 'initech',
      party: { name: 'Initech' },
      language: 'de',
      terms: { days: 30 },
      purchaseOrder: 'PO-1',
    });
    const { content } = await desk.invoices.draft(draftOf('1.00', { customerId: 'initech' }));
    expect([content.buyer.name, content.language, content.terms.days, content.purchaseOrder]).toEqual([
      'Initech',
      'de',
      30,
      'PO-1',
    ]);
    expect(content.seller.name).toBe('Billwright Services');
  });

  test('of nobody, under an id that is taken, or with an unknown tax, are refused', async () => {
    const { desk } = await testDesk();
    await desk.invoices.draft(draftOf('1.00', { id: 'inv' }));
    expect(await codeOf(desk.invoices.draft(draftOf('1.00', { customerId: 'nobody' })))).toBe('NOT_FOUND');
    expect(await codeOf(desk.invoices.draft(draftOf('1.00', { id: 'inv' })))).toBe('INVOICE_INVALID');
    const bare = await testDesk({ settings: { taxCodes: [], defaultTaxCodes: [] } });
    expect(await codeOf(bare.desk.invoices.draft(draftOf('1.00')))).toBe('TAX_CODE_UNKNOWN');
  });

  test('R82: are edited by hand, and frozen once they are issued', async () => {
    const { desk } = await testDesk();
    const { id } = await desk.invoices.draft(draftOf('100.00'));
    const rebate = manualLine({
      id: 'rebate',
      description: 'Rebate',
      unitPrice: '-10.00',
      currency: 'EUR',
      taxCodes: ['vat'],
      from: '2026-03-02',
    });
    const edited = await desk.invoices.edit(id, { addLines: [rebate] });
    expect(edited.content.totals.total).toEqual(euros('107.10'));
    const file = { id: 'f_1', name: 'log.pdf', mediaType: 'application/pdf', reference: 's3://log' };
    await desk.invoices.attach(id, file);
    const { content } = await desk.invoices.attach(id, { ...file, name: 'log 2.pdf' });
    expect(content.attachments.map(({ name }) => name)).toEqual(['log 2.pdf']);
    await desk.invoices.issue(id);
    expect(await codeOf(desk.invoices.edit(id, { note: 'late' }))).toBe('INVOICE_STATE');
    expect(await codeOf(desk.invoices.attach(id, file))).toBe('INVOICE_STATE');
  });

  test('R84: that are deleted open all that they bill, and nothing else changes', async () => {
    const world = await testDesk();
    await world.desk.work.record([testEntry('te_2026-03')]);
    const open = await world.desk.work.get('entry', 'te_2026-03');
    const draft = await billed(world);
    expect((await world.desk.work.get('entry', 'te_2026-03'))?.billId).not.toBeNull();
    await world.desk.invoices.delete(draft.id);
    expect(await world.desk.work.get('entry', 'te_2026-03')).toEqual(open);
    expect(await world.desk.invoices.get(draft.id)).toBeNull();
    expect(await codeOf(world.desk.invoices.delete((await issued(world)).id))).toBe('INVOICE_STATE');
  });
});

describe('an issued invoice', () => {
  test('R84: is voided while nobody received it and nobody paid: it keeps its number, work is open again', async () => {
    const world = await testDesk();
    const draft = await billed(world);
    await world.desk.invoices.issue(draft.id);
    const invoice = await world.desk.invoices.void(draft.id, { reason: 'wrong customer' });
    expect([invoice.settlement, invoice.issued?.number, invoice.revision]).toEqual(['void', 'INV-00001', 2]);
    expect((await world.desk.work.get('entry', 'te_2026-03'))?.billId).toBeNull();
    const again = await world.desk.batches.save({ through: '2026-03-31', key: 'again' });
    const { items } = await world.desk.invoices.list({ batchId: again.id });
    expect(items.map(({ content }) => content.totals.total)).toEqual([draft.content.totals.total]);
  });

  test('R84: is not voided in strict mode, or once something was paid; what can be done is told', async () => {
    const strict = await testDesk({ settings: { strict: true } });
    const invoice = await issued(strict);
    expect(await actionsOf(strict.desk.invoices.void(invoice.id))).toEqual([
      'pay',
      'credit',
      'write-off',
      'queue-delivery',
      'deliver',
    ]);
    const world = await testDesk();
    const paid = await issued(world);
    await world.desk.payments.record({ customerId: 'acme', amount: euros('10.00'), on: '2026-04-02' });
    expect(await actionsOf(world.desk.invoices.void(paid.id))).toContain('credit');
    expect((await world.desk.invoices.get(paid.id))?.paid).toEqual(euros('10.00'));
  });

  test('R84: that the customer’s credit paid by itself is voided, and the credit is there again', async () => {
    const world = await testDesk();
    await world.desk.payments.record({ customerId: 'acme', amount: euros('50.00'), on: '2026-04-01' });
    const invoice = await issued(world);
    expect([invoice.settlement, invoice.paid]).toEqual(['partially-paid', euros('50.00')]);
    expect(await world.desk.credits.balance('acme', 'EUR')).toEqual(euros('0.00'));
    await world.desk.invoices.void(invoice.id);
    expect(await world.desk.credits.balance('acme', 'EUR')).toEqual(euros('50.00'));
  });

  test('R82: is reopened only where the settings say so, and keeps its number', async () => {
    const closed = await testDesk();
    const firm = await issued(closed);
    expect(await codeOf(closed.desk.invoices.reopen(firm.id))).toBe('INVOICE_STATE');
    const world = await testDesk({ settings: { reopen: true } });
    const { id } = await issued(world);
    await world.desk.invoices.reopen(id);
    await world.desk.invoices.edit(id, { note: 'corrected' });
    expect(await codeOf(world.desk.invoices.delete(id))).toBe('INVOICE_STATE');
    world.clock.advance(3600);
    const again = await world.desk.invoices.issue(id);
    expect([again.issued?.number, again.issued?.at, again.revision]).toEqual([
      'INV-00001',
      '2026-04-01T06:00:00.000Z',
      2,
    ]);
    expect((await issued(world)).issued?.number).toBe('INV-00002');
  });

  test('is written off, and that is taken back', async () => {
    const world = await testDesk();
    const { id } = await issued(world);
    expect((await world.desk.invoices.writeOff(id)).settlement).toBe('written-off');
    const back = await world.desk.invoices.reverseWriteOff(id, euros('19.00'));
    expect([back.settlement, back.writtenOff]).toEqual(['issued', euros('100.00')]);
    expect(await codeOf(world.desk.invoices.writeOff(id, euros('20.00')))).toBe('INVOICE_AMOUNT');
  });

  test('its history tells what was done, by whom and why', async () => {
    const world = await testDesk();
    const { id } = await issued(world);
    const actor = { kind: 'person', id: 'ana' } as const;
    await world.desk.invoices.void(id, { actor, reason: 'twice' });
    const { items } = await world.desk.invoices.history(id);
    expect(items.map(({ action }) => action)).toEqual(['invoice.draft', 'invoice.issue', 'invoice.void']);
    expect(items.at(-1)).toMatchObject({ actor, reason: 'twice', after: { settlement: 'void' } });
  });
});

describe('a credit note', () => {
  test('R86: is issued at once in its own series, and several never credit more than the invoice', async () => {
    const world = await testDesk();
    const { id } = await issued(world);
    const part = await world.desk.invoices.credit(id, { reason: 'rebate', amount: euros('19.00') });
    expect([part.issued?.number, part.settlement]).toEqual(['CN-00001', 'paid']);
    expect(await codeOf(world.desk.invoices.credit(id, { reason: 'more', amount: euros('100.01') }))).toBe(
      'INVOICE_AMOUNT',
    );
    const rest = await world.desk.invoices.credit(id, { reason: 'the rest' });
    expect(rest.content.totals.total).toEqual(euros('100.00'));
    expect((await world.desk.invoices.get(id))?.credited).toEqual(euros('119.00'));
    expect(await codeOf(world.desk.invoices.credit(id, { reason: 'again' }))).toBe('INVOICE_AMOUNT');
  });

  test('R85: over what was paid gives the customer credit, which pays the next invoice', async () => {
    const world = await testDesk();
    const { id } = await issued(world);
    await world.desk.payments.record({ customerId: 'acme', amount: euros('119.00'), on: '2026-04-02' });
    await world.desk.invoices.credit(id, { reason: 'not needed' });
    expect((await world.desk.invoices.get(id))?.settlement).toBe('refunded');
    expect(await world.desk.credits.balance('acme', 'EUR')).toEqual(euros('119.00'));
    const next = await issued(world, '200.00');
    expect([next.settlement, next.paid]).toEqual(['partially-paid', euros('119.00')]);
    expect(await world.desk.credits.balance('acme', 'EUR')).toEqual(euros('0.00'));
  });

  test('R84: opens work only when asked to, and only what is credited in full', async () => {
    const world = await testDesk();
    const { id } = await billed(world);
    await world.desk.invoices.issue(id);
    const part = { reason: 'half', amount: euros('50.00') };
    expect(await codeOf(world.desk.invoices.credit(id, { ...part, release: true }))).toBe(
      'CREDIT_NOTE_INVALID',
    );
    await world.desk.invoices.credit(id, part);
    expect((await world.desk.work.get('entry', 'te_2026-03'))?.billId).not.toBeNull();
    await world.desk.invoices.credit(id, { reason: 'the rest', release: true });
    expect((await world.desk.work.get('entry', 'te_2026-03'))?.billId).toBeNull();
  });

  test('R84: without release what was billed stays billed', async () => {
    const world = await testDesk();
    const { id } = await billed(world);
    await world.desk.invoices.issue(id);
    await world.desk.invoices.credit(id, { reason: 'goodwill' });
    expect((await world.desk.work.get('entry', 'te_2026-03'))?.billId).not.toBeNull();
    const again = await world.desk.batches.save({ through: '2026-03-31', key: 'again' });
    expect((await world.desk.invoices.list({ batchId: again.id })).items).toEqual([]);
  });
});

describe('lists', () => {
  test('find invoices by number, customer, batch, settlement, kind, day and label', async () => {
    const world = await testDesk();
    const run = await billed(world);
    const first = await issued(world);
    await issued(world, '5.00', { customerId: 'globex' });
    await world.desk.invoices.credit(first.id, { reason: 'rebate', amount: euros('1.00') });
    await world.desk.payments.record({ customerId: 'globex', amount: euros('5.95'), on: '2026-04-02' });
    const found = async (query: Parameters<typeof world.desk.invoices.list>[0]): Promise<readonly string[]> =>
      (await world.desk.invoices.list(query)).items.map((one) => one.issued?.number ?? one.id);
    expect(await found({ number: 'INV-00002' })).toEqual(['INV-00002']);
    expect(await found({ customerId: 'acme', kind: 'invoice' })).toEqual([run.id, 'INV-00001']);
    expect(await found({ batchId: run.batchId ?? '' })).toEqual([run.id]);
    expect(await found({ settlement: 'draft' })).toEqual([run.id]);
    expect(await found({ kind: 'credit-note' })).toEqual(['CN-00001']);
    expect(await found({ label: 'open' })).toEqual(['INV-00001']);
    expect(await found({ label: 'paid' })).toEqual(['CN-00001', 'INV-00002']);
    expect(await found({ from: '2026-04-02' })).toEqual([]);
    expect(await found({ from: '2026-04-01', to: '2026-04-02', descending: true, limit: 2 })).toHaveLength(2);
    world.clock.set('2026-05-01T00:00:00.000Z');
    expect(await found({ label: 'overdue' })).toEqual(['INV-00001']);
    expect(await world.desk.invoices.label(first.id)).toBe('overdue');
  });

  test('are full pages, also where most invoices do not fit', async () => {
    const world = await testDesk();
    for (let index = 0; index < 9; index += 1)
      await issued(world, '1.00', { customerId: index % 3 === 0 ? 'globex' : 'acme' });
    const first = await world.desk.invoices.list({ kind: 'invoice', label: 'open', limit: 4 });
    const second = await world.desk.invoices.list({ label: 'open', limit: 4, after: first.next });
    const third = await world.desk.invoices.list({ label: 'open', limit: 4, after: second.next });
    expect([first, second, third].map(({ items }) => items.length)).toEqual([4, 4, 1]);
    expect(third.next).toBeNull();
  });
});

describe('another tenant', () => {
  test('I21: sees nothing of an invoice and changes nothing of it', async () => {
    const world = await testDesk();
    const { id } = await issued(world);
    const before = await rowsOf(world.storage);
    const other = await testDesk({ storage: world.storage, tenantId: 'other', ids: { next: () => 'free' } });
    const { invoices } = other.desk;
    expect(await invoices.get(id)).toBeNull();
    expect((await invoices.list()).items).toEqual([]);
    expect((await invoices.history(id)).items).toEqual([]);
    const file = { id: 'f', name: 'f', mediaType: 'text/plain', reference: 'f' };
    const calls = [
      invoices.edit(id, {}),
      invoices.attach(id, file),
      invoices.preview(id),
      invoices.issue(id),
      invoices.void(id),
      invoices.reopen(id),
      invoices.credit(id, { reason: 'none' }),
      invoices.writeOff(id),
      invoices.reverseWriteOff(id),
      invoices.delete(id),
      invoices.label(id),
    ];
    expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(['NOT_FOUND']));
    expect(await invoices.issueAll([id])).toMatchObject([{ status: 'refused', code: 'NOT_FOUND' }]);
    expect(await rowsOf(world.storage)).toEqual(before);
  });
});

test('what is no input is refused as such, in every call', async () => {
  const world = await testDesk();
  const { invoices, payments, credits } = world.desk;
  const { id } = await issued(world);
  const nothing = undefined as never;
  const calls: readonly [code: string, call: Promise<unknown>][] = [
    ['INVOICE_INVALID', invoices.draft(nothing)],
    ['INVOICE_INVALID', invoices.draft({ customerId: 7 as never })],
    ['INVOICE_INVALID', invoices.edit(id, nothing)],
    ['INVOICE_INVALID', invoices.attach(id, nothing)],
    ['INVOICE_INVALID', invoices.issueAll(nothing)],
    ['INVOICE_INVALID', invoices.issueAll([{}] as never)],
    ['CREDIT_NOTE_INVALID', invoices.credit(id, nothing)],
    ['CREDIT_NOTE_INVALID', invoices.credit(id, { reason: '' })],
    ['INVOICE_COMMAND_INVALID', invoices.writeOff(id, 'all' as never)],
    ['QUERY_INVALID', invoices.list({ limit: 0 })],
    ['PAYMENT_INVALID', payments.record(nothing)],
    ['PAYMENT_INVALID', payments.refund(nothing)],
    ['PAYMENT_INVALID', payments.refund({ on: '2026-04-02' } as never)],
    ['PAYMENT_INVALID', credits.balance('acme', 'EURO')],
    ['PAYMENT_INVALID', credits.apply(nothing)],
    ['PAYMENT_INVALID', credits.apply({ customerId: 'acme', currency: 'EUR', applyTo: [{}] as never })],
    ['PAYMENT_INVALID', credits.payOut(nothing)],
  ];
  const codes = await Promise.all(calls.map(async ([, call]) => codeOf(call)));
  expect(codes).toEqual(calls.map(([code]) => code));
});

test('SETTINGS_MISSING: nothing is drafted or issued before there are settings', async () => {
  const { billing } = await testDesk();
  const desk = billing.forTenant('new');
  await desk.customers.put({ id: 'acme', party: { name: 'Acme' } });
  expect(await codeOf(desk.invoices.draft(draftOf('1.00')))).toBe('SETTINGS_MISSING');
  expect(await codeOf(desk.invoices.issue('inv'))).toBe('SETTINGS_MISSING');
});

describe('work that a prepaid account pays, with its tax due with the work', () => {
  /** An account of 100.00 with VAT on what is drawn, and an hour of 120.00. */
  async function drawn(): Promise<TestDesk & { readonly draft: Invoice }> {
    const world = await testDesk();
    const { desk } = world;
    await desk.prepaid.open({
      id: 'budget',
      customerId: 'acme',
      unit: 'money',
      currency: 'EUR',
      tax: 'on-draw',
    });
    await desk.prepaid.buy({
      accountId: 'budget',
      quantity: '100.00',
      price: euros('100.00'),
      invoice: 'none',
    });
    await world.putContract({ components: [{ id: 'pool', kind: 'pool', accountId: 'budget' }] });
    return { ...world, draft: await billed(world) };
  }

  test('R78: is on the invoice, and the account pays its part when it is issued', async () => {
    const { desk, draft } = await drawn();
    expect(draft.content.prepaidPayments).toEqual([{ accountId: 'budget', amount: euros('100.00') }]);
    const invoice = await desk.invoices.issue(draft.id);
    expect(invoice.content.totals.total).toEqual(euros('142.80'));
    expect([invoice.settlement, invoice.paid]).toEqual(['partially-paid', euros('100.00')]);
  });

  test('R84: voiding gives the account back what it paid, and leaves no credit', async () => {
    const { desk, draft } = await drawn();
    await desk.invoices.issue(draft.id);
    expect((await desk.invoices.void(draft.id)).settlement).toBe('void');
    expect((await desk.prepaid.balance('budget')).balance).toBe('100.00');
    expect(await desk.credits.balance('acme', 'EUR')).toEqual(euros('0.00'));
  });

  test('R84: what the account paid and the customer got does not go back to the account as well', async () => {
    const { desk, draft } = await drawn();
    const invoiceId = (await desk.invoices.issue(draft.id)).id;
    const refund = await desk.payments.refund({ invoiceId, on: '2026-04-02' });
    const whole = { reason: 'wrong', release: true };
    await expect(desk.invoices.credit(invoiceId, whole)).rejects.toThrow(
      'release: can\'t give "budget" back what it paid, since the customer got it: reverse the refund first',
    );
    expect((await desk.prepaid.balance('budget')).balance).toBe('0.00');
    await desk.payments.reverse(refund.id);
    await desk.invoices.credit(invoiceId, whole);
    expect((await desk.prepaid.balance('budget')).balance).toBe('100.00');
    expect(await desk.credits.balance('acme', 'EUR')).toEqual(euros('0.00'));
    expect(await violationsOf(desk)).toEqual([]);
  });

  test('R84: what the account paid too much and the customer got can not go back to the account', async () => {
    const { desk, draft } = await drawn();

    await desk.invoices.edit(draft.id, {
      addDiscounts: [{ id: 'rebate', description: 'Rebate', amount: euros('90.00') }],
    });
    const invoice = await desk.invoices.issue(draft.id);
    const credit = await desk.credits.balance('acme', 'EUR');
    expect([invoice.settlement, credit.amount]).toEqual(['paid', '64.30']);
    await desk.credits.payOut({ customerId: 'acme', amount: credit, on: '2026-04-02' });
    await expect(desk.invoices.void(draft.id)).rejects.toThrow(
      'what the prepaid account "budget" paid was paid out to the customer',
    );
    expect((await desk.prepaid.balance('budget')).balance).toBe('0.00');
  });

  test('R84: a credit note that releases gives it back to the account, one that does not to the customer', async () => {
    const first = await drawn();
    await first.desk.invoices.issue(first.draft.id);
    await first.desk.invoices.credit(first.draft.id, { reason: 'wrong', release: true });
    expect((await first.desk.prepaid.balance('budget')).balance).toBe('100.00');
    expect(await first.desk.credits.balance('acme', 'EUR')).toEqual(euros('0.00'));
    const second = await drawn();
    await second.desk.invoices.issue(second.draft.id);
    await second.desk.invoices.credit(second.draft.id, { reason: 'goodwill' });
    expect((await second.desk.prepaid.balance('budget')).balance).toBe('0.00');
    expect(await second.desk.credits.balance('acme', 'EUR')).toEqual(euros('100.00'));
  });
});
