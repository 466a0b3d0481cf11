import { openAmount } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { allocate, removeAllocation } from '../src/testing/fake-documents.ts';
import { asRows, textOf } from '../src/testing/fake-row.ts';
import { xeroDesk } from './support/xero-desk.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/**
 * Two copied invoices of 119.00 and 59.50, the first of which was paid in Xero, or not, and a copied credit note over
 * 11.90 of it.
 */
async function creditedDesk({ isPaid }: { readonly isPaid: boolean }) {
  const world = await xeroDesk();
  const { desk, organisation, drafted, work, idOf } = world;
  const { books } = organisation;
  const copied = async (id: string): Promise<string> => {
    await desk.invoices.export(id);
    await work(1);
    return idOf(id);
  };
  const issued = async (id: string, amount: string): Promise<string> => {
    await drafted(id, amount);
    await desk.invoices.issue(id);
    return copied(id);
  };
  const [first, other] = [await issued('first', '100.00'), await issued('other', '50.00')];
  if (isPaid) organisation.enterPayment({ invoiceId: first, amount: 119 });
  await desk.ledgers.sync('xero');
  await desk.invoices.credit('first', { id: 'note', reason: 'Too much', amount: eur('11.90') });
  const note = await copied('note');
  /** What is open on both, the customer's credit, and what was found, after Xero was asked. */
  const stand = async (): Promise<string> => {
    await work(2);
    await desk.ledgers.sync('xero');
    const open: string[] = [];
    for (const id of ['first', 'other']) {
      const invoice = await desk.invoices.get(id);
      if (invoice !== null) open.push(openAmount(invoice).amount);
    }
    const { amount } = await desk.credits.balance('acme', 'EUR');
    const { items } = await desk.ledgers.findings('xero');
    return `${open.join(' ')}, credit ${amount}, findings ${items.map((one) => one.amount.amount).join(' ')}`;
  };
  /** Somebody takes the credit note off an invoice, or puts it back from all. */
  const takeOff = (InvoiceID: string, Amount: number) =>
    allocate(books, note, { Amount, Date: '2026-04-01', Invoice: { InvoiceID } });
  const putBack = (): void => {
    for (const one of asRows(books.get('CreditNotes', note)?.['Allocations']))
      removeAllocation(books, note, textOf(one, 'AllocationID'));
  };
  return { ...world, books, first, other, note, stand, takeOff, putBack };
}

describe('our credit note, allocated in Xero to another invoice', () => {
  test('pays that invoice from the credit, once; put back, allocated again, and in parts it is followed', async () => {
    const { desk, other, stand, takeOff, putBack } = await creditedDesk({ isPaid: true });
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings ');
    takeOff(other, 11.9);
    expect(await stand()).toBe('0.00 47.60, credit 0.00, findings ');
    expect(await stand()).toBe('0.00 47.60, credit 0.00, findings ');
    // It is no money that came.
    expect((await desk.payments.list()).items.map(({ amount }) => amount.amount)).toEqual(['119.00']);
    putBack();
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings ');
    takeOff(other, 5);
    takeOff(other, 2);
    expect(await stand()).toBe('0.00 52.50, credit 4.90, findings ');
    putBack();
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings ');
  });

  test('that is told by the invoice alone is looked up, and followed', async () => {
    const { books, other, note, stand, takeOff, organisation } = await creditedDesk({ isPaid: true });
    await stand();
    takeOff(other, 11.9);
    // The credit note does not say that it has changed.
    const row = books.get('CreditNotes', note) ?? {};
    Object.assign(row, { UpdatedDateUTC: '2026-03-01T00:00:00.000Z' });
    expect(await stand()).toBe('0.00 47.60, credit 0.00, findings ');
    expect(organisation.calls().some(({ path }) => path === `CreditNotes/${note}`)).toBe(true);
  });

  test('taken off what it corrects, as the connector does, changes nothing', async () => {
    const { books, note, stand } = await creditedDesk({ isPaid: false });
    expect(asRows(books.get('CreditNotes', note)?.['Allocations'])).toHaveLength(1);
    expect(await stand()).toBe('107.10 59.50, credit 0.00, findings ');
  });

  test('put back from what it corrects and taken off another one: a finding, until that is paid in full', async () => {
    const { desk, organisation, first, other, stand, takeOff, putBack } = await creditedDesk({
      isPaid: false,
    });
    putBack();
    takeOff(other, 11.9);
    expect(await stand()).toBe('107.10 59.50, credit 0.00, findings 11.90');
    const { reason } = (await desk.ledgers.findings('xero')).items[0] ?? {};
    expect(reason).toContain('lowers INV-00001 here. Take it off that one there;');
    organisation.enterPayment({ invoiceId: first, amount: 119 });
    expect(await stand()).toBe('0.00 47.60, credit 0.00, findings ');
  });

  test('to an invoice that was made in Xero: a finding, and nothing is moved', async () => {
    const { books, other, stand, takeOff, putBack } = await creditedDesk({ isPaid: true });
    const theirs = { ...books.get('Invoices', other), InvoiceID: undefined, Url: 'https://other.example' };
    takeOff(textOf(books.put('Invoices', theirs), 'InvoiceID'), 11.9);
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings 11.90');
    putBack();
    expect(await stand()).toBe('0.00 59.50, credit 11.90, findings ');
  });
});

describe('a credit note that was given back in Xero', () => {
  test('in full before its invoice was copied is a refund of that invoice, once', async () => {
    const world = await xeroDesk();
    const { desk, organisation, drafted, work, idOf } = world;
    await drafted('first', '100.00');
    await desk.invoices.issue('first');
    await desk.payments.record({ customerId: 'acme', amount: eur('119.00'), on: '2026-04-01' });
    await desk.invoices.credit('first', { id: 'note', reason: 'Too much', amount: eur('11.90') });
    await desk.invoices.export('note');
    await work(1);
    const refund = organisation.enterPayment({ creditNoteId: await idOf('note'), amount: 11.9 });
    const stand = async (): Promise<string> => {
      await work(2);
      await desk.ledgers.sync('xero');
      const { items } = await desk.payments.list();
      const refunds = items.filter(({ kind, reversedAt }) => kind === 'refund' && reversedAt === null);
      const { amount } = await desk.credits.balance('acme', 'EUR');
      const first = await desk.invoices.get('first');
      const open = first === null ? '' : openAmount(first).amount;
      return `open ${open}, credit ${amount}, refunds ${refunds.map((one) => one.amount.amount).join(' ')}`;
    };
    expect(await stand()).toBe('open 0.00, credit 0.00, refunds 11.90');
    await desk.invoices.export('first');
    await work(1);
    const row = organisation.books.get('CreditNotes', await idOf('note')) ?? {};
    organisation.books.put('CreditNotes', row);
    expect(await stand()).toBe('open 0.00, credit 0.00, refunds 11.90');
    organisation.deletePayment(refund);
    expect(await stand()).toBe('open 0.00, credit 11.90, refunds ');
  });
});
