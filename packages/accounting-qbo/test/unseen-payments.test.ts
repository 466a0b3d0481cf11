import { describe, expect, test } from 'vitest';
import { type QuickBooksDesk, quickBooksDesk } from './support/quick-books-desk.ts';

/**
 * An invoice whose copy came through unseen, and which nobody can look up: its export was given up. Then the customer pays it
 * in QuickBooks, and that is told.
 */
async function paidUnseen(): Promise<QuickBooksDesk & { readonly payment: string }> {
  const line = { isDown: false, wasLost: false };
  const world = await quickBooksDesk({
    faults({ path }) {
      if (line.isDown) return { kind: 'unreached' };
      if (path !== 'invoice' || line.wasLost) return null;
      Object.assign(line, { isDown: true, wasLost: true });
      return { kind: 'lost' };
    },
  });
  const { desk, billing, clock, company, drafted } = world;
  await drafted('inv_1', '100.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  for (let hour = 0; hour < 30; hour += 1) {
    await billing.dispatch();
    clock.advance(3600);
  }
  line.isDown = false;
  const id = String(company.books.rows('Invoice')[0]?.['Id']);
  const payment = company.enterPayment({ total: 119, lines: [{ id, amount: 119 }] });
  expect(await desk.ledgers.sync('quickbooks')).toMatchObject({ told: 1, recorded: 0 });
  clock.advance(3600);
  // From now on it is not told any more.
  await desk.ledgers.sync('quickbooks');
  clock.advance(3600);
  return { ...world, payment };
}

const deadOf = async ({ desk }: QuickBooksDesk): Promise<string> =>
  (await desk.outbox.list({ state: 'dead' })).items[0]?.id ?? '';

const settled = async ({ desk }: QuickBooksDesk): Promise<string> => {
  await desk.ledgers.sync('quickbooks');
  const invoice = await desk.invoices.get('inv_1');
  return `${invoice?.settlement} ${invoice?.paid.amount}`;
};

describe('what was paid on a copy that nobody knew is paid when it is found', () => {
  test.each<[string, (world: QuickBooksDesk) => Promise<unknown>]>([
    ['looked up at last', async (world) => world.desk.outbox.retry(await deadOf(world))],
    [
      'exported once more, after it was dropped',
      async (world) => {
        await world.desk.outbox.drop(await deadOf(world));
        return world.desk.invoices.export('inv_1');
      },
    ],
    [
      'changed and exported once more, after it was dropped',
      async (world) => {
        await world.desk.outbox.drop(await deadOf(world));
        await world.desk.invoices.reopen('inv_1');
        await world.desk.invoices.edit('inv_1', { note: 'changed' });
        await world.desk.invoices.issue('inv_1');
        return world.desk.invoices.export('inv_1').catch(() => null);
      },
    ],
  ])('%s', async (_, found) => {
    const world = await paidUnseen();
    await found(world);
    await world.work(10);
    expect(await settled(world)).toBe('paid 119.00');
    // It counts once, and is not asked for again and again.
    const before = world.company.calls().length;
    expect(await settled(world)).toBe('paid 119.00');
    expect(world.company.calls().slice(before)).toMatchObject([{ path: 'cdc' }]);
    expect(world.company.books.rows('Invoice')).toHaveLength(1);
  });

  test('unless the payment was deleted by then', async () => {
    const world = await paidUnseen();
    await world.desk.outbox.retry(await deadOf(world));
    await world.work(2);
    world.company.books.remove('Payment', { Id: world.payment, SyncToken: '0' });
    await world.work(10);
    expect(await settled(world)).toBe('issued 0.00');
  });

  test('when it is written down which document it is, and until it is written down that it was told', async () => {
    const world = await paidUnseen();
    const { connector, desk, clock, payment } = world;
    const context = desk.ledgers.context('quickbooks');
    const told = async (cursor: string | null) => {
      const { payments, cursor: next } = await connector.changes(cursor, context);
      return { ids: payments.map(({ externalId }) => externalId.split('/').at(-1)), next };
    };
    const { next: first } = await told(null);
    await desk.outbox.retry(await deadOf(world));
    await world.billing.dispatch();
    expect((await desk.invoices.get('inv_1'))?.ledgers['quickbooks']?.state).toBe('confirmed');
    expect((await told(first)).ids).toEqual([]);
    clock.advance(600);
    expect((await told(first)).ids).toEqual([payment]);
    const { ids, next: second } = await told(first);
    expect(ids).toEqual([payment]);
    expect((await told(second)).ids).toEqual([]);
  });
});
