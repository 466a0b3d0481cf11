import type { Fetch } from '@billwright/accounting-common';
import { answerOf } from '@billwright/accounting-common/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { asRows, textOf } from '../src/testing/fake-row.ts';
import { reopenIn } from '../../accounting-common/test/support/ledger-desk.ts';
import type { FakeXeroCall } from '../src/testing/fake-call.ts';
import { type XeroDesk, xeroDesk } from './support/xero-desk.ts';

const anyFault: fc.Arbitrary<FakeXeroFault | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  fc.constantFrom<FakeXeroFault>(
    { kind: 'unreached' },
    { kind: 'lost' },
    { kind: 'offline' },
    { kind: 'expired' },
    { kind: 'precondition' },
    { kind: 'garbled', body: 'html' },
    { kind: 'garbled', body: 'empty' },
    { kind: 'limited' },
    { kind: 'limited', retryAfter: 90, problem: 'day' },
  ),
);

/** What people do meanwhile. Each is done between two minutes of work. */
const steps = [
  'pay',
  'unpay',
  'webhook',
  'sync',
  'touch',
  'expire',
  'work',
  'reopen',
  'credit',
  'mail',
  'mail-reopened',
] as const;
type Step = (typeof steps)[number];

const ids = ['inv_1', 'inv_2', 'inv_3'];

test('whatever goes wrong, and whatever people do: no document twice, no payment twice, no mail twice, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFault, { maxLength: 25 }),
      fc.array(fc.constantFrom(...steps), { maxLength: 10 }),
      async (faults, done) => requireInLine(await afterSchedule(faults, done)),
    ),
    { numRuns: Math.max(200, Number(process.env['FC_RUNS'] ?? 0)) },
  );
});

// A check that never rejects proves nothing.
test.each<[string, (fetch: Fetch) => Fetch]>([
  [
    'forgets the keys of requests, the links of copies and that numbers are unique',
    (fetch) => {
      let sent = 0;
      return (url, request) => {
        const { 'idempotency-key': _, ...headers } = request.headers;
        sent += 1;
        const body =
          typeof request.body === 'string'
            ? request.body
                .replaceAll(/"Url":"[^"]*",?/g, '')
                .replaceAll(/"InvoiceNumber":"([^"]*)"/g, `"InvoiceNumber":"$1-${sent}"`)
            : request.body;
        return fetch(url, { ...request, headers, ...(body === undefined ? {} : { body }) });
      };
    },
  ],
  [
    'never tells of payments',
    (fetch) => async (url, request) => {
      const answer = await fetch(url, request);
      const told = await answer.text();
      const hidden = told.replaceAll(/"Payments":\[[^\]]*\]/g, '"Payments":[]');
      const { status, headers } = answer;
      return { status, headers, text: () => Promise.resolve(hidden) };
    },
  ],
  [
    'never takes credit notes off their invoices',
    (fetch) => async (url, request) =>
      url.includes('/Allocations') ? answerOf({ status: 200, body: {} }) : fetch(url, request),
  ],
  [
    'mails twice',
    (fetch) => async (url, request) => {
      const headers = { ...request.headers, 'idempotency-key': 'another' };
      if (url.includes('/Email')) await fetch(url, { ...request, headers });
      return fetch(url, request);
    },
  ],
  [
    'never mails',
    (fetch) => async (url, request) =>
      url.includes('/Email') ? answerOf({ status: 204, body: '' }) : fetch(url, request),
  ],
  [
    'copies other amounts',
    (fetch) => (url, request) => {
      const { body } = request;
      if (typeof body !== 'string') return fetch(url, request);
      return fetch(url, { ...request, body: body.replaceAll(/"TaxAmount":[\d.]+/g, '"TaxAmount":1') });
    },
  ],
])('the check finds a way to Xero that %s', async (_, sabotage) => {
  // The third call is the first that keeps documents: its answer is lost.
  const faults = [null, null, { kind: 'lost' as const }];
  await requireInLine(await afterSchedule(faults, ['mail', 'pay', 'sync', 'credit']));
  const broken = await afterSchedule(faults, ['mail', 'pay', 'sync', 'credit'], sabotage);
  await expect(requireInLine(broken)).rejects.toThrow('expected');
});

/** A desk after people and faults have done what they do, and there was time to come back from it. */
async function afterSchedule(
  faults: readonly (FakeXeroFault | null)[],
  done: readonly Step[],
  sabotage: (fetch: Fetch) => Fetch = (fetch) => fetch,
): Promise<XeroDesk> {
  const coming = [...faults];
  const world = await xeroDesk({ faults: faultsOf(coming) }, {}, { wrap: sabotage, processes: 2 });
  const { desk, drafted, work } = world;
  for (const [index, id] of ids.entries()) {
    await drafted(id, `${(index + 1) * 100}.00`, index === 2 ? 'globex' : 'acme');
    await desk.invoices.issue(id);
    await desk.invoices.export(id);
  }
  await work(2);
  for (const step of done) {
    await doStep(world, step);
    await work(1);
  }
  coming.length = 0;
  await work(150);
  await desk.ledgers.sync('xero');
  await work(2);
  return world;
}

/**
 * One fault for each call. Of two tries to get new tokens, one after the other, the second goes well: when both are lost
 * and nobody calls for half an hour the grant has gone, and that has a test of its own.
 */
function faultsOf(coming: (FakeXeroFault | null)[]): (call: FakeXeroCall) => FakeXeroFault | null {
  let wasTokens = false;
  return ({ path }) => {
    const isAgain = wasTokens && path === 'tokens';
    wasTokens = path === 'tokens';
    return isAgain ? null : (coming.shift() ?? null);
  };
}

async function doStep({ billing, desk, organisation }: XeroDesk, step: Step): Promise<void> {
  const { books, organisationId } = organisation;
  const row = books.rows('Invoices').find(({ Status }) => Status === 'AUTHORISED');
  const paid = books.rows('Payments').find(({ Status }) => Status === 'AUTHORISED');
  switch (step) {
    case 'pay':
      if (row !== undefined) organisation.enterPayment({ invoiceId: textOf(row, 'InvoiceID'), amount: 10 });
      break;
    case 'unpay':
      if (paid !== undefined) organisation.deletePayment(textOf(paid, 'PaymentID'));
      break;
    case 'touch':
      if (row !== undefined) books.put('Invoices', { ...row, ExpectedPaymentDate: '2026-04-30' });
      break;
    case 'webhook':
      await billing.webhook('xero', organisation.webhookRequest([organisationId]));
      break;
    case 'sync':
      await desk.ledgers.sync('xero').catch(() => null);
      break;
    case 'expire':
      organisation.identity.tokens.expireAll();
      break;
    case 'reopen':
      await reopenIn(desk, 'inv_2');
      break;
    case 'credit':
      await credited(desk, 'inv_3');
      break;
    case 'mail':
      await desk.invoices.send('inv_1').catch(() => null);
      break;
    case 'mail-reopened':
      await desk.invoices.send('inv_2').catch(() => null);
      break;
    case 'work':
      break;
  }
}

/** Everything is there once, here and there. */
async function requireInLine(world: XeroDesk): Promise<void> {
  const { desk, organisation, connector } = world;
  const { books } = organisation;
  await requireMailed(world);
  const rows = books.rows('Invoices');
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map(({ InvoiceNumber }) => InvoiceNumber)).size).toBe(3);
  expect(books.rows('Contacts')).toHaveLength(2);
  for (const id of ids) {
    const invoice = await desk.invoices.get(id);
    const copy = invoice?.ledgers['xero'];
    // What was paid in Xero can't be changed there any more: then the copy is rejected, and says so.
    const isRejected = copy?.state === 'rejected' && copy.reason?.includes('take payments and credit off it');
    const wanted = isRejected === true ? {} : { state: 'confirmed', revision: invoice?.revision };
    expect(copy).toMatchObject(wanted);
    const row = rows.find(({ InvoiceID }) => copy?.externalId?.endsWith(`/${String(InvoiceID)}`));
    const total = Number(invoice?.content.totals.total.amount);
    expect(row?.['Total']).toBe(isRejected === true ? row?.['Total'] : total);
    // A copy that is confirmed is of the present revision: what was reopened got a note.
    const isEarlier = (await connector.finding(desk.ledgers.context('xero'), id)) !== null;
    const notes = asRows(row?.['LineItems'])
      .filter(({ UnitAmount }) => UnitAmount === undefined)
      .map(({ Description }) => Description);
    const note = [invoice?.content.note ?? []].flat();
    expect(notes).toEqual(isRejected === true || isEarlier ? notes : note);
  }
  // What is paid after all was credited is credit of the customer; it counts as a payment all the same.
  const { items } = await desk.payments.list();
  const here = items
    .filter(({ reversedAt }) => reversedAt === null)
    .map(({ amount }) => Number(amount.amount));
  const there = books.rows('Payments').filter(({ Status }) => Status === 'AUTHORISED');
  expect(here).toEqual(there.map(({ Amount }) => Number(Amount)));
  expect(books.rows('CreditNotes')).toHaveLength((await desk.invoices.get('cn_1')) === null ? 0 : 1);
  // Each credit note was taken off its invoice, as far as that was open.
  for (const note of books.rows('CreditNotes')) expect(asRows(note['Allocations'])).toHaveLength(1);
  expect(await connector.followUps(desk.ledgers.context('xero'))).toEqual([]);
}

/** Each mail that was asked for was sent once; of one that may have been lost it is told that nobody knows. */
async function requireMailed({ desk, organisation }: XeroDesk): Promise<void> {
  for (const id of ids) {
    const { items } = await desk.outbox.list({ invoiceId: id });
    const asked = items.filter(({ kind }) => kind === 'ledger-send');
    const done = asked.filter(({ state }) => state === 'done').length;
    const untold = asked.filter(
      ({ state, fault }) => state !== 'done' && (state !== 'dead' || fault === null),
    );
    expect(untold).toEqual([]);
    const externalId = (await desk.invoices.get(id))?.ledgers['xero']?.externalId ?? '';
    const mails = organisation.books.mailed.get(externalId.split('/').at(-1) ?? '')?.length ?? 0;
    expect(mails).toBeGreaterThanOrEqual(done);
    expect(mails).toBeLessThanOrEqual(asked.length);
  }
}

/** Somebody credits an invoice, once. */
async function credited(desk: XeroDesk['desk'], id: string): Promise<void> {
  try {
    await desk.invoices.credit(id, { id: 'cn_1', reason: 'Not needed' });
  } catch {
    return;
  }
  await desk.invoices.export('cn_1');
}
