import fc from 'fast-check';
import { test, expect } from 'vitest';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { quickBooksDesk } from './support/quick-books-desk.ts';

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

const anyStep = fc.constantFrom<Step>('pay', 'pay-again', 'webhook', 'sync', 'touch', 'expire', 'work', 'reopen');

test('whatever goes wrong, and whatever people do: no document twice, no payment twice, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFault, { maxLength: 25 }),
      fc.array(anyStep, { maxLength: 10 }),
      async (faults, steps) => {
        const coming = [...faults];
        const world = await quickBooksDesk({ faults: ({ path }) => nextOf(coming, path) });
        const { billing, desk, company, drafted, work } = world;
        const amounts = new Map<string, number>();
        for (const [index, id] of ['inv_1', 'inv_2', 'inv_3'].entries()) {
          await drafted(id, `${(index + 1) * 100}.00`, index === 2 ? 'globex' : 'acme');
          await desk.invoices.issue(id);
          await desk.invoices.export(id);
        }
        await work(2);
        for (const step of steps) {
          const [row] = company.books.rows('Invoice');
          if ((step === 'pay' || step === 'pay-again') && row !== undefined) {
            const id = String(row['Id']);
            const again = step === 'pay-again' ? [...amounts.keys()].at(-1) : undefined;
            // Somebody corrects what was entered before, or enters another payment.
            const total = again === undefined ? 10 : 15;
            const payment = { total, lines: [{ id, amount: total }], ...(again === undefined ? {} : { id: again }) };
            amounts.set(company.enterPayment(payment), total);
          }
          if (step === 'touch' && row !== undefined) company.books.put('Invoice', { ...row, ShipDate: '2026-04-02' });
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
        const rows = company.books.rows('Invoice');
        expect(rows.map(({ DocNumber }) => DocNumber).toSorted()).toEqual(
          [...new Set(rows.map(({ DocNumber }) => DocNumber))].toSorted(),
        );
        expect(rows).toHaveLength(3);
        expect(company.books.rows('Customer')).toHaveLength(2);
        expect(company.books.rows('Item')).toHaveLength(1);
        for (const id of ['inv_1', 'inv_2', 'inv_3']) {
          const invoice = await desk.invoices.get(id);
          const copy = invoice?.ledgers['quickbooks'];
          expect(copy).toMatchObject({ state: 'confirmed', revision: invoice?.revision });
          const row = rows.find(({ Id }) => copy?.externalId?.endsWith(`/${String(Id)}`));
          expect(row?.['TotalAmt']).toBe(Number(invoice?.content.totals.total.amount));
        }
        const paid = [...company.books.rows('Payment')].reduce((all, { TotalAmt }) => all + Number(TotalAmt), 0);
        const told = await Promise.all(['inv_1', 'inv_2', 'inv_3'].map((id) => desk.invoices.get(id)));
        expect(told.reduce((all, invoice) => all + Number(invoice?.paid.amount), 0)).toBe(
          Math.min(paid, 119 * 6),
        );
      },
    ),
    { numRuns: Math.max(200, Number(process.env['FC_RUNS'] ?? 0)) },
  );
});

/** Somebody takes an invoice back to draft, adds to it, and issues and copies it again, where that is allowed. */
async function reopened({ desk }: Awaited<ReturnType<typeof quickBooksDesk>>, id: string): Promise<void> {
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
