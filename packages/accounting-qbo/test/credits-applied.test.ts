import { openAmount } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { creditedIn } from '../src/credited-in.ts';
import { quickBooksDesk } from './support/quick-books-desk.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/**
 * Two copied invoices of 119.00 and 59.50, the first of which was paid in QuickBooks, or not, and a copied credit note over
 * 11.90 of it.
 */
async function creditedDesk({ isPaid }: { readonly isPaid: boolean }) {
  const world = await quickBooksDesk();
  const { desk, company, drafted, work } = world;
  const copied = async (id: string): Promise<string> => {
    await desk.invoices.export(id);
    await work(1);
    return (await desk.invoices.get(id))?.ledgers['quickbooks']?.externalId?.split('/').at(-1) ?? '';
  };
  const issued = async (id: string, amount: string): Promise<string> => {
    await drafted(id, amount);
    await desk.invoices.issue(id);
    return copied(id);
  };
  const [first, other] = [await issued('first', '100.00'), await issued('other', '50.00')];
  if (isPaid) company.enterPayment({ total: 119, lines: [{ id: first, amount: 119 }] });
  await desk.ledgers.sync('quickbooks');
  await desk.invoices.credit('first', { id: 'note', reason: 'Too much', amount: eur('11.90') });
  const memo = await copied('note');
  /** What is open on both, the customer's credit, and what was found, after QuickBooks was asked. */
  const stand = async (): Promise<string> => {
    await desk.ledgers.sync('quickbooks');
    const open: string[] = [];
    for (const id of ['first', 'other']) {
      const invoice = await desk.invoices.get(id);
      if (invoice !== null) open.push(openAmount(invoice).amount);
    }
    const { amount } = await desk.credits.balance('acme', 'EUR');
    const { items } = await desk.ledgers.findings('quickbooks');
    return `${open.join(' ')}, credit ${amount}, findings ${items.map((one) => one.amount.amount).join(' ')}`;
  };
  const remove = (entity: string, Id: string): void => {
    const SyncToken = company.books.get(entity, Id)?.['SyncToken'];
    company.books.remove(entity, { Id, SyncToken });
  };
  return { ...world, first, other, memo, stand, remove };
}

const creditMemo = (id: string, amount: number) => ({ type: 'CreditMemo' as const, id, amount });

describe('our credit memo, applied in QuickBooks to another invoice', () => {
  test('pays that invoice from the credit, once; and is credit again when the payment is deleted', async () => {
    const { desk, company, other, memo, stand, remove } = await creditedDesk({ isPaid: true });
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings ');
    const lines = [{ id: other, amount: 11.9 }, creditMemo(memo, 11.9)];
    const payment = company.enterPayment({ total: 0, lines });
    expect(await stand()).toBe('0.00 47.60, credit 0.00, findings ');
    expect(await stand()).toBe('0.00 47.60, credit 0.00, findings ');
    // It is no money that came.
    expect((await desk.payments.list()).items.map(({ amount }) => amount.amount)).toEqual(['119.00']);
    remove('Payment', payment);
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings ');
  });

  test('in one payment with money, which then pays the rest; changed there, it is changed here', async () => {
    const { desk, company, other, memo, stand } = await creditedDesk({ isPaid: true });
    const lines = [{ id: other, amount: 59.5 }, creditMemo(memo, 11.9)];
    const id = company.enterPayment({ total: 47.6, lines });
    expect(await stand()).toBe('0.00 0.00, credit 0.00, findings ');
    const { items } = await desk.payments.list();
    expect(items.map(({ amount }) => amount.amount).toSorted()).toEqual(['119.00', '47.60']);
    company.enterPayment({ id, total: 47.6, lines: [{ id: other, amount: 47.6 }] });
    expect(await stand()).toBe('0.00 11.90, credit 11.90, findings ');
  });

  test('while the invoice that it corrects is open there: a finding, until that is paid in full', async () => {
    const { desk, company, first, other, memo, stand } = await creditedDesk({ isPaid: false });
    expect(await stand()).toBe('107.10 59.50, credit 0.00, findings ');
    company.enterPayment({ total: 0, lines: [{ id: other, amount: 11.9 }, creditMemo(memo, 11.9)] });
    expect(await stand()).toBe('107.10 59.50, credit 0.00, findings 11.90');
    const { reason } = (await desk.ledgers.findings('quickbooks')).items[0] ?? {};
    expect(reason).toContain('lowers INV-00001 here. Take it off that one there;');
    company.enterPayment({ total: 119, lines: [{ id: first, amount: 119 }] });
    expect(await stand()).toBe('0.00 47.60, credit 0.00, findings ');
  });

  test('in one payment with both invoices it is taken off the one that it corrects first', async () => {
    const { company, first, other, memo, stand } = await creditedDesk({ isPaid: false });
    const lines = [{ id: other, amount: 59.5 }, { id: first, amount: 119 }, creditMemo(memo, 11.9)];
    company.enterPayment({ total: 166.6, lines });
    expect(await stand()).toBe('0.00 0.00, credit 0.00, findings ');
  });

  test('to an invoice that was made in QuickBooks: a finding, and nothing is moved', async () => {
    const { company, memo, stand, remove } = await creditedDesk({ isPaid: true });
    const theirs = String(company.books.put('Invoice', { TotalAmt: 20, Balance: 20 })['Id']);
    const lines = [{ id: theirs, amount: 11.9 }, creditMemo(memo, 11.9)];
    const payment = company.enterPayment({ total: 0, lines });
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings 11.90');
    remove('Payment', payment);
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings ');
  });

  test('paid out by a check: a finding, since the credit is still there here', async () => {
    const { desk, company, memo, stand } = await creditedDesk({ isPaid: true });
    const check = { type: 'Check' as const, id: '77', amount: 11.9 };
    company.enterPayment({ total: 0, lines: [check, creditMemo(memo, 11.9)] });
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings 11.90');
    const { reason } = (await desk.ledgers.findings('quickbooks')).items[0] ?? {};
    expect(reason).toContain('or pay it out here');
  });
});

test('several credit memos of ours are each taken off what they correct first, whatever their order', () => {
  const link = (type: string, id: string, units: number) => ({ type, id, units });
  const links = [
    link('Invoice', 'a', 10),
    link('Invoice', 'b', 15),
    link('CreditMemo', 'of-none', 10),
    link('CreditMemo', 'of-a', 10),
    link('CreditMemo', 'theirs', 2),
  ];
  const credited = new Map([
    ['of-none', null],
    ['of-a', 'a'],
  ]);
  expect(creditedIn(links, credited)).toEqual({
    takenOff: [{ memo: 'of-none', from: link('Invoice', 'b', 15), units: 10 }],
    left: [link('Invoice', 'a', 0), link('Invoice', 'b', 5)],
    theirs: 2,
  });
});

test('what is left of our credit memo after the invoices was taken off something else, whatever that is', () => {
  const link = (type: string, id: string, units: number) => ({ type, id, units });
  const links = [link('JournalEntry', 'j', 7), link('CreditMemo', 'ours', 10), link('Invoice', 'a', 3)];
  expect(creditedIn(links, new Map([['ours', 'a']])).takenOff).toEqual([
    { memo: 'ours', from: link('JournalEntry', 'j', 7), units: 7 },
  ]);
});

describe('a refund receipt that names no invoice', () => {
  test('of a customer of ours is a finding, until it is recorded, or names an invoice', async () => {
    const { desk, company, first, stand } = await creditedDesk({ isPaid: true });
    const CustomerRef = company.books.get('Invoice', first)?.['CustomerRef'];
    const put = (row: Readonly<Record<string, unknown>>): string =>
      String(company.books.put('RefundReceipt', { TotalAmt: 11.9, TxnDate: '2026-04-01', ...row })['Id']);
    const [recorded, named] = [put({ CustomerRef }), put({ CustomerRef })];
    put({ CustomerRef: { value: '4711' } });
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings 11.90 11.90');
    const { customerId, reason } = (await desk.ledgers.findings('quickbooks')).items[0] ?? {};
    const externalId = `${company.realmId}/RefundReceipt/${recorded}`;
    expect([customerId, reason]).toEqual([
      'acme',
      `quickbooks gave 11.90 EUR back to the customer, and does not say of which invoice. Record the refund here, with "${externalId}" as its externalId; or name the invoice there.`,
    ]);
    await desk.credits.payOut({ customerId: 'acme', amount: eur('11.90'), on: '2026-04-01', externalId });
    expect(await stand()).toBe('0.00 59.50, credit 0.00, findings 11.90');
    const LinkedTxn = [{ TxnId: first, TxnType: 'Invoice' }];
    put({ Id: named, CustomerRef, LinkedTxn });
    expect(await stand()).toBe('11.90 59.50, credit 0.00, findings ');
  });
});
