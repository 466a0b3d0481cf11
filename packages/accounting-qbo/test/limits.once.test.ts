import { describe, expect, test } from 'vitest';
import type { FetchAnswer } from '@billwright/accounting-common';
import { quickBooks } from '../src/quick-books.ts';
import type { FakeQuickBooksCall } from '../src/testing/fake-operations.ts';
import { asRow, asRows } from '../src/testing/fake-query.ts';
import { connected, optionsFor } from './support/connected.ts';
import { creditOf, documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';

const invoiceNumber = (sequence: number) => documentOf(invoiceOf(sequence, { customerId: 'acme' }));

/** The most calls in any minute. */
const mostInAMinute = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));

/** A tenant whose calls are timed. `others`: connectors of other processes for the same company. */
async function timed() {
  const world = await connected();
  const { company, clock, context } = world;
  const times: { readonly at: number; readonly path: string }[] = [];
  const statuses: number[] = [];
  const fetch = async (...given: Parameters<typeof company.fetch>): Promise<FetchAnswer> => {
    times.push({ at: Date.parse(clock.now()), path: new URL(given[0]).pathname.split('/').at(-1) ?? '' });
    const answer = await company.fetch(...given);
    statuses.push(answer.status);
    return answer;
  };
  const process = () => quickBooks({ ...optionsFor(company, clock), fetch });
  const connector = process();
  await connector.export(invoiceNumber(1), context);
  clock.advance(3600 - 300);
  times.length = 0;
  const timesOf = (path?: string): readonly number[] =>
    times.filter((one) => path === undefined || one.path === path).map(({ at }) => at);
  return { ...world, connector, process, timesOf, statuses };
}

/** Time for whoever is ready. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((go) => setImmediate(go));
}

/** A tenant who knows all that its documents name, and whose calls take as long as they are held. */
async function slow() {
  const world = await connected();
  const { company, context, clock } = world;
  const calls = { areHeld: false, running: 0, most: 0 };
  const connector = quickBooks({
    ...optionsFor(company, clock),
    async fetch(...given) {
      calls.running += 1;
      calls.most = Math.max(calls.most, calls.running);
      while (calls.areHeld) await turns(1);
      const answer = await company.fetch(...given);
      calls.running -= 1;
      return answer;
    },
  });
  await connector.export(invoiceNumber(1), context);
  calls.areHeld = true;
  const untilRunning = async (count: number): Promise<void> => {
    while (calls.running < count) await turns(1);
    await turns(20);
  };
  return { ...world, connector, calls, untilRunning };
}

describe('the limits of Intuit', () => {
  test('never more than 500 calls in any minute; what is too many waits until there is room, and nothing is lost', async () => {
    const { connector, context, clock, company, timesOf, statuses } = await timed();
    const waiting = Array.from({ length: 600 }, (_, index) => index + 2);
    let after: string | null | undefined = null;
    for (let sequence = waiting.shift(); sequence !== undefined; sequence = waiting.shift()) {
      const outcome = await connector.export({ ...invoiceNumber(sequence) }, context);
      clock.advance(0.05);
      if (outcome.status === 'confirmed') continue;
      expect(outcome).toMatchObject({ status: 'retry', after: expect.any(String) });
      if (outcome.status === 'retry') ({ after } = outcome);
      waiting.unshift(sequence);
      clock.advance((Date.parse(after ?? '') - Date.parse(clock.now())) / 1000);
    }
    expect(company.books.rows('Invoice')).toHaveLength(601);
    expect(mostInAMinute(timesOf())).toBe(500);
    expect(statuses).not.toContain(429);
    expect(after).not.toBeNull();
  });

  test('never more than 120 batches in any minute', async () => {
    const { connector, context, clock, timesOf, statuses } = await timed();
    for (let pair = 1; pair <= 150; pair += 1) {
      const outcomes = await connector.exportMany(
        [invoiceNumber(pair * 2), invoiceNumber(pair * 2 + 1)],
        context,
      );
      clock.advance(0.1);
      const isFull = outcomes.every(({ status }) => status === 'retry');
      expect([pair, isFull]).toEqual([pair, pair > 120]);
    }
    expect(mostInAMinute(timesOf('batch'))).toBe(120);
    clock.advance(60);
    const outcomes = await connector.exportMany([invoiceNumber(500), invoiceNumber(501)], context);
    expect(outcomes.map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
    expect(statuses).not.toContain(429);
  });

  test('never more than 10 at once, and all come to their turn', async () => {
    const { connector, context, calls, untilRunning } = await slow();
    const all = Array.from({ length: 45 }, (_, index) => connector.export(invoiceNumber(index + 2), context));
    await untilRunning(10);
    calls.areHeld = false;
    expect((await Promise.all(all)).every(({ status }) => status === 'confirmed')).toBe(true);
    expect(calls.most).toBe(10);
  });

  test('whoever gives up while waiting for a place sends nothing any more', async () => {
    const { connector, context, company, calls, untilRunning } = await slow();
    const giveUp = new AbortController();
    const first = Array.from({ length: 10 }, (_, index) =>
      connector.export(invoiceNumber(index + 2), context),
    );
    await untilRunning(10);
    const late = connector.export(invoiceNumber(12), { ...context, signal: giveUp.signal });
    await turns(20);
    giveUp.abort(new Error('too late'));
    calls.areHeld = false;
    await expect(late).rejects.toThrow('too late');
    await Promise.all(first);
    expect(company.books.rows('Invoice')).toHaveLength(11);
  });

  test('each company has limits of its own', async () => {
    const { connector, context, company, clock } = await connected();
    await connector.export(invoiceNumber(1), context);
    let limited = 0;
    for (let sequence = 2; sequence <= 520; sequence += 1)
      limited += Number((await connector.export(invoiceNumber(sequence), context)).status === 'retry');
    expect(limited).toBeGreaterThan(0);
    const other = await connected({ realmId: '9341450000000002' });
    const fetch: typeof company.fetch = (url, request) =>
      (url.includes(other.company.realmId) ? other.company : company).fetch(url, request);
    const both = quickBooks({ ...optionsFor(company, clock), fetch });
    for (let sequence = 521; sequence <= 530; sequence += 1)
      expect(await both.export(invoiceNumber(sequence), context)).toMatchObject({ status: 'retry' });
    expect(await both.export(invoiceNumber(1), other.context)).toMatchObject({ status: 'confirmed' });
  });

  // Each process counts for itself: so this also shows that what is counted here can be too much.
  test('processes that do not know of each other call too often together; QuickBooks says so, and nothing is lost', async () => {
    const { connector, process, context, clock, company, timesOf, statuses } = await timed();
    const processes = [connector, process()];
    const waiting = Array.from({ length: 700 }, (_, index) => index + 2);
    for (let turn = 0, sequence = waiting.shift(); sequence !== undefined; turn += 1) {
      const outcome = await processes[turn % 2]?.export(invoiceNumber(sequence), context);
      if (outcome?.status === 'confirmed') {
        sequence = waiting.shift();
        continue;
      }
      clock.advance(30);
    }
    expect(statuses).toContain(429);
    expect(mostInAMinute(timesOf())).toBeGreaterThan(500);
    expect(company.books.rows('Invoice')).toHaveLength(701);
  });
});

/** What Intuit meters: every query, also in a batch, every object that is read, and every question for changes. */
const readsIn = (calls: readonly FakeQuickBooksCall[]): number =>
  calls
    .map(({ method, path, body }) => {
      if (path === 'batch')
        return asRows(asRow(body)['BatchItemRequest']).filter(({ Query }) => Query !== undefined).length;
      return method === 'GET' ? 1 : 0;
    })
    .reduce((all: number, each) => all + each, 0);

describe('reads, which Intuit meters', () => {
  test('are few: what is known is not asked for again', async () => {
    const world = await connected();
    const { connector, context, company, clock } = world;
    const table: [string, number][] = [];
    const step = async <Result>(name: string, body: () => Promise<Result>): Promise<Result> => {
      const before = company.calls().length;
      const result = await body();
      table.push([name, readsIn(company.calls().slice(before))]);
      return result;
    };
    const idOf = (outcome: { readonly status: string; readonly externalId?: string }): string =>
      outcome.externalId ?? '';
    const first = await step('the first invoice', () => connector.export(invoiceNumber(1), context));
    const externalId = idOf(first);
    await step('the second', () => connector.export(invoiceNumber(2), context));
    const fresh = invoiceOf(3, { customerId: 'globex' });
    await step('one of a new customer', () => connector.export(documentOf(fresh), context));
    const changed = { ...invoiceOf(1), revision: 2 };
    await step('a change', () => connector.export(documentOf(changed, { externalId }), context));
    const to = [{ name: null, address: 'a@acme.example' }];
    await step('mailing', () => connector.send({ ...documentOf(changed), externalId, to }, context));
    await step('finding', () => connector.find(invoiceNumber(2), context));
    const start = await step('nothing new', () => connector.changes(null, context));
    const id = externalId.split('/').at(-1) ?? '';
    company.enterPayment({ total: 10, lines: [{ id, amount: 10 }] });
    await step('a payment', () => connector.changes(start.cursor, context));
    const memo = documentOf(creditOf(invoiceOf(1), 2), { creditsExternalId: externalId });
    const memoId = idOf(await step('a credit note', () => connector.export(memo, context)));
    const credit = { type: 'CreditMemo' as const, id: memoId.split('/').at(-1) ?? '', amount: 10 };
    company.enterPayment({ total: 0, lines: [{ id, amount: 10 }, credit] });
    await step('a credit that is applied', () => connector.changes(start.cursor, context));
    await step('a webhook', () => connector.webhook(company.webhookRequest([company.realmId])));
    await step('taking back', () => connector.void(documentOf(changed, { externalId }), context));
    clock.advance(86_400);
    await step('an invoice the day after', () => connector.export(invoiceNumber(9), context));
    const many = Array.from({ length: 300 }, (_, index) => invoiceNumber(100 + index));
    await step('300 more', () => connector.exportMany(many, context));
    expect(table).toEqual([
      // Three about the company, one for items, one for customers.
      ['the first invoice', 5],
      ['the second', 0],
      ['one of a new customer', 1],
      ['a change', 1],
      ['mailing', 0],
      ['finding', 1],
      ['nothing new', 1],
      ['a payment', 1],
      ['a credit note', 0],
      ['a credit that is applied', 2],
      ['a webhook', 0],
      ['taking back', 1],
      ['an invoice the day after', 3],
      ['300 more', 0],
    ]);
  });
});
