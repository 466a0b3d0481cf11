import type { Violation } from '../../../src/engine/verify/violation.ts';
import type { Desk } from '../../../src/engine/desk.ts';
import { manualLine } from '../../../src/invoice/manual-line.ts';
import { money } from '../../../src/money/money.ts';
import { type TestDesk, testDesk, type TestDeskOptions, testEntry } from './desk.ts';

/**
 * A desk on which about everything has happened once: a contract with a fee, an allowance and a pool; an account that was
 * bought, drawn from and given back to; invoices that were issued, paid in part and too much, credited, voided, deleted.
 */
export async function busyDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const given = await testDesk({
    now: '2026-03-10T09:00:00.000Z',
    customers: ['acme', 'globex', 'initech'],
    ...options,
  });
  await prepareContract(given.desk);
  await prepareWork(given.desk);
  given.clock.set('2026-04-01T06:00:00.000Z');
  await given.desk.batches.save({ through: '2026-03-31', key: '2026-03' });
  await settleInvoices(given);
  given.clock.set('2026-05-01T06:00:00.000Z');
  await given.desk.work.record([
    testEntry('te_8', { date: '2026-03-20' }),
    testEntry('te_9', { date: '2026-04-03', minutes: 90 }),
    testEntry('te_10', { date: '2026-05-04' }),
  ]);
  const first = await given.desk.batches.save({ through: '2026-04-30', key: '2026-04' });
  await given.desk.batches.delete(first.id);
  await given.desk.batches.save({ through: '2026-04-30', key: '2026-04 again' });
  return given;
}

/** All violations of a desk. */
export async function violationsOf(desk: Pick<Desk, 'verify'>): Promise<readonly Violation[]> {
  const found: Violation[] = [];
  for await (const violation of desk.verify()) found.push(violation);
  return found;
}

async function prepareContract(desk: Desk): Promise<void> {
  await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours', burn: { 'after-hours': '1.5' } });
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    taxCodes: ['vat'],
    components: [
      { id: 'care', kind: 'recurring-fee', description: 'Care', price: '49.99' },
      { id: 'included', kind: 'allowance', unit: 'hours', quantity: '2', exhausted: 'prepaid' },
      { id: 'prepaid', kind: 'pool', accountId: 'hours' },
    ],
  });
  const price = money('300.00', 'EUR');
  const { invoice } = await desk.prepaid.buy({ accountId: 'hours', quantity: '3', price, invoice: 'issue' });
  await desk.payments.record({
    customerId: 'acme',
    amount: money('357.00', 'EUR'),
    on: '2026-03-11',
    applyTo: [{ invoiceId: invoice?.id ?? '' }],
  });
}

async function prepareWork(desk: Desk): Promise<void> {
  const workItem = { kind: 'ticket', id: '4711' } as const;
  await desk.work.record([
    testEntry('te_1', { minutes: 90, workItem }),
    testEntry('te_2', { date: '2026-03-03', minutes: 200, agentId: 'ben', workItem }),
    testEntry('te_3', { date: '2026-03-05', minutes: 125 }),
    testEntry('te_4', { date: '2026-03-06', minutes: 60, billable: false }),
    testEntry('te_5', { date: '2026-03-06', minutes: 60, serviceTypeId: 'unpriced', approval: 'pending' }),
    testEntry('te_6', { customerId: 'globex', date: '2026-03-09', minutes: 47 }),
  ]);
  const start = '2026-03-12T17:50:00+01:00';
  const end = '2026-03-12T18:20:00+01:00';
  await desk.work.record([
    {
      id: 'te_7',
      customerId: 'globex',
      agentId: 'ana',
      serviceTypeId: 'support',
      start,
      end,
      breakMinutes: 5,
    },
  ]);
  const thing = { customerId: 'globex', date: '2026-03-13' } as const;
  await desk.work.recordExpenses([
    {
      ...thing,
      id: 'ex_1',
      description: 'Cable',
      amount: money('12.30', 'EUR'),
      kind: 'billable',
      markupPercent: '10',
    },
  ]);
  await desk.work.recordProducts([
    { ...thing, id: 'pr_1', description: 'Switch', quantity: '3', unitPrice: '33.33', currency: 'EUR' },
  ]);
}

async function settleInvoices({ desk, clock }: TestDesk): Promise<void> {
  const { items } = await desk.invoices.list();
  const drafts = items.filter(({ settlement }) => settlement === 'draft');
  const [first, second] = drafts;
  if (first === undefined || second === undefined) throw new Error('there are too few drafts');
  await desk.invoices.issueAll([first.id, second.id]);
  clock.advance(3600);
  await desk.payments.record({ customerId: 'globex', amount: money('1000.00', 'EUR'), on: '2026-04-02' });
  const lines = [
    manualLine({
      id: 'setup',
      description: 'Setup',
      unitPrice: '80.00',
      currency: 'EUR',
      from: '2026-04-01',
    }),
  ];
  const [deleted, voided, waiting] = [
    await desk.invoices.draft({ customerId: 'globex', lines }),
    await desk.invoices.draft({ customerId: 'globex', lines }),
    await desk.invoices.draft({ customerId: 'initech', lines }),
  ];
  await desk.invoices.delete(deleted.id);
  await desk.invoices.issueAll([voided.id, waiting.id]);
  await desk.invoices.void(voided.id);
  await desk.invoices.credit(first.id, { reason: 'a courtesy', amount: money('10.00', 'EUR') });
  await desk.payments.record({ customerId: 'initech', amount: money('30.00', 'EUR'), on: '2026-04-02' });
}
