import type { Fetch } from '@billwright/accounting-common';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { type QuickBooksDesk, quickBooksDesk } from './support/quick-books-desk.ts';

const anyFault: fc.Arbitrary<FakeQuickBooksFault | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  fc.constantFrom<FakeQuickBooksFault>(
    { kind: 'unreached' },
    { kind: 'lost' },
    { kind: 'broken' },
    { kind: 'expired' },
    { kind: 'garbled', body: 'xml' },
    { kind: 'garbled', body: 'empty' },
    { kind: 'limited', body: 'xml' },
    { kind: 'limited', retryAfter: 30, body: 'empty' },
    { kind: 'limited', retryAfter: 90, body: 'json' },
  ),
);

/** What people do meanwhile. Each is done between two minutes of work. */
type Step = 'pay' | 'pay-again' | 'webhook' | 'sync' | 'touch' | 'expire' | 'work' | 'reopen';

const anyStep = fc.constantFrom<Step>(
  'pay',
  'pay-again',
  'webhook',
  'sync',
  'touch',
  'expire',
  'work',
  'reopen',
);

const ids = ['inv_1', 'inv_2', 'inv_3'];

test('whatever goes wrong, and whatever people do: no document twice, no payment twice, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFault, { maxLength: 25 }),
      fc.array(anyStep, { maxLength: 10 }),
      async (faults, steps) => requireInLine(await afterSchedule(faults, steps)),
    ),
    { numRuns: Math.max(200, Number(process.env['FC_RUNS'] ?? 0)) },
  );
});

// A check that never rejects proves nothing.
test.each<[string, (fetch: Fetch) => Fetch]>([
  [
    'forgets the ids of requests and its marks',
    (fetch) => (url, request) => {
      const plain = new URL(url);
      plain.searchParams.delete('requestid');
      const body =
        typeof request.body === 'string' ? request.body.replace(/"PrivateNote":"[^"]*",?/, '') : undefined;
      return fetch(plain.href, { ...request, ...(body === undefined ? {} : { body }) });
    },
  ],
  [
    'never tells of payments',
    (fetch) => (url, request) =>
      fetch(url.includes('/cdc?') ? url.replace('changedSince=2026', 'changedSince=2036') : url, request),
  ],
])('the check finds a way to QuickBooks that %s', async (_, sabotage) => {
  // The sixth call is the first that keeps a document: its answer is lost.
  const faults = [null, null, null, null, null, { kind: 'lost' as const }];
  await requireInLine(await afterSchedule(faults, ['pay', 'sync']));
  const broken = await afterSchedule(faults, ['pay', 'sync'], sabotage);
  await expect(requireInLine(broken)).rejects.toThrow('expected');
});

/** A desk after people and faults have done what they do, and there was time to come back from it. */
async function afterSchedule(
  faults: readonly (FakeQuickBooksFault | null)[],
  steps: readonly Step[],
  sabotage: (fetch: Fetch) => Fetch = (fetch) => fetch,
): Promise<QuickBooksDesk> {
  const coming = [...faults];
  const world = await quickBooksDesk({ faults: ({ path }) => nextOf(coming, path) }, {}, sabotage);
  const { billing, desk, company, drafted, work } = world;
  let last: string | null = null;
  for (const [index, id] of ids.entries()) {
    await drafted(id, `${(index + 1) * 100}.00`, index === 2 ? 'globex' : 'acme');
    await desk.invoices.issue(id);
    await desk.invoices.export(id);
  }
  await work(2);
  for (const step of steps) {
    const [row] = company.books.rows('Invoice');
    if ((step === 'pay' || step === 'pay-again') && row !== undefined) {
      // Somebody corrects what was entered before, or enters another payment.
      const again = step === 'pay-again' ? last : null;
      const total = again === null ? 10 : 15;
      const payment = { total, lines: [{ id: String(row['Id']), amount: total }] };
      last = company.enterPayment(again === null ? payment : { ...payment, id: again });
    }
    if (step === 'touch' && row !== undefined)
      company.books.put('Invoice', { ...row, ShipDate: '2026-04-02' });
    if (step === 'expire') company.tokens.expireAll();
    if (step === 'webhook') await billing.webhook('quickbooks', company.webhookRequest([company.realmId]));
    if (step === 'sync') await desk.ledgers.sync('quickbooks').catch(() => null);
    if (step === 'reopen') await reopened(world, 'inv_2');
    await work(1);
  }
  coming.length = 0;
  await work(120);
  await desk.ledgers.sync('quickbooks');
  await work(2);
  return world;
}

/** Everything is there once, here and there. */
async function requireInLine({ desk, company }: QuickBooksDesk): Promise<void> {
  const rows = company.books.rows('Invoice');
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map(({ DocNumber }) => DocNumber)).size).toBe(3);
  expect(company.books.rows('Customer')).toHaveLength(2);
  expect(company.books.rows('Item')).toHaveLength(1);
  let paidHere = 0;
  for (const id of ids) {
    const invoice = await desk.invoices.get(id);
    const copy = invoice?.ledgers['quickbooks'];
    expect(copy).toMatchObject({ state: 'confirmed', revision: invoice?.revision });
    const row = rows.find(({ Id }) => copy?.externalId?.endsWith(`/${String(Id)}`));
    expect(row?.['TotalAmt']).toBe(Number(invoice?.content.totals.total.amount));
    paidHere += Number(invoice?.paid.amount);
  }
  const paidThere = company.books.rows('Payment').reduce((all, { TotalAmt }) => all + Number(TotalAmt), 0);
  expect(paidHere).toBe(paidThere);
}

/** Somebody takes an invoice back to draft, adds to it, and issues and copies it again, where that is allowed. */
async function reopened({ desk }: QuickBooksDesk, id: string): Promise<void> {
  try {
    await desk.invoices.reopen(id);
  } catch {
    return;
  }
  await desk.invoices.edit(id, { note: 'changed' });
  await desk.invoices.issue(id);
  await desk.invoices.export(id).catch(() => null);
}

/** Tokens that were used up and whose answer was lost are a grant that has gone: that has a test of its own. */
function nextOf(coming: (FakeQuickBooksFault | null)[], path: string): FakeQuickBooksFault | null {
  const fault = coming.shift() ?? null;
  const isLost = fault?.kind === 'lost' || fault?.kind === 'garbled';
  return path === 'tokens' && isLost ? { kind: 'unreached' } : fault;
}
