import type { LedgerPayment } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { connected, type Connected } from './support/connected.ts';
import { creditOf, documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { quickBooksDesk } from './support/quick-books-desk.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

async function exported({ connector, context }: Connected, sequence: number): Promise<string> {
  const outcome = await connector.export(documentOf(invoiceOf(sequence)), context);
  return outcome.status === 'confirmed' ? outcome.externalId : '';
}

const idOf = (external: string): string => external.split('/').at(-1) ?? '';

async function told({ connector, context }: Connected): Promise<readonly LedgerPayment[]> {
  const payments: LedgerPayment[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await connector.changes(cursor, context);
    payments.push(...page.payments);
    if (!page.hasMore) return payments;
    ({ cursor } = page);
  }
}

describe('what payments are told', () => {
  test('one payment of two invoices, with more than they come to', async () => {
    const world = await connected();
    const [one, other] = [await exported(world, 1), await exported(world, 2)];
    const lines = [
      { id: idOf(one), amount: 119 },
      { id: idOf(other), amount: 0.1 },
    ];
    world.company.enterPayment({ total: 120, lines });
    expect(await told(world)).toMatchObject([
      {
        amount: eur('120.00'),
        applications: [
          { invoiceExternalId: one, amount: eur('119.00') },
          { invoiceExternalId: other, amount: eur('0.10') },
        ],
      },
    ]);
  });

  test('a payment is in its currency, whatever places that has', async () => {
    const world = await connected({ hasManyCurrencies: true });
    const line = { Amount: 1200, LinkedTxn: [{ TxnId: '7', TxnType: 'Invoice' }] };
    const TxnDate = '2026-04-01';
    for (const currency of ['JPY', 'USD'])
      world.company.books.put('Payment', {
        TotalAmt: 1200,
        Line: [line],
        CurrencyRef: { value: currency },
        TxnDate,
      });
    expect((await told(world)).map(({ amount }) => amount)).toEqual([
      { amount: '1200', currency: 'JPY' },
      { amount: '1200.00', currency: 'USD' },
    ]);
  });

  test('a payment that was voided or deleted is told as deleted', async () => {
    const world = await connected();
    const id = idOf(await exported(world, 1));
    const { books } = world.company;
    const [voided, deleted] = [1, 2].map(() =>
      world.company.enterPayment({ total: 10, lines: [{ id, amount: 10 }] }),
    );
    books.put('Payment', { Id: voided, TotalAmt: 0, Line: [], PrivateNote: 'Voided', TxnDate: '2026-04-01' });
    books.remove('Payment', { Id: deleted, SyncToken: '0' });
    expect((await told(world)).map(({ isDeleted }) => isDeleted)).toEqual([true, true]);
  });

  test('our own credit memo that is applied there has been counted; one that was made there pays', async () => {
    const world = await connected();
    const { connector, context, company } = world;
    const [one, other] = [await exported(world, 1), await exported(world, 2)];
    const memo = documentOf(creditOf(invoiceOf(2), 2), { creditsExternalId: other });
    const outcome = await connector.export(memo, context);
    const ours = idOf(outcome.status === 'confirmed' ? outcome.externalId : '');
    const theirs = String(company.books.put('CreditMemo', { TotalAmt: 30, PrivateNote: 'goodwill' })['Id']);
    // 119.00 of ours takes the second invoice off; 30.00 of theirs and 89.00 of money pay the first.
    company.enterPayment({
      total: 89,
      lines: [
        { id: idOf(one), amount: 119 },
        { id: idOf(other), amount: 119 },
        { type: 'CreditMemo', id: ours, amount: 119 },
        { type: 'CreditMemo', id: theirs, amount: 30 },
      ],
    });
    expect(await told(world)).toMatchObject([
      { amount: eur('119.00'), applications: [{ invoiceExternalId: one, amount: eur('119.00') }] },
    ]);
  });

  test('a payment that does nothing but apply our credit memo pays nothing', async () => {
    const world = await connected();
    const one = await exported(world, 1);
    const memo = documentOf(creditOf(invoiceOf(1), 2), { creditsExternalId: one });
    const outcome = await world.connector.export(memo, world.context);
    const ours = idOf(outcome.status === 'confirmed' ? outcome.externalId : '');
    const lines = [
      { id: idOf(one), amount: 119 },
      { type: 'CreditMemo' as const, id: ours, amount: 119 },
    ];
    world.company.enterPayment({ total: 0, lines });
    expect(await told(world)).toMatchObject([{ amount: eur('0.00'), applications: [] }]);
  });

  test('our own credit memo is known by our mark, wherever in its note people leave that', async () => {
    const world = await connected();
    const { connector, context, company } = world;
    const one = await exported(world, 1);
    const document = documentOf(creditOf(invoiceOf(1), 2), { creditsExternalId: one });
    const outcome = await connector.export(document, context);
    const ours = outcome.status === 'confirmed' ? outcome.externalId : '';
    const memo = company.books.get('CreditMemo', idOf(ours));
    const PrivateNote = `agreed with Acme\n${String(memo?.['PrivateNote'])}\nsee the mail`;
    company.books.put('CreditMemo', { ...memo, PrivateNote });
    const lines = [
      { id: idOf(one), amount: 119 },
      { type: 'CreditMemo' as const, id: idOf(ours), amount: 119 },
    ];
    company.enterPayment({ total: 0, lines });
    expect(await told(world)).toMatchObject([{ amount: eur('0.00'), applications: [] }]);
    expect(await connector.find(document, context)).toEqual({ externalId: ours });
  });

  test('a refund receipt that is linked to our invoice gives back of it; one that is not is told without one', async () => {
    const world = await connected();
    const { company } = world;
    const [one, other] = [await exported(world, 1), await exported(world, 2)];
    const link = (id: string) => [{ TxnId: idOf(id), TxnType: 'Invoice' }];
    const put = (row: Readonly<Record<string, unknown>>) =>
      String(company.books.put('RefundReceipt', { TxnDate: '2026-04-01', ...row })['Id']);
    const whole = put({ TotalAmt: 20, LinkedTxn: link(one) });
    const lines = [
      { Amount: 5, LinkedTxn: link(one) },
      { Amount: 7, LinkedTxn: link(other) },
    ];
    const byLine = put({ TotalAmt: 12, Line: lines });
    const loose = put({ TotalAmt: 9 });
    const unclear = put({ TotalAmt: 9, LinkedTxn: [...link(one), ...link(other)] });
    const voided = put({ TotalAmt: 0, PrivateNote: 'Voided', LinkedTxn: link(one) });
    const gone = put({ TotalAmt: 3, LinkedTxn: link(one) });
    company.books.remove('RefundReceipt', { Id: gone, SyncToken: '0' });
    const of = (id: string) => `${company.realmId}/RefundReceipt/${id}`;
    expect(await told(world)).toEqual([
      {
        externalId: of(whole),
        kind: 'refund',
        amount: eur('20.00'),
        applications: [{ invoiceExternalId: one, amount: eur('20.00') }],
        on: '2026-04-01',
        isDeleted: false,
      },
      expect.objectContaining({
        externalId: of(byLine),
        applications: [
          { invoiceExternalId: one, amount: eur('5.00') },
          { invoiceExternalId: other, amount: eur('7.00') },
        ],
      }),
      expect.objectContaining({ externalId: of(loose), amount: eur('9.00'), applications: [] }),
      expect.objectContaining({ externalId: of(unclear), applications: [] }),
      expect.objectContaining({ externalId: of(voided), isDeleted: true, amount: eur('0.00') }),
      expect.objectContaining({ externalId: of(gone), isDeleted: true }),
    ]);
  });

  test('what a payment pays out again by a check was not paid', async () => {
    const world = await connected();
    const one = await exported(world, 1);
    const check = { type: 'Check' as const, id: '77', amount: 31 };
    world.company.enterPayment({ total: 150, lines: [{ id: idOf(one), amount: 119 }, check] });
    expect(await told(world)).toMatchObject([
      { amount: eur('119.00'), applications: [{ invoiceExternalId: one, amount: eur('119.00') }] },
    ]);
  });

  test('payments are voided in QuickBooks as its own clients do it, and told as deleted', async () => {
    const world = await connected();
    const id = idOf(await exported(world, 1));
    const payment = world.company.enterPayment({ total: 10, lines: [{ id, amount: 10 }] });
    world.company.books.void('Payment', { Id: payment, SyncToken: '0' });
    expect(await told(world)).toMatchObject([{ isDeleted: true, amount: eur('0.00'), applications: [] }]);
  });

  test('payments and refunds are listed page by page, where more changed than is told at once', async () => {
    const world = await connected();
    const id = idOf(await exported(world, 1));
    for (let count = 0; count < 700; count += 1) {
      world.company.enterPayment({ total: 0.01, lines: [{ id, amount: 0.01 }] });
      world.company.books.put('RefundReceipt', {
        TotalAmt: 0.01,
        LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }],
      });
    }
    const all = await told(world);
    const idsOf = (kind: string) =>
      new Set(all.filter((one) => one.kind === kind).map(({ externalId }) => externalId));
    expect([idsOf('payment').size, idsOf('refund').size]).toEqual([700, 700]);
  });

  test('more changes than are told at once are listed page by page, none is lost', async () => {
    const world = await connected();
    const id = idOf(await exported(world, 1));
    const ids = Array.from({ length: 2300 }, () =>
      world.company.enterPayment({ total: 0.01, lines: [{ id, amount: 0.01 }] }),
    );
    const all = await told(world);
    expect(new Set(all.map(({ externalId }) => idOf(externalId)))).toEqual(new Set(ids));
  });

  test('what changes while changes are listed moves no other out of sight', async () => {
    const world = await connected();
    const { company, clock, connector, context } = world;
    const id = idOf(await exported(world, 1));
    const pay = () => {
      clock.advance(1);
      return company.enterPayment({ total: 0.01, lines: [{ id, amount: 0.01 }] });
    };
    const ids = Array.from({ length: 2300 }, pay);
    const seen = new Set<string>();
    for (let cursor: string | null = null, round = 0; ; round += 1) {
      const page = await connector.changes(cursor, context);
      if (round > 0) for (const { externalId } of page.payments) seen.add(idOf(externalId));
      if (!page.hasMore) break;
      ({ cursor } = page);
      // Somebody corrects some that were told already: they are the last ones now.
      clock.advance(1);
      for (const each of ids.slice(round * 50, round * 50 + 5))
        company.enterPayment({ id: each, total: 0.02, lines: [{ id, amount: 0.02 }] });
    }
    expect(ids.filter((each) => !seen.has(each))).toEqual([]);
  });

  test('after more than 30 days without a call, changes are listed instead of asked for', async () => {
    const world = await connected();
    const id = idOf(await exported(world, 1));
    world.company.enterPayment({ total: 10, lines: [{ id, amount: 10 }] });
    world.clock.advance(45 * 86_400);
    expect(await told(world)).toMatchObject([{ amount: eur('10.00') }]);
    expect(world.company.calls().some(({ path }) => path === 'cdc')).toBe(false);
  });

  test('what is written while we ask is told the next time: the cursor goes back five minutes', async () => {
    const world = await connected();
    const id = idOf(await exported(world, 1));
    world.clock.set('2026-04-01T06:10:00.000Z');
    const { cursor } = await world.connector.changes(null, world.context);
    // Entered four minutes before, and visible only now.
    world.clock.set('2026-04-01T06:06:00.000Z');
    const late = world.company.enterPayment({ total: 10, lines: [{ id, amount: 10 }] });
    world.clock.set('2026-04-01T06:12:00.000Z');
    const { payments } = await world.connector.changes(cursor, world.context);
    expect(payments.map(({ externalId }) => idOf(externalId))).toEqual([late]);
  });
});

describe('payments over the engine', () => {
  test('partial, corrected, too much, deleted: what is paid here is what is paid there', async () => {
    const { desk, company, drafted, work, paid } = await quickBooksDesk();
    await drafted('inv_1', '100.00');
    await desk.invoices.issue('inv_1');
    await desk.invoices.export('inv_1');
    await work(1);
    const copy = (await desk.invoices.get('inv_1'))?.ledgers['quickbooks']?.externalId ?? '';
    const state = async () => {
      await desk.ledgers.sync('quickbooks');
      const invoice = await desk.invoices.get('inv_1');
      return `${invoice?.settlement} ${invoice?.paid.amount}`;
    };
    const id = await paid('inv_1', 50);
    expect(await state()).toBe('partially-paid 50.00');
    company.enterPayment({ id, total: 60, lines: [{ id: idOf(copy), amount: 60 }] });
    expect(await state()).toBe('partially-paid 60.00');
    const more = company.enterPayment({ total: 100, lines: [{ id: idOf(copy), amount: 59 }] });
    expect(await state()).toBe('paid 119.00');
    // Told again and again, it counts once.
    expect(await state()).toBe('paid 119.00');
    company.books.remove('Payment', { Id: more, SyncToken: '0' });
    expect(await state()).toBe('partially-paid 60.00');
    company.books.remove('Payment', { Id: id, SyncToken: '1' });
    expect(await state()).toBe('issued 0.00');
  });

  /** A desk with copied invoices, and what of each is settled after QuickBooks was asked. */
  async function copied(...amounts: readonly string[]) {
    const world = await quickBooksDesk();
    const { desk, drafted, work, company } = world;
    const ids: string[] = [];
    for (const [index, amount] of amounts.entries()) {
      const id = `inv_${index + 1}`;
      await drafted(id, amount);
      await desk.invoices.issue(id);
      await desk.invoices.export(id);
      await work(1);
      ids.push(idOf((await desk.invoices.get(id))?.ledgers['quickbooks']?.externalId ?? ''));
    }
    const states = async () => {
      await desk.ledgers.sync('quickbooks');
      const all = await Promise.all(amounts.map((_, index) => desk.invoices.get(`inv_${index + 1}`)));
      return all.map((one) => `${one?.settlement} ${one?.paid.amount} ${one?.refunded.amount}`);
    };
    /** A credit note over an invoice, copied. */
    const credited = async (id: string) => {
      const note = await desk.invoices.credit(id, { id: `cn_${id}`, reason: 'Not needed' });
      await desk.invoices.export(note.id);
      await work(1);
      return idOf((await desk.invoices.get(note.id))?.ledgers['quickbooks']?.externalId ?? '');
    };
    const sync = (entity: string, id: string) => String(company.books.get(entity, id)?.['SyncToken']);
    return { ...world, ids, states, credited, tokenOf: sync };
  }

  test('a credit memo of QuickBooks, applied by a payment of zero, pays; when that is deleted it is open again', async () => {
    const { company, ids, states, tokenOf } = await copied('100.00');
    const [id = ''] = ids;
    const memo = String(company.books.put('CreditMemo', { TotalAmt: 19, PrivateNote: 'goodwill' })['Id']);
    const lines = [
      { id, amount: 19 },
      { type: 'CreditMemo' as const, id: memo, amount: 19 },
    ];
    const payment = company.enterPayment({ total: 0, lines });
    expect(await states()).toEqual(['partially-paid 19.00 0.00']);
    expect(await states()).toEqual(['partially-paid 19.00 0.00']);
    company.books.remove('Payment', { Id: payment, SyncToken: tokenOf('Payment', payment) });
    expect(await states()).toEqual(['issued 0.00 0.00']);
  });

  test('our own credit note, applied there to what it corrects, changes nothing: it has been counted', async () => {
    const { company, ids, states, credited, tokenOf } = await copied('100.00');
    const [id = ''] = ids;
    const memo = await credited('inv_1');
    const before = await states();
    const lines = [
      { id, amount: 119 },
      { type: 'CreditMemo' as const, id: memo, amount: 119 },
    ];
    const payment = company.enterPayment({ total: 0, lines });
    expect(await states()).toEqual(before);
    company.books.void('Payment', { Id: payment, SyncToken: tokenOf('Payment', payment) });
    expect(await states()).toEqual(before);
  });

  test('a refund receipt takes back of what was paid, and when it is voided or deleted it is paid again', async () => {
    const { company, ids, states, tokenOf } = await copied('100.00', '50.00');
    const [id = '', other = ''] = ids;
    company.enterPayment({ total: 119, lines: [{ id, amount: 119 }] });
    expect(await states()).toEqual(['paid 119.00 0.00', 'issued 0.00 0.00']);
    const refund = (of: string, amount: number) =>
      String(
        company.books.put('RefundReceipt', {
          TotalAmt: amount,
          LinkedTxn: [{ TxnId: of, TxnType: 'Invoice' }],
          TxnDate: '2026-04-01',
        })['Id'],
      );
    const first = refund(id, 19);
    const second = refund(id, 10);
    // Told before the payment that it gives back.
    refund(other, 5);
    const [afterRefunds] = await states();
    expect(afterRefunds).toContain('119.00 29.00');
    company.enterPayment({ total: 59.5, lines: [{ id: other, amount: 59.5 }] });
    expect((await states())[1]).toContain('59.50 5.00');
    company.books.remove('RefundReceipt', { Id: first, SyncToken: tokenOf('RefundReceipt', first) });
    expect((await states())[0]).toContain('119.00 10.00');
    company.books.put('RefundReceipt', { Id: second, TotalAmt: 0, PrivateNote: 'Voided' });
    expect((await states())[0]).toBe('paid 119.00 0.00');
  });

  test('a payment that was too much, of which the rest is paid out by a check, leaves no credit', async () => {
    const { desk, company, ids, states } = await copied('100.00');
    const [invoice = ''] = ids;
    const id = company.enterPayment({ total: 150, lines: [{ id: invoice, amount: 119 }] });
    expect(await states()).toEqual(['paid 119.00 0.00']);
    expect(await desk.credits.balance('acme', 'EUR')).toEqual(eur('31.00'));
    const check = { type: 'Check' as const, id: '77', amount: 31 };
    company.enterPayment({ id, total: 150, lines: [{ id: invoice, amount: 119 }, check] });
    expect(await states()).toEqual(['paid 119.00 0.00']);
    expect(await desk.credits.balance('acme', 'EUR')).toEqual(eur('0.00'));
  });
});

describe('webhooks', () => {
  test.each(['cloud-events', 'notifications'] as const)(
    'one call in the form of %s is about several companies; those of nobody here are left out',
    async (form) => {
      const { connector, company } = await connected();
      const request = company.webhookRequest(['1', company.realmId, company.realmId], form);
      expect(await connector.webhook(request)).toEqual({ status: 'accepted', tenantIds: ['desk'] });
    },
  );

  test('without a verifier, and in a form that nobody knows, it is refused', async () => {
    const { connector, company } = await connected({}, { webhookVerifier: undefined });
    expect(await connector.webhook(company.webhookRequest([company.realmId]))).toMatchObject({
      status: 'refused',
    });
  });
});
