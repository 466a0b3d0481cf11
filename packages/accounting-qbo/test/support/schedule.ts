import { type Fetch, jsonOf } from '@billwright/accounting-common';
import { answerOf } from '@billwright/accounting-common/testing';

import type { QuickBooks } from '../../src/quick-books.ts';
import type { FakeQuickBooksFault } from '../../src/testing/fake-fault.ts';
import { asRow, asRows, type FakeRow } from '../../src/testing/fake-query.ts';
import type { FakeQuickBooksOptions } from '../../src/testing/fake-quick-books.ts';
import { reopenIn } from '../../../accounting-common/test/support/ledger-desk.ts';
import { type QuickBooksDesk, quickBooksDesk } from './quick-books-desk.ts';

/** What people do meanwhile. Each is done between two minutes of work. */
export const everyStep = [
  'pay',
  'correct',
  'pay-other',
  'delete-other',
  'void-other',
  'refund',
  'credit',
  'apply',
  'webhook',
  'webhook-twice',
  'sync',
  'sync-twice',
  'touch',
  'expire',
  'reopen',
  'work',
] as const;
export type Step = (typeof everyStep)[number];

/** Something that goes wrong: with a call of this path, or with the next one whatever it is. */
export interface Mishap {
  readonly path: string | null;
  readonly fault: FakeQuickBooksFault;
}

/** What happens to a desk. */
export interface Schedule {
  readonly mishaps: readonly (Mishap | null)[];
  readonly steps: readonly Step[];
}

/** What is wrong with the way to QuickBooks, on purpose. */
export interface Sabotage {
  readonly wrap?: ((fetch: Fetch) => Fetch) | undefined;
  readonly change?: ((connector: QuickBooks) => QuickBooks) | undefined;
  readonly fake?: Partial<FakeQuickBooksOptions> | undefined;
  readonly options?: Parameters<typeof quickBooksDesk>[1];
}

/** A desk after a schedule, and how many asked for tokens at once at most. */
export interface Outcome extends QuickBooksDesk {
  readonly tokensAtOnce: number;
}

export const invoiceIds = ['inv_1', 'inv_2', 'inv_3', 'inv_4'];
const creditId = 'cn_1';

/** Lets two processes, people and faults do what they do, and gives them time to come back from it. */
export async function afterSchedule(
  { mishaps, steps }: Schedule,
  { wrap = (fetch) => fetch, change, fake = {}, options = {} }: Sabotage = {},
): Promise<Outcome> {
  const coming = [...mishaps];
  const tokens = { running: 0, most: 0 };
  const world = await quickBooksDesk({ ...fake, faults: ({ path }) => nextOf(coming, path) }, options, {
    wrap: (fetch) => wrap(disordered(counted(fetch, tokens))),
    change,
    processes: 2,
  });
  const { desk, company, drafted, work } = world;
  for (const name of ['Acme', 'Globex']) company.books.put('Customer', { DisplayName: name, Active: true });
  for (const [index, id] of invoiceIds.entries()) {
    await drafted(id, `${(index + 1) * 100}.00`, index === 2 ? 'globex' : 'acme');
    await desk.invoices.issue(id);
    await desk.invoices.export(id);
  }
  await work(2);
  for (const step of steps) {
    await done(world, step);
    await work(1);
  }
  coming.length = 0;
  await work(120);
  await desk.ledgers.sync('quickbooks').catch(() => null);
  await work(2);
  return { ...world, tokensAtOnce: tokens.most };
}

async function done(world: QuickBooksDesk, step: Step): Promise<void> {
  const { billing, desk, company, connectors } = world;
  const { books } = company;
  const rowOf = async (id: string): Promise<FakeRow | undefined> => {
    const external = (await desk.invoices.get(id))?.ledgers['quickbooks']?.externalId ?? '';
    return books.get('Invoice', external.split('/').at(-1) ?? '');
  };
  const [first, second, third] = await Promise.all(invoiceIds.map(rowOf));
  const pays = (row: FakeRow | undefined) =>
    books
      .rows('Payment')
      .filter((payment) => JSON.stringify(payment).includes(`"TxnId":"${String(row?.['Id'])}"`));
  const pay = (row: FakeRow | undefined, amount: number, id?: string): void => {
    if (row === undefined) return;
    const payment = { total: amount, lines: [{ id: String(row['Id']), amount }] };
    company.enterPayment(id === undefined ? payment : { ...payment, id });
  };
  const own = ({ Id, SyncToken }: FakeRow): FakeRow => ({ Id, SyncToken });
  switch (step) {
    case 'pay':
      return pay(first, 10);
    case 'correct': {
      // Of a payment of which nothing was given back.
      const [earlier] = pays(second).filter(({ TotalAmt }) => TotalAmt !== 0);
      return earlier === undefined ? undefined : pay(second, 15, String(earlier['Id']));
    }
    case 'pay-other':
      return pay(second, 20);
    case 'delete-other': {
      const [payment] = pays(second);
      if (payment !== undefined) books.remove('Payment', own(payment));
      return;
    }
    case 'void-other': {
      const [payment] = pays(second);
      if (payment !== undefined) books.void('Payment', own(payment));
      return;
    }
    case 'refund': {
      const refunds = books.rows('RefundReceipt').length * 5;
      if (first !== undefined && refunds + 5 <= pays(first).length * 10)
        books.put('RefundReceipt', {
          TotalAmt: 5,
          TxnDate: '2026-04-02',
          LinkedTxn: [{ TxnId: first['Id'], TxnType: 'Invoice' }],
        });
      return;
    }
    case 'credit':
      if ((await desk.invoices.get(creditId)) !== null) return;
      await desk.invoices.credit('inv_3', { id: creditId, reason: 'Not needed' }).catch(() => null);
      await desk.invoices.export(creditId).catch(() => null);
      return;
    case 'apply': {
      // Somebody applies our credit memo to what it corrects.
      const [memo] = books.rows('CreditMemo');
      if (memo === undefined || third === undefined || pays(third).length > 0) return;
      const amount = Number(memo['TotalAmt']);
      const lines = [
        { id: String(third['Id']), amount },
        { type: 'CreditMemo' as const, id: String(memo['Id']), amount },
      ];
      company.enterPayment({ total: 0, lines });
      return;
    }
    case 'webhook':
    case 'webhook-twice': {
      const request = company.webhookRequest(
        [company.realmId],
        step === 'webhook' ? 'notifications' : 'cloud-events',
      );
      await billing.webhook('quickbooks', request);
      if (step === 'webhook-twice') await billing.webhook('quickbooks', request);
      return;
    }
    case 'sync':
    case 'sync-twice': {
      const sync = () => desk.ledgers.sync('quickbooks').catch(() => null);
      await Promise.all(step === 'sync' ? [sync()] : [sync(), sync()]);
      return;
    }
    case 'touch':
      if (first !== undefined) books.put('Invoice', { ...first, ShipDate: '2026-04-02' });
      return;
    case 'expire': {
      // Both processes find out at the same time.
      company.tokens.expireAll();
      const context = desk.ledgers.context('quickbooks');
      await Promise.all(connectors.map((connector) => connector.readiness(context).catch(() => null)));
      return;
    }
    case 'reopen':
      return reopenIn(desk, 'inv_4');
    case 'work':
  }
}

/** Tokens that were used up and whose answer was lost are a grant that has gone: that has a test of its own. */
function nextOf(coming: (Mishap | null)[], path: string): FakeQuickBooksFault | null {
  const index = coming.findIndex((one) => one === null || one.path === null || one.path === path);
  const [mishap = null] = index === -1 ? [] : coming.splice(index, 1);
  const fault = mishap?.fault ?? null;
  const isLost = fault?.kind === 'lost' || fault?.kind === 'garbled';
  return path === 'tokens' && isLost ? { kind: 'broken' } : fault;
}

/** Counts how many ask for tokens at once. */
const counted =
  (fetch: Fetch, tokens: { running: number; most: number }): Fetch =>
  async (url, request) => {
    if (!url.includes('/tokens/bearer')) return fetch(url, request);
    tokens.running += 1;
    tokens.most = Math.max(tokens.most, tokens.running);
    try {
      await new Promise((go) => setImmediate(go));
      return await fetch(url, request);
    } finally {
      tokens.running -= 1;
    }
  };

/** What changed is told in another order, and some of it twice. */
const disordered = (fetch: Fetch): Fetch =>
  changed(fetch, '/cdc?', (answer) => {
    const [{ QueryResponse } = {}] = asRows(answer['CDCResponse']);
    const parts = asRows(QueryResponse).map((part) => ({
      ...part,
      ...(Array.isArray(part['Payment']) ? { Payment: twiceBackwards(asRows(part['Payment'])) } : {}),
    }));
    return { ...answer, CDCResponse: [{ QueryResponse: parts }] };
  });

const twiceBackwards = (rows: readonly FakeRow[]): readonly FakeRow[] => [
  ...rows.toReversed(),
  ...rows.slice(0, 1),
];

/** Changes the answers to calls with something in their address. */
export const changed =
  (fetch: Fetch, address: string, change: (answer: FakeRow) => unknown): Fetch =>
  async (url, request) => {
    const answer = await fetch(url, request);
    const body = jsonOf(await answer.text());
    if (!url.includes(address) || answer.status !== 200 || body === undefined) return answer;
    const { status, headers } = answer;
    return { ...answerOf({ status, body: change(asRow(body)) }), headers };
  };
