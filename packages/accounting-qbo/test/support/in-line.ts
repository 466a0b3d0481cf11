import type { FakeQuickBooksCall } from '../../src/testing/fake-operations.ts';
import { asRow, asRows, fieldAt } from '../../src/testing/fake-query.ts';
import type { Outcome } from './schedule.ts';

/** What must be true after every schedule. What is not is named. */
export async function faultsAfter({
  desk,
  company,
  connector,
  tokensAtOnce,
  ids,
  time,
}: Outcome): Promise<readonly string[]> {
  const { books } = company;
  const faults: string[] = [];
  const require = (fact: string, holds: boolean): void => {
    if (!holds) faults.push(fact);
  };
  const rows = books.rows('Invoice');
  require('no invoice is there twice, and none is lost', rows.length === ids.length);
  require('no number is there twice', new Set(rows.map(({ DocNumber }) => DocNumber)).size === rows.length);
  // In the place of one who was made inactive there is another one, with the id in brackets.
  const customers = books.rows('Customer').map(({ DisplayName }) => DisplayName);
  const isHidden = books.rows('Customer').some(({ Active }) => Active === false);
  const allowed = ['Acme', 'Globex', ...(isHidden ? ['Acme (acme)'] : [])];
  require('no customer is there twice', new Set(customers).size === customers.length &&
    customers.every((name) => allowed.includes(String(name))));
  require('no item is there twice', books.rows('Item').length === 1);
  const note = await desk.invoices.get('cn_1');
  require('no credit memo is there twice', books.rows('CreditMemo').length === Number(note !== null));
  let paid = 0;
  let refunded = 0;
  for (const id of ids) {
    const invoice = await desk.invoices.get(id);
    const copy = invoice?.ledgers['quickbooks'];
    require(`${id} is copied as it is`, copy?.state === 'confirmed' && copy.revision === invoice?.revision);
    const row = rows.find(({ Id }) => copy?.externalId?.endsWith(`/Invoice/${String(Id)}`));
    const total = Number(invoice?.content.totals.total.amount);
    require(`${id} has its total`, row?.['TotalAmt'] === total);
    const name = invoice?.content.buyer.name ?? '';
    const names = isHidden && name === 'Acme' ? [name, 'Acme (acme)'] : [name];
    require(`${id} is of its customer`, row !== undefined && names.includes(String(customerOf(row, books))));
    paid += Math.round(Number(invoice?.paid.amount) * 100);
    refunded += Math.round(Number(invoice?.refunded.amount) * 100);
  }
  for (const id of ids) {
    const copy = (await desk.invoices.get(id))?.ledgers['quickbooks']?.externalId ?? '';
    const mails = books.mailed.get(copy.split('/').at(-1) ?? '')?.length ?? 0;
    const asked = (await desk.outbox.list({ invoiceId: id })).items.filter(
      ({ kind }) => kind === 'ledger-send',
    );
    const done = asked.filter(({ state }) => state === 'done').length;
    require(`${id} is mailed as often as it was asked for`, mails >= done && mails <= asked.length);
    // Given up it is only when nobody can say whether it was mailed, and then it is told.
    const untold = asked.filter(
      ({ state, fault }) => state !== 'done' && (state !== 'dead' || fault === null),
    );
    require(`of ${id} it is told what became of its mail`, untold.length === 0);
  }
  const activities = books.rows('TimeActivity').map(({ Hours, Minutes }) => [Hours, Minutes]);
  const minutes = time === null ? [] : [[Math.floor(time.minutes / 60), time.minutes % 60]];
  require('time is there once, as it was last', JSON.stringify(activities) === JSON.stringify(minutes));
  const sum = (entity: string): number =>
    books.rows(entity).reduce((all, { TotalAmt }) => all + Math.round(Number(TotalAmt) * 100), 0);
  require('no payment counts twice, and none is lost', paid === sum('Payment'));
  require('no refund counts twice, and none is lost', refunded === sum('RefundReceipt'));
  for (const customer of ['acme', 'globex'])
    require(`${customer} has no credit`, (await desk.credits.balance(customer, 'EUR')).amount === '0.00');
  require('tokens are asked for by one at a time', tokensAtOnce <= 1);
  const calls = company.calls().filter(({ path }) => path !== 'tokens' && path !== 'revoke');
  require('each call says its version', calls.every(({ query }) => query['minorversion'] === '75'));
  require('each write has an id of its request', calls.every(hasIdOrOnlyReads));
  const connection = await connector.connection(desk.ledgers.context('quickbooks'));
  require('it is connected', connection?.status === 'connected');
  return faults;
}

const hasIdOrOnlyReads = ({ method, query, body }: FakeQuickBooksCall): boolean =>
  method === 'GET' ||
  query['requestid'] !== undefined ||
  asRows(asRow(body)['BatchItemRequest']).some(({ Query }) => Query !== undefined);

const customerOf = (row: Readonly<Record<string, unknown>>, books: Outcome['company']['books']): unknown =>
  books.get('Customer', fieldAt(row, 'CustomerRef.value') ?? '')?.['DisplayName'];
