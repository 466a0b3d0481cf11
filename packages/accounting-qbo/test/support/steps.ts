import type { TimeToExport } from '../../src/export-time.ts';
import type { FakeRow } from '../../src/testing/fake-query.ts';
import type { FakeQuickBooks } from '../../src/testing/fake-quick-books.ts';
import { reopenIn } from '../../../accounting-common/test/support/ledger-desk.ts';
import { connectTo } from './connected.ts';
import type { QuickBooksDesk } from './quick-books-desk.ts';

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
  'hide-customer',
  'hide-item',
  'revoke',
  'many',
  'time',
  'mail',
  'mail-reopened',
  'work',
] as const;
export type Step = (typeof everyStep)[number];

export const invoiceIds = ['inv_1', 'inv_2', 'inv_3', 'inv_4'];
const creditId = 'cn_1';

/** More than go in one request, at once. */
export async function manyMore({ desk, drafted }: QuickBooksDesk): Promise<readonly string[]> {
  const ids = Array.from({ length: 35 }, (_, index) => `more_${index + 1}`);
  for (const id of ids) {
    await drafted(id, '7.00', 'globex');
    await desk.invoices.issue(id);
    await desk.invoices.export(id);
  }
  return ids;
}

export const timeOf = (revision: number): TimeToExport => ({
  id: 'te_1',
  revision,
  on: '2026-03-02',
  minutes: 10 * revision,
  agentName: 'Ana',
  customerId: 'acme',
  customerName: 'Acme',
  serviceTypeId: 'Services',
  isBillable: true,
  hourlyRate: '120.00',
  description: null,
});

export const timeExported = ({ connector, desk }: QuickBooksDesk, time: TimeToExport): Promise<unknown> =>
  connector.exportTime(time, desk.ledgers.context('quickbooks')).catch(() => null);

/** Somebody connects the company again, and makes the item active again. */
export async function putRight(
  { company, connector, desk }: QuickBooksDesk,
  steps: readonly Step[],
): Promise<void> {
  if (steps.includes('revoke')) await connectTo(connector, company, desk.ledgers.context('quickbooks'));
  if (steps.includes('hide-item')) setActive(company, 'Item', 'Services', true);
}

/** What was rejected because of the item is exported once more; nothing else is. */
export async function exportRejected(
  { desk, work }: QuickBooksDesk,
  steps: readonly Step[],
  ids: readonly string[],
): Promise<readonly string[]> {
  const rejected: string[] = [];
  if (!steps.includes('hide-item')) return rejected;
  for (const id of [...ids, creditId]) {
    const copy = (await desk.invoices.get(id))?.ledgers['quickbooks'];
    if (copy?.state === 'rejected' && copy.reason?.includes('inactive') === true) rejected.push(id);
  }
  for (const id of rejected) await desk.invoices.export(id);
  await work(30);
  return rejected;
}

function setActive({ books }: FakeQuickBooks, entity: string, name: string, isActive: boolean): void {
  const row = books.rows(entity).find((one) => [one['Name'], one['DisplayName']].includes(name));
  if (row !== undefined) books.put(entity, { ...row, Active: isActive });
}

export async function done(world: QuickBooksDesk, step: Step): Promise<void> {
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
    case 'hide-customer':
      return setActive(company, 'Customer', 'Acme', false);
    case 'hide-item':
      return setActive(company, 'Item', 'Services', false);
    case 'revoke':
      return company.tokens.revokeAll();
    case 'mail':
    case 'mail-reopened':
      await desk.invoices.send(step === 'mail' ? 'inv_1' : 'inv_4').catch(() => null);
      return;
    case 'many':
    case 'time':
    case 'work':
  }
}
