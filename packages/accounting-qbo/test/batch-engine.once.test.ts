import { expect, test } from 'vitest';
import { quickBooksDesk } from './support/quick-books-desk.ts';

/** A desk with so many invoices that wait for their copies. */
async function waiting(count: number, fake: Parameters<typeof quickBooksDesk>[0] = {}) {
  const world = await quickBooksDesk(fake);
  const ids = Array.from({ length: count }, (_, index) => `inv_${index + 1}`);
  for (const [index, id] of ids.entries()) {
    await world.drafted(id, '100.00', index % 2 === 0 ? 'acme' : 'globex');
    await world.desk.invoices.issue(id);
    await world.desk.invoices.export(id);
  }
  const statesOf = async (): Promise<readonly (string | undefined)[]> => {
    const all = await Promise.all(ids.map((id) => world.desk.invoices.get(id)));
    return all.map((invoice) => invoice?.ledgers['quickbooks']?.state);
  };
  return { ...world, ids, statesOf };
}

test('a batch of invoices is copied by one dispatch, 30 to a request', async () => {
  const { billing, company, statesOf } = await waiting(65);
  const before = company.calls().length;
  await billing.dispatch();
  // One to look up what they name, one to create it, and 30, 30 and 5 invoices.
  expect(
    company
      .calls()
      .slice(before)
      .map(({ path }) => path),
  ).toEqual(Array(5).fill('batch'));
  expect(new Set(await statesOf())).toEqual(new Set(['confirmed']));
  expect(company.books.rows('Invoice')).toHaveLength(65);
});

test('each invoice of a batch has its own result: one that is refused says why, the others are copied', async () => {
  const { billing, desk, company, statesOf } = await waiting(33, {
    refuses: (_, body) => (JSON.stringify(body).includes('"INV-00007"') ? '6140' : null),
  });
  const numbers = (await desk.invoices.get('inv_7'))?.issued?.number;
  expect(numbers).toBe('INV-00007');
  await billing.dispatch();
  const states = await statesOf();
  expect(states.filter((state) => state === 'confirmed')).toHaveLength(32);
  expect(states[6]).toBe('rejected');
  expect((await desk.invoices.get('inv_7'))?.ledgers['quickbooks']?.reason).toMatch(
    /number is taken.*fault 6140, call 1-fake/,
  );
  expect(company.books.rows('Invoice')).toHaveLength(32);
});

test('of a batch whose answer is lost each invoice is looked up, and none is copied twice', async () => {
  let batches = 0;
  const { billing, company, statesOf, work } = await waiting(62, {
    faults({ path, body }) {
      if (path !== 'batch' || !JSON.stringify(body).includes('"Invoice"')) return null;
      batches += 1;
      return batches === 2 ? { kind: 'lost' } : null;
    },
  });
  await billing.dispatch();
  const states = await statesOf();
  expect(states.filter((state) => state === 'confirmed')).toHaveLength(32);
  expect(states.filter((state) => state === 'unknown')).toHaveLength(30);
  expect(company.books.rows('Invoice')).toHaveLength(62);
  await work(15);
  expect(new Set(await statesOf())).toEqual(new Set(['confirmed']));
  expect(company.books.rows('Invoice')).toHaveLength(62);
});

test('a limit that is met within a batch run lets the rest wait, and all come through', async () => {
  let batches = 0;
  const { billing, company, statesOf, work } = await waiting(62, {
    faults({ path, body }) {
      if (path !== 'batch' || !JSON.stringify(body).includes('"Invoice"')) return null;
      batches += 1;
      return batches === 2 ? { kind: 'limited', retryAfter: 90 } : null;
    },
  });
  await billing.dispatch();
  const calls = company.calls().length;
  await billing.dispatch();
  expect(company.calls()).toHaveLength(calls);
  await work(3);
  expect(new Set(await statesOf())).toEqual(new Set(['confirmed']));
  expect(company.books.rows('Invoice')).toHaveLength(62);
});
