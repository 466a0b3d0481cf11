import type { LedgerPayment } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import type { FakeQuickBooksCall } from '../src/testing/fake-operations.ts';
import { connected } from './support/connected.ts';
import { quickBooksDesk } from './support/quick-books-desk.ts';

/** A company with a copied invoice, whose payments and refunds were told so far. */
async function asked(faults: (call: FakeQuickBooksCall) => { readonly kind: 'lost' } | null = () => null) {
  const world = await connected({ faults });
  const { connector, context, company } = world;
  const outcome = await connector.export(documentOf(invoiceOf(1)), context);
  const id = outcome.status === 'confirmed' ? (outcome.externalId.split('/').at(-1) ?? '') : '';
  let cursor: string | null = null;
  /** What is told as gone since the last time, for example `Payment/7`. */
  const told = async () => {
    const payments: LedgerPayment[] = [];
    for (let hasMore = true; hasMore; ) {
      const page = await connector.changes(cursor, context);
      payments.push(...page.payments);
      ({ cursor, hasMore } = page);
    }
    const gone = payments.filter(({ isDeleted }) => isDeleted);
    return new Set(gone.map(({ externalId }) => externalId.split('/').slice(1).join('/')));
  };
  const pay = (): string => company.enterPayment({ total: 0.01, lines: [{ id, amount: 0.01 }] });
  const refund = (): string =>
    String(
      company.books.put('RefundReceipt', { TotalAmt: 0.01, LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }] })[
        'Id'
      ],
    );
  const remove = (entity: string, one: string): unknown =>
    company.books.remove(entity, { Id: one, SyncToken: company.books.get(entity, one)?.['SyncToken'] });
  return { ...world, told, pay, refund, remove };
}

const times = <Value>(count: number, make: () => Value): readonly Value[] =>
  Array.from({ length: count }, make);

describe('what was deleted', () => {
  test('among more changes than are told at once is told all the same, payments and refunds', async () => {
    const { told, pay, refund, remove, clock } = await asked();
    const [payments, refunds] = [times(320, pay), times(3, refund)];
    await told();
    clock.advance(3600);
    times(1001, pay);
    for (const one of payments.slice(10, 15)) remove('Payment', one);
    for (const one of refunds.slice(1)) remove('RefundReceipt', one);
    const wanted = [
      ...payments.slice(10, 15).map((one) => `Payment/${one}`),
      ...refunds.slice(1).map((one) => `RefundReceipt/${one}`),
    ];
    expect(await told()).toEqual(new Set(wanted));
  });

  test('is told of refunds that name no document, and of credit memos that are paid out', async () => {
    const { told, remove, clock, company } = await asked();
    const refund = String(company.books.put('RefundReceipt', { TotalAmt: 5 })['Id']);
    const lines = (['CreditMemo', 'Check'] as const).map((type) => ({ type, id: '77', amount: 5 }));
    const payment = company.enterPayment({ total: 0, lines });
    await told();
    clock.advance(45 * 86_400);
    remove('RefundReceipt', refund);
    remove('Payment', payment);
    expect(await told()).toEqual(new Set([`Payment/${payment}`, `RefundReceipt/${refund}`]));
  });

  test('while nobody asked for more than 30 days is told all the same', async () => {
    const { told, pay, remove, clock } = await asked();
    const [first = ''] = times(2, pay);
    await told();
    clock.advance(86_400);
    remove('Payment', first);
    clock.advance(45 * 86_400);
    expect(await told()).toEqual(new Set([`Payment/${first}`]));
  });

  test('is not what queries only do not tell: each is read by its id', async () => {
    const { told, pay, remove, clock, company } = await asked();
    const [first = ''] = times(3, pay);
    await told();
    clock.advance(45 * 86_400);
    remove('Payment', first);
    company.books.queriesMiss = 'Payment';
    expect(await told()).toEqual(new Set([`Payment/${first}`]));
  });

  test('is told again when an answer is lost on the way', async () => {
    let isLost = false;
    const { told, pay, remove, clock } = await asked(({ path }) => {
      const fault = isLost && path.startsWith('payment/') ? ({ kind: 'lost' } as const) : null;
      if (fault !== null) isLost = false;
      return fault;
    });
    const [first = ''] = times(2, pay);
    await told();
    clock.advance(45 * 86_400);
    remove('Payment', first);
    isLost = true;
    await expect(told()).rejects.toMatchObject({ details: { kind: 'unknown' } });
    expect(await told()).toEqual(new Set([`Payment/${first}`]));
  });

  test('costs a request for each 300 ids; what pays none of our invoices is not asked for', async () => {
    const { told, pay, clock, company } = await asked();
    times(50, pay);
    times(50, () => company.enterPayment({ total: 5, lines: [] }));
    await told();
    clock.advance(45 * 86_400);
    const before = company.calls().length;
    await told();
    const asking = company
      .calls()
      .slice(before)
      .map((call) => JSON.stringify(call).match(/select Id from Payment where Id in [^)]*/g) ?? [])
      .filter((queries) => queries.length > 0);
    expect(asking).toEqual([[expect.stringContaining('Id in'), expect.stringContaining('Id in')]]);
    expect(asking.join().match(/'\d+'/g)).toHaveLength(50);
  });
});

test('an invoice whose payment was deleted among thousands of changes is open again', async () => {
  const { desk, company, drafted, work, paid, clock } = await quickBooksDesk();
  await drafted('inv_1', '100.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(1);
  const id = await paid('inv_1', 119);
  await desk.ledgers.sync('quickbooks');
  expect((await desk.invoices.get('inv_1'))?.settlement).toBe('paid');
  clock.advance(3600);
  for (let count = 0; count < 1001; count += 1) company.enterPayment({ total: 1, lines: [] });
  company.books.remove('Payment', { Id: id, SyncToken: '0' });
  await desk.ledgers.sync('quickbooks');
  expect(await desk.invoices.get('inv_1')).toMatchObject({ settlement: 'issued', paid: { amount: '0.00' } });
});
