import { describe, expect, test } from 'vitest';
import type { BillingEvent } from '../../src/events/billing-events.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import { type TestDesk, testDesk, testEntry } from './support/desk.ts';

async function allOf<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** March was billed and issued; April is half over. 120.00 an hour, 45.00 of cost, a fee of 50.00 a month. */
async function reportedDesk(): Promise<TestDesk> {
  const given = await testDesk({ settings: { costCardId: 'cost' }, now: '2026-04-01T06:00:00.000Z' });
  const { desk, clock } = given;
  await desk.rateCards.put({
    id: 'cost',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '45.00' } }],
  });
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    components: [
      { id: 'care', kind: 'recurring-fee', description: 'Care', price: '50.00' },
      { id: 'included', kind: 'allowance', unit: 'hours', quantity: '1' },
    ],
  });
  const workItem = { kind: 'project', id: 'website' } as const;
  await desk.work.record([
    testEntry('te_1', { minutes: 120 }),
    testEntry('te_2', { date: '2026-03-20', agentId: 'ben', customerId: 'globex', workItem }),
    testEntry('te_3', { date: '2026-03-21', agentId: 'ben', billable: false }),
  ]);
  await desk.batches.save({ through: '2026-03-31', key: '2026-03' });
  await desk.invoices.issueAll((await desk.invoices.list()).items.map(({ id }) => id));
  clock.set('2026-04-16T06:00:00.000Z');
  await desk.work.record([
    testEntry('te_4', { date: '2026-04-10', minutes: 120 }),
    testEntry('te_5', { date: '2026-04-14', customerId: 'globex', workItem, minutes: 90 }),
  ]);
  return given;
}

test('what is not billed now is what a batch would bill now', async () => {
  const { desk } = await reportedDesk();
  const { value, oldest, groups } = await desk.reports.unbilled();
  expect(value).toEqual([{ amount: '300.00', currency: 'EUR' }]);
  expect(oldest).toBe('2026-04-10');
  expect(groups.map(({ customerId, contractId }) => [customerId, contractId])).toEqual([
    ['acme', 'c_1'],
    ['globex', 'terms:globex'],
  ]);
  expect((await desk.reports.unbilled({ customerId: 'globex' })).value).toMatchObject([{ amount: '180.00' }]);
});

test('what was not billed at a past instant can be asked for later', async () => {
  const { desk } = await reportedDesk();
  const before = await desk.reports.unbilled({ at: '2026-03-31T12:00:00Z' });
  expect(before.value).toEqual([{ amount: '360.00', currency: 'EUR' }]);
  expect(before.oldest).toBe('2026-03-02');
  const after = await desk.reports.unbilled({ at: '2026-04-02T12:00:00Z' });
  expect(after.value).toEqual([]);
});

test('work of which nobody knows the customer is not forgotten', async () => {
  const { desk } = await reportedDesk();
  await desk.work.record([{ ...testEntry('te_9', { minutes: 30 }), customerId: null }]);
  const { groups } = await desk.reports.unbilled();
  expect(groups[0]).toMatchObject({
    customerId: null,
    blocked: [{ entryId: 'te_9', reason: 'no-customer' }],
  });
});

test('R6: work of a customer of whom there is no record is not forgotten, until there is one', async () => {
  const { desk } = await reportedDesk();
  const known = (await desk.reports.unbilled()).value;
  await desk.work.record([testEntry('te_9', { minutes: 30, customerId: 'stranger' })]);
  const { groups, value } = await desk.reports.unbilled();
  expect(groups.filter(({ customerId }) => customerId === 'stranger')).toHaveLength(1);
  expect(value).not.toEqual(known);
  await desk.customers.put({ id: 'stranger', party: { name: 'Stranger' } });
  expect((await desk.reports.unbilled()).value).toEqual(value);
});

test('F22: a forecast tells what the open month has come to, and will come to at this pace', async () => {
  const { desk } = await reportedDesk();
  const [acme, globex] = await allOf(desk.reports.forecast());
  expect(acme).toMatchObject({ contractId: 'c_1', through: '2026-04-15', days: { over: 15, all: 30 } });
  expect(acme?.now).toMatchObject({ work: { amount: '120.00' }, fees: { amount: '50.00' } });
  expect(acme?.now.cost).toEqual({ amount: '90.00', currency: 'EUR' });
  expect(acme?.runRate).toMatchObject({ work: { amount: '240.00' }, net: { amount: '290.00' } });
  expect(acme?.allowances).toMatchObject([{ componentId: 'included', projected: '7200' }]);
  expect(globex?.now).toMatchObject({ net: { amount: '180.00' }, margin: { amount: '112.50' } });
});

describe('budgets', () => {
  test('F22: each threshold of a budget is told once, however time passes', async () => {
    const { desk, billing } = await reportedDesk();
    await desk.budgets.put({
      id: 'website',
      on: { workItem: { kind: 'project', id: 'website' } },
      counts: 'value',
      quantity: '400.00',
      currency: 'EUR',
    });
    const told: BillingEvent<'budget.crossed'>[] = [];
    desk.on('budget.crossed', (event) => void told.push(event));
    expect(await allOf(desk.reports.budgets())).toMatchObject([
      { id: 'website', used: '300.00', left: '100.00', share: '75.00', crossed: ['25', '50', '75'] },
    ]);
    await billing.tick();
    await billing.tick();
    expect(told.map(({ threshold, used, limit }) => [threshold, used, limit])).toEqual([
      ['25', '300.00', '400.00'],
      ['50', '300.00', '400.00'],
      ['75', '300.00', '400.00'],
    ]);
    expect(await allOf(desk.reports.budgets({ budgetId: 'website' }))).toMatchObject([{ crossed: [] }]);
  });

  test('a budget of a customer or a contract counts its work, and no other', async () => {
    const { desk } = await reportedDesk();
    const hours = { counts: 'hours', quantity: '10' } as const;
    await desk.budgets.put({ id: 'acme', on: { customerId: 'acme' }, ...hours });
    await desk.budgets.put({ id: 'contract', on: { contractId: 'c_1' }, ...hours });
    await desk.budgets.put({ id: 'gone', on: { contractId: 'c_9' }, ...hours });
    const uses = await allOf(desk.reports.budgets());
    expect(uses.map(({ id, used }) => [id, used])).toEqual([
      ['acme', '18000'],
      ['contract', '18000'],
      ['gone', '0'],
    ]);
  });

  test('a budget that does not hold together is refused', async () => {
    const { desk } = await reportedDesk();
    const put = desk.budgets.put({ id: 'x', on: {}, counts: 'value', quantity: '1.00' });
    await expect(put).rejects.toMatchObject({ code: 'REPORT_INVALID' });
  });
});

test('F23: time and cost of each agent, by month, billed and unbilled', async () => {
  const { desk } = await reportedDesk();
  const march = await desk.reports.agents({ month: '2026-03' });
  expect(
    march.agents.map(({ agentId, workedSeconds, cost }) => [agentId, workedSeconds, cost[0]?.amount]),
  ).toEqual([
    ['ana', 7200, '90.00'],
    ['ben', 7200, '90.00'],
  ]);
  const open = await desk.reports.agents({ from: '2026-04-01', to: '2026-05-01', billed: false });
  expect(open.agents.map(({ agentId, entryIds }) => [agentId, entryIds])).toEqual([
    ['ana', ['te_4', 'te_5']],
  ]);
  expect((await desk.reports.work({ customerId: 'globex' })).map(({ entryId }) => entryId)).toEqual([
    'te_2',
    'te_5',
  ]);
});

test('F4: the margin of March is that of its invoices', async () => {
  const { desk } = await reportedDesk();
  const { groups, total } = await desk.reports.margin({
    by: 'customer',
    from: '2026-03-01',
    to: '2026-04-01',
  });
  expect(groups.map(({ id, figures }) => [id, figures[0]?.revenue.amount, figures[0]?.cost.amount])).toEqual([
    ['acme', '170.00', '135.00'],
    ['globex', '120.00', '45.00'],
  ]);
  expect(total.figures).toMatchObject([{ margin: { amount: '110.00' } }]);
});

test('how much of the time reaches invoices', async () => {
  const { desk } = await reportedDesk();
  const query = {
    by: 'agent',
    from: '2026-03-01',
    to: '2026-04-01',
    capacity: { ana: 14_400, ben: 14_400 },
  } as const;
  const { total } = await desk.reports.realisation(query);
  expect(total).toMatchObject({ workedSeconds: 14_400, billableShare: '75.00', utilisation: '37.50' });
  expect(total.values).toMatchObject([{ list: { amount: '360.00' }, billed: { amount: '240.00' } }]);
});

test('F21: invoices by label, and what is open by age', async () => {
  const { desk, clock } = await reportedDesk();
  const { labels } = await desk.reports.invoices();
  expect(labels).toMatchObject([{ label: 'overdue', invoices: 2, total: { amount: '345.10' } }]);
  clock.set('2026-05-20T06:00:00.000Z');
  expect((await desk.reports.aging()).total).toMatchObject([{ buckets: { '31-60': { amount: '345.10' } } }]);
  expect((await desk.reports.aging({ customerId: 'globex' })).total).toMatchObject([
    { open: { amount: '142.80' } },
  ]);
});

test('how contracts and prepaid accounts were used', async () => {
  const { desk } = await reportedDesk();
  const used = await allOf(desk.reports.utilisation());
  expect(used.map(({ contractId, period }) => [contractId, period.from])).toContainEqual([
    'c_1',
    '2026-03-01',
  ]);
  expect(used.find(({ contractId }) => contractId === 'c_1')?.allowances).toMatchObject([
    { used: '3600', share: '100.00' },
  ]);
  await desk.prepaid.open({ id: 'hours', customerId: 'globex', unit: 'hours' });
  await desk.prepaid.buy({ accountId: 'hours', quantity: '2', price: null });
  const stated = await allOf(desk.reports.prepaid({ from: '2026-04-01', to: '2026-05-01' }));
  expect(stated).toMatchObject([{ customerId: 'globex', totals: [{ opening: '0', closing: '7200' }] }]);
});

describe('F28: what a customer would have paid', () => {
  test('by the terms as they were, is what it paid', async () => {
    const { desk } = await reportedDesk();
    const { before, after } = await desk.reports.whatIf({
      customerId: 'acme',
      through: '2026-03-31',
      instead: {},
    });
    const invoices = await desk.invoices.list({ customerId: 'acme' });
    expect(before.map(({ totals }) => totals.total)).toEqual(
      invoices.items.map(({ content }) => content.totals.total),
    );
    expect(after).toEqual(before);
  });

  test('by another card, is told with the difference, and nothing is written', async () => {
    const { desk } = await reportedDesk();
    const dearer = defineRateCard({
      id: 'dearer',
      currency: 'EUR',
      rules: [{ id: 'any', price: { kind: 'hourly', rate: '150.00' } }],
    });
    const head = await desk.audit.head();
    const { before, after } = await desk.reports.whatIf({
      customerId: 'acme',
      from: '2026-04-01',
      through: '2026-04-30',
      instead: { rating: { rateCard: dearer } },
    });
    expect(before.map(({ period, totals }) => [period.from, totals.net.amount])).toEqual([
      ['2026-04-01', '170.00'],
    ]);
    expect(after.map(({ totals }) => totals.net.amount)).toEqual(['200.00']);
    expect(await desk.audit.head()).toEqual(head);
  });
});

test('a query that does not hold together is refused, and a customer that is not there is not found', async () => {
  const { desk } = await reportedDesk();
  const refused = [
    () => desk.reports.margin({ by: 'agent', from: 'today' }),
    () => desk.reports.unbilled({ customerId: '' }),
    () => desk.reports.unbilled({ at: 'noon' }),
    () => desk.reports.agents({ month: 'March' }),
    () => allOf(desk.reports.forecast({ customerId: '' })),
    () => desk.reports.whatIf({ customerId: 'acme', through: 'soon', instead: {} }),
  ];
  for (const call of refused)
    await expect(call()).rejects.toMatchObject({ code: expect.stringMatching(/_INVALID$/) });
  const missing = [
    () => desk.reports.unbilled({ customerId: 'nobody' }),
    () => allOf(desk.reports.forecast({ customerId: 'nobody' })),
    () => desk.reports.whatIf({ customerId: 'nobody', through: '2026-03-31', instead: {} }),
  ];
  for (const call of missing) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { desk: empty } = await testDesk({ tenantId: 'other' });
  expect((await empty.reports.unbilled()).groups).toEqual([]);
});
