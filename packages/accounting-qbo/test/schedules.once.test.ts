import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf } from '@billwright/accounting-common/testing';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { asRow, asRows } from '../src/testing/fake-query.ts';
import { faultsAfter } from './support/in-line.ts';
import {
  afterSchedule,
  changed,
  type Mishap,
  type Outcome,
  type Sabotage,
  type Schedule,
} from './support/schedule.ts';
import { everyStep } from './support/steps.ts';

const anyFault = fc.constantFrom<FakeQuickBooksFault>(
  { kind: 'unreached' },
  { kind: 'lost' },
  { kind: 'broken' },
  { kind: 'expired' },
  { kind: 'garbled', body: 'xml' },
  { kind: 'garbled', body: 'empty' },
  { kind: 'limited', body: 'xml' },
  { kind: 'limited', retryAfter: 30, body: 'empty' },
  { kind: 'limited', retryAfter: 90, body: 'json' },
);

const anyMishap: fc.Arbitrary<Mishap | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 2,
    arbitrary: fc.record({
      path: fc.constantFrom(
        'batch',
        'invoice',
        'creditmemo',
        'cdc',
        'query',
        'tokens',
        'timeactivity',
        'send',
        null,
      ),
      fault: anyFault,
    }),
  },
);

const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  mishaps: fc.array(anyMishap, { maxLength: 25 }),
  steps: fc.array(fc.constantFrom(...everyStep), { maxLength: 12 }),
  takesNumbers: fc.boolean(),
});

test('whatever goes wrong, whatever people do, and in whatever order it is told: nothing is there twice, and nothing is lost', async () => {
  let met = 0;
  await fc.assert(
    fc.asyncProperty(anySchedule, async (schedule) => {
      met += schedule.mishaps.filter((mishap) => mishap !== null).length;
      expect(await faultsAfter(await afterSchedule(schedule))).toEqual([]);
    }),
    { numRuns: Math.max(300, Number(process.env['FC_RUNS'] ?? 0)) },
  );
  expect(met).toBeGreaterThan(300);
}, 600_000);

/** Everything is done, and the answer to the first documents is lost. */
const plain: Schedule = {
  mishaps: [{ path: 'batch', fault: { kind: 'expired' } }],
  steps: ['mail', 'pay', 'pay-other', 'sync', 'refund', 'credit', 'apply', 'expire', 'sync', 'reopen'],
};
/** The first batch looks up, the second creates, the third keeps the documents. */
const lost: Schedule = {
  ...plain,
  mishaps: [null, null, { path: 'batch', fault: { kind: 'lost' } }],
};

// A check that never rejects proves nothing: each thing that must be true is made untrue.
describe('the check finds a way to QuickBooks that', () => {
  const cases: readonly (readonly [string, string, Schedule, Sabotage])[] = [
    [
      'forgets the ids of requests, and its marks',
      'no invoice is there twice, and none is lost',
      lost,
      {
        fake: { takesNumbers: false },
        wrap: (fetch) => (url, request) => {
          const plainUrl = new URL(url);
          plainUrl.searchParams.delete('requestid');
          const { body, ...rest } = request;
          const unmarked = String(body).replaceAll(/"PrivateNote":"[^"]*",?/g, '');
          return fetch(plainUrl.href, body === undefined ? rest : { ...rest, body: unmarked });
        },
      },
    ],
    [
      'says nothing of versions',
      'each call says its version',
      plain,
      { wrap: (fetch) => (url, request) => fetch(url.replace(/minorversion=75$/, ''), request) },
    ],
    [
      'forgets the ids of requests alone',
      'each write has an id of its request',
      plain,
      { wrap: (fetch) => (url, request) => fetch(url.replace(/requestid=\w+&/, ''), request) },
    ],
    [
      'says that documents are kept which are not',
      'no invoice is there twice, and none is lost',
      plain,
      {
        change: (connector) => ({
          ...connector,
          async exportMany(documents, context) {
            const [first, ...others] = documents;
            const kept = await connector.exportMany(others, context);
            return first === undefined
              ? kept
              : [{ status: 'confirmed', externalId: '9341450000000001/Invoice/1' }, ...kept];
          },
        }),
      },
    ],
    [
      'copies other amounts',
      'inv_1 has its total',
      plain,
      {
        wrap: (fetch) => (url, request) => {
          const body = String(request.body)
            .replaceAll('"Amount":100,', '"Amount":50,')
            .replaceAll('"UnitPrice":100,', '"UnitPrice":50,');
          return fetch(url, request.body === undefined ? request : { ...request, body });
        },
      },
    ],
    [
      'does not find customers that are there',
      'no customer is there twice',
      plain,
      {
        wrap: (fetch) => (url, request) => {
          const none = "Customer where Id = 'none' and";
          const hidden = url.replace('Customer%20where', encodeURIComponent(none));
          const body = String(request.body).replaceAll('Customer where', none);
          return fetch(hidden, request.body === undefined ? request : { ...request, body });
        },
      },
    ],
    [
      'never tells of payments',
      'no payment counts twice, and none is lost',
      plain,
      {
        wrap: (fetch) => (url, request) =>
          fetch(url.replace('changedSince=2026', 'changedSince=2036'), request),
      },
    ],
    [
      'tells payments anew as others',
      'no payment counts twice, and none is lost',
      plain,
      {
        change(connector) {
          let count = 0;
          return {
            ...connector,
            async changes(cursor, context) {
              const told = await connector.changes(cursor, context);
              count += 1;
              const renamed = told.payments.map((one) => ({
                ...one,
                externalId: `${one.externalId}-${count}`,
              }));
              return { ...told, payments: renamed };
            },
          };
        },
      },
    ],
    [
      'tells no refunds',
      'no refund counts twice, and none is lost',
      plain,
      {
        wrap: (fetch) =>
          changed(fetch, '/cdc?', (answer) => ({
            ...answer,
            CDCResponse: asRows(answer['CDCResponse']).map(({ QueryResponse }) => ({
              QueryResponse: asRows(QueryResponse).map((part) => ({ ...part, RefundReceipt: [] })),
            })),
          })),
      },
    ],
    [
      'mails twice',
      'inv_1 is mailed as often as it was asked for',
      plain,
      {
        wrap: (fetch) => async (url, request) => {
          if (url.includes('/send?')) await fetch(url.replace(/requestid=\w+/, 'requestid=other'), request);
          return fetch(url, request);
        },
      },
    ],
    [
      'says that it mails, and does not',
      'inv_1 is mailed as often as it was asked for',
      plain,
      {
        change: (connector) => ({
          ...connector,
          send: async ({ externalId }) => ({ status: 'confirmed', externalId }),
        }),
      },
    ],
    [
      'takes our own credit memos for money',
      'globex has no credit',
      plain,
      {
        wrap: (fetch) =>
          changed(fetch, '/query?', (answer) => ({
            ...answer,
            QueryResponse: { ...asRow(answer['QueryResponse']), CreditMemo: [] },
          })),
      },
    ],
    [
      'copies changed time anew',
      'time is there once, as it was last',
      { mishaps: [], steps: ['time', 'time'] },
      {
        change: (connector) => ({
          ...connector,
          exportTime: (time, context) =>
            connector.exportTime({ ...time, id: `${time.id}-${time.revision}` }, context),
        }),
      },
    ],
    [
      'does not bring time up to date',
      'time is there once, as it was last',
      { mishaps: [], steps: ['time', 'time'] },
      {
        change: (connector) => ({
          ...connector,
          exportTime: (time, context) => connector.exportTime({ ...time, revision: 1, minutes: 10 }, context),
        }),
      },
    ],
    [
      'leaves out of many documents what does not go in one request',
      'no invoice is there twice, and none is lost',
      { mishaps: [], steps: ['many'] },
      {
        change: (connector) => ({
          ...connector,
          async exportMany(documents, context) {
            const kept = await connector.exportMany(documents.slice(0, 20), context);
            return documents.map((_, index) => kept[index] ?? { status: 'confirmed', externalId: 'none' });
          },
        }),
      },
    ],
    [
      'keeps tokens without comparing first',
      'tokens are asked for by one at a time',
      plain,
      { options: { tokenKeys: undefined, connections: carelessly() } },
    ],
    [
      'loses new tokens',
      'it is connected',
      plain,
      {
        wrap: (fetch) => async (url, request) => {
          const answer = await fetch(url, request);
          const isRefresh = url.includes('/tokens/bearer') && String(request.body).includes('refresh_token');
          if (!isRefresh || answer.status !== 200) return answer;
          const told = {
            ...asRow(JSON.parse(await answer.text())),
            refresh_token: 'another',
            expires_in: 60,
          };
          return answerOf({ status: 200, body: told });
        },
      },
    ],
  ];

  test.each(cases)('%s: %s', async (_, fact, schedule, sabotage) => {
    expect(await faultsAfter(await afterSchedule(schedule, { fake: sabotage.fake }))).toEqual([]);
    expect(await faultsAfter(await afterSchedule(schedule, sabotage))).toContain(fact);
  });
});

describe('the check finds', () => {
  const plants: readonly (readonly [string, string, (outcome: Outcome) => unknown])[] = [
    [
      'a second item',
      'no item is there twice',
      ({ company }) => company.books.put('Item', { Name: 'Other' }),
    ],
    [
      'a second credit memo',
      'no credit memo is there twice',
      ({ company }) => company.books.put('CreditMemo', { TotalAmt: 1 }),
    ],
    [
      'a number that two have',
      'no number is there twice',
      ({ company: { books } }) => {
        const [one, other] = books.rows('Invoice');
        return books.put('Invoice', { ...one, DocNumber: other?.['DocNumber'] });
      },
    ],
    [
      'an invoice of somebody else',
      'inv_1 is of its customer',
      ({ company: { books } }) => {
        const [invoice] = books.rows('Invoice');
        const other = books.put('Customer', { DisplayName: 'Other', Active: true });
        return books.put('Invoice', { ...invoice, CustomerRef: { value: other['Id'] } });
      },
    ],
    [
      'a copy that is behind',
      'inv_4 is copied as it is',
      async ({ desk }) => {
        await desk.invoices.reopen('inv_4');
        await desk.invoices.edit('inv_4', { note: 'new' });
      },
    ],
    [
      'a customer in whose place there need be none',
      'no customer is there twice',
      ({ company }) => company.books.put('Customer', { DisplayName: 'Acme (acme)', Active: true }),
    ],
    [
      'a second copy of time',
      'time is there once, as it was last',
      ({ company }) => company.books.put('TimeActivity', { Hours: 0, Minutes: 10 }),
    ],
    [
      'a connection that was lost',
      'it is connected',
      ({ connector, desk }) => connector.disconnect(desk.ledgers.context('quickbooks')),
    ],
  ];

  test.each(plants)('%s', async (_, fact, plant) => {
    const outcome = await afterSchedule({ mishaps: [], steps: ['credit'] });
    expect(await faultsAfter(outcome)).toEqual([]);
    await plant(outcome);
    expect(await faultsAfter(outcome)).toContain(fact);
  });
});

/** A store of connections in which whoever writes last is right. */
function carelessly(): NonNullable<NonNullable<Sabotage['options']>['connections']> {
  let kept: Awaited<ReturnType<ReturnType<ReturnType<typeof carelessly>>['read']>> = null;
  return () => ({
    read: async () => kept,
    async write(connection) {
      kept = { connection, revision: 1 };
      return true;
    },
  });
}
