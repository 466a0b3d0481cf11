import type { Fetch } from '@billwright/accounting-common';
import { describe, expect, test } from 'vitest';
import { setupLine } from '../../accounting-common/test/support/ledger-desk.ts';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { asRows } from '../src/testing/fake-query.ts';
import { type QuickBooksDesk, quickBooksDesk } from './support/quick-books-desk.ts';

/** An invoice over 100 euros is issued and exported. */
async function exported({ desk, drafted }: QuickBooksDesk): Promise<void> {
  await drafted('inv_1', '100.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
}

/** Work over 75 euros arrives late: the invoice is reopened, gets a line more, is issued anew, and exported. */
async function changed({ desk }: QuickBooksDesk): Promise<void> {
  await desk.invoices.reopen('inv_1');
  await desk.invoices.edit('inv_1', { addLines: [setupLine('75.00', 'late')] });
  const { ledgers } = await desk.invoices.issue('inv_1');
  // What is on its way is followed by itself.
  const state = ledgers['quickbooks']?.state;
  if (state === 'stale' || state === 'none') await desk.invoices.export('inv_1');
}

/** What came of it, there and here. */
async function came({ desk, company, connector }: QuickBooksDesk) {
  const rows = company.books.rows('Invoice');
  const copy = (await desk.invoices.get('inv_1'))?.ledgers['quickbooks'];
  return {
    there: rows.map(({ TotalAmt, Line }) => ({
      TotalAmt,
      lines: asRows(Line).flatMap((line) => (line['Description'] === undefined ? [] : line['Amount'])),
    })),
    copy: { state: copy?.state, revision: copy?.revision },
    isIt: copy?.externalId === `${company.realmId}/Invoice/${String(rows[0]?.['Id'])}`,
    finding: await connector.finding(desk.ledgers.context('quickbooks'), 'inv_1'),
    dead: (await desk.outbox.list({ state: 'dead' })).items.length,
  };
}

/** One document, as the invoice is now. */
const oneAsItIs = {
  there: [{ TotalAmt: 208.25, lines: [100, 75] }],
  copy: { state: 'confirmed', revision: 2 },
  isIt: true,
  finding: null,
  dead: 0,
};

const faults: readonly FakeQuickBooksFault[] = [
  { kind: 'unreached' },
  { kind: 'lost' },
  { kind: 'broken' },
  { kind: 'garbled', body: 'empty' },
];
const cases = [true, false].flatMap((takesNumbers) =>
  [0, 30].flatMap((minutes) => faults.map((fault) => ({ takesNumbers, minutes, fault }))),
);

describe('work that arrives late is in the one document', () => {
  test.each(cases)('whichever request goes wrong: %j', async ({ takesNumbers, minutes, fault }) => {
    for (let after = 0; ; after += 1) {
      let calls = 0;
      let isOver = false;
      const world = await quickBooksDesk({
        takesNumbers,
        faults() {
          calls += 1;
          return calls === after + 1 && !isOver ? fault : null;
        },
      });
      await exported(world);
      await world.work(minutes);
      await changed(world);
      await world.work(60);
      isOver = true;
      const wasMet = calls > after;
      expect({ after, ...(await came(world)) }).toEqual({ after, ...oneAsItIs });
      if (wasMet) continue;
      // What it names is looked up and created; the document is created, read and changed.
      expect(after).toBeGreaterThanOrEqual(5);
      return;
    }
  });

  test('that is changed once, when nothing goes wrong', async () => {
    const world = await quickBooksDesk();
    await exported(world);
    await world.work(1);
    const before = world.company.calls().length;
    await changed(world);
    await world.work(1);
    expect(await came(world)).toEqual(oneAsItIs);
    expect(world.company.books.rows('Invoice')).toMatchObject([{ SyncToken: '1' }]);
    const paths = world.company.calls().slice(before);
    expect(paths.map(({ path }) => path)).toEqual(['query', 'invoice']);
  });

  test.each([true, false])(
    'after a person has dropped what nobody could say of the first one (numbers of our own: %s)',
    async (takesNumbers) => {
      const line = { isDown: false, wasLost: false };
      const world = await quickBooksDesk({
        takesNumbers,
        faults({ path }) {
          if (line.isDown) return { kind: 'unreached' };
          if (path !== 'invoice' || line.wasLost) return null;
          Object.assign(line, { isDown: true, wasLost: true });
          return { kind: 'lost' };
        },
      });
      const { desk, billing, clock } = world;
      await exported(world);
      for (let hour = 0; hour < 30; hour += 1) {
        await billing.dispatch();
        clock.advance(3600);
      }
      const [dead] = (await desk.outbox.list({ state: 'dead' })).items;
      await desk.outbox.drop(dead?.id ?? '');
      await changed(world);
      line.isDown = false;
      await world.work(60);
      expect(await came(world)).toEqual(oneAsItIs);
    },
  );
});

describe('a request that arrives late makes no second document', () => {
  const moments = [1, 5, 9].flatMap((arrives) => [0, 3, 12].map((reopened) => ({ arrives, reopened })));

  test.each([true, false].flatMap((takesNumbers) => moments.map((one) => ({ takesNumbers, ...one }))))(
    'when the invoice is reopened meanwhile: %j',
    async ({ takesNumbers, arrives, reopened }) => {
      const held: (() => Promise<unknown>)[] = [];
      const hold =
        (fetch: Fetch): Fetch =>
        async (url, request) => {
          if (held.length > 0 || !url.includes('/invoice?')) return fetch(url, request);
          held.push(() => fetch(url, { ...request, signal: new AbortController().signal }));
          throw new TypeError('fetch failed');
        };
      const world = await quickBooksDesk({ takesNumbers }, {}, { wrap: hold });
      await exported(world);
      for (let minute = 0; minute < 60; minute += 1) {
        await world.work(0);
        if (minute === arrives) await held[0]?.();
        if (minute === reopened) await changed(world);
      }
      expect(held).toHaveLength(1);
      expect(await came(world)).toEqual(oneAsItIs);
    },
  );
});
