import { describe, expect, test } from 'vitest';
import { type XeroDesk, xeroDesk } from './support/xero-desk.ts';

/**
 * An invoice whose copy came through unseen, and which nobody can look up: its export was given up. Then the customer pays it
 * in Xero, and that is told.
 */
async function paidUnseen(): Promise<XeroDesk> {
  const line = { isDown: false, wasLost: false };
  const world = await xeroDesk({
    faults({ method, path }) {
      if (line.isDown) return { kind: 'unreached' };
      if (path !== 'Invoices' || method !== 'PUT' || line.wasLost) return null;
      Object.assign(line, { isDown: true, wasLost: true });
      return { kind: 'lost' };
    },
  });
  const { desk, billing, clock, organisation, drafted } = world;
  await drafted('inv_1', '100.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  for (let hour = 0; hour < 30; hour += 1) {
    await billing.dispatch();
    clock.advance(3600);
  }
  line.isDown = false;
  const [row] = organisation.books.rows('Invoices');
  organisation.enterPayment({ invoiceId: String(row?.['InvoiceID']), amount: 119 });
  expect(await desk.ledgers.sync('xero')).toMatchObject({ told: 1, recorded: 0 });
  // From now on it is not told any more.
  for (let hour = 0; hour < 2; hour += 1) {
    clock.advance(3600);
    await desk.ledgers.sync('xero');
  }
  clock.advance(3600);
  return world;
}

const deadOf = async ({ desk }: XeroDesk): Promise<string> =>
  (await desk.outbox.list({ state: 'dead' })).items[0]?.id ?? '';

const settled = async ({ desk }: XeroDesk): Promise<string> => {
  await desk.ledgers.sync('xero');
  const invoice = await desk.invoices.get('inv_1');
  return `${invoice?.settlement} ${invoice?.paid.amount}`;
};

describe('what was paid on a copy that nobody knew is paid when it is found', () => {
  test.each<[string, (world: XeroDesk) => Promise<unknown>]>([
    ['looked up at last', async (world) => world.desk.outbox.retry(await deadOf(world))],
    [
      'exported once more, after it was dropped',
      async (world) => {
        await world.desk.outbox.drop(await deadOf(world));
        return world.desk.invoices.export('inv_1');
      },
    ],
  ])('%s', async (_, found) => {
    const world = await paidUnseen();
    await found(world);
    await world.work(60);
    expect(await settled(world)).toBe('paid 119.00');
    // It counts once, and is not asked for again and again.
    world.clock.advance(3600);
    const before = world.organisation.calls().length;
    expect(await settled(world)).toBe('paid 119.00');
    const asked = world.organisation.calls().slice(before);
    expect(asked.filter(({ path }) => path.startsWith('Invoices/'))).toEqual([]);
    expect(world.organisation.books.rows('Invoices')).toHaveLength(1);
  });
});
