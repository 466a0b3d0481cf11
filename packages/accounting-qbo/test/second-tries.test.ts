import { expect, test } from 'vitest';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { type QuickBooksDesk, quickBooksDesk } from './support/quick-books-desk.ts';

/** The ids of the requests that were to create an invoice. */
const requestIds = ({ company }: QuickBooksDesk): readonly (string | undefined)[] =>
  company
    .calls()
    .filter(({ method, path }) => method === 'POST' && path === 'invoice')
    .map(({ query }) => query['requestid']);

const stateOf = async ({ desk }: QuickBooksDesk): Promise<string | undefined> =>
  (await desk.invoices.get('inv_1'))?.ledgers['quickbooks']?.state;

const deadOf = async ({ desk }: QuickBooksDesk): Promise<string> =>
  (await desk.outbox.list({ state: 'dead' })).items[0]?.id ?? '';

async function exported(world: QuickBooksDesk): Promise<void> {
  await world.drafted('inv_1', '80.00');
  await world.desk.invoices.issue('inv_1');
  await world.desk.invoices.export('inv_1');
}

test('what QuickBooks refused is another request when a person asks anew, since it may remember its answer', async () => {
  let isClosed = true;
  const world = await quickBooksDesk({
    faults: ({ path }) => (path === 'invoice' && isClosed ? { kind: 'refused', code: '6210' } : null),
  });
  await exported(world);
  await world.billing.dispatch();
  await world.desk.outbox.retry(await deadOf(world));
  await world.billing.dispatch();
  expect(await stateOf(world)).toBe('rejected');
  isClosed = false;
  await world.desk.invoices.export('inv_1');
  await world.billing.dispatch();
  expect(await stateOf(world)).toBe('confirmed');
  const ids = requestIds(world);
  expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
});

test('what nobody knows is the same request when a person drops it and exports again: one document', async () => {
  const faults: FakeQuickBooksFault[] = [{ kind: 'limited' }, { kind: 'lost' }];
  let isDown = false;
  const world = await quickBooksDesk({
    // It takes no numbers of ours, and what was lost can't be looked up: only the request tells that it is the same.
    takesNumbers: false,
    faults({ path }) {
      if (path !== 'invoice') return isDown ? { kind: 'unreached' } : null;
      const fault = faults.shift() ?? null;
      isDown = fault?.kind === 'lost';
      return fault;
    },
  });
  await exported(world);
  for (let hour = 0; hour < 30; hour += 1) {
    await world.billing.dispatch();
    world.clock.advance(3600);
  }
  expect(await stateOf(world)).toBe('unknown');
  await world.desk.outbox.drop(await deadOf(world));
  isDown = false;
  world.company.books.queriesMiss = 'Invoice';
  await world.desk.invoices.export('inv_1');
  await world.work(1);
  expect(await stateOf(world)).toBe('confirmed');
  expect(world.company.books.rows('Invoice')).toHaveLength(1);
  const [limited, lost, again, ...others] = requestIds(world);
  expect([lost === limited, lost === again, others]).toEqual([false, true, []]);
});
