import type { LedgerPayment } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { connected, type Connected } from './support/connected.ts';
import { creditOf, documentOf, invoiceOf } from './support/documents.ts';
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

  test('more changes than are told at once are listed page by page, none is lost', async () => {
    const world = await connected();
    const id = idOf(await exported(world, 1));
    const ids = Array.from({ length: 2300 }, () =>
      world.company.enterPayment({ total: 0.01, lines: [{ id, amount: 0.01 }] }),
    );
    const all = await told(world);
    expect(new Set(all.map(({ externalId }) => idOf(externalId)))).toEqual(new Set(ids));
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
