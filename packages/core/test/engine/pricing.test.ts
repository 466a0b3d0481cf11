import { expect, test } from 'vitest';
import { testDesk, testEntry } from './support/desk.ts';

const through = '2026-03-31';

test('R40: the card of the contract comes before that of its customer, and that before the default one', async () => {
  const { desk } = await testDesk();
  const rules = (rate: string) => [{ id: 'any', price: { kind: 'hourly', rate } }];
  await desk.rateCards.put({ id: 'gold', currency: 'EUR', rules: rules('90.00') });
  await desk.rateCards.put({ id: 'silver', currency: 'EUR', rules: rules('100.00') });
  await desk.customers.put({ id: 'acme', party: { name: 'Acme' }, rateCardId: 'silver' });
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    covers: { workItemKind: 'project' },
    pricing: { rateCardId: 'gold', quantity: { incrementMinutes: 30 } },
  });
  const project = { kind: 'project', id: 'p_1' } as const;
  await desk.work.record([
    testEntry('by-contract', { workItem: project, minutes: 50 }),
    testEntry('by-customer', { minutes: 50 }),
    testEntry('by-default', { customerId: 'globex', minutes: 50 }),
  ]);
  const batch = await desk.batches.save({ through, key: '2026-03' });
  const { items } = await desk.invoices.list({ batchId: batch.id });
  const nets = items.map(({ content }) => `${content.customerId} ${content.totals.net.amount}`);
  // Acme: an hour (50 minutes, in steps of 30) at 90.00, and 0.8333 hours at 100.00. Globex: 0.8333 hours at 120.00.
  expect(nets.toSorted()).toEqual(['acme 173.33', 'globex 100.00']);
});

test('R40: a contract whose card is not there fails for its customer alone', async () => {
  const { desk } = await testDesk();
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    pricing: { rateCardId: 'missing' },
  });
  await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
  const batch = await desk.batches.save({ through, key: '2026-03' });
  const { items } = await desk.batches.customers(batch.id);
  expect(items.map(({ customerId, status }) => [customerId, status])).toEqual([
    ['acme', 'failed'],
    ['globex', 'invoiced'],
  ]);
});

test('a customer can have a rounding of its own', async () => {
  const { desk } = await testDesk();
  await desk.customers.put({ id: 'acme', party: { name: 'Acme' }, quantity: { incrementMinutes: 60 } });
  await desk.work.record([testEntry('te_1', { minutes: 5 })]);
  await desk.batches.save({ through, key: '2026-03' });
  const { items } = await desk.invoices.list({ customerId: 'acme' });
  expect(items[0]?.content.totals.net.amount).toBe('120.00');
});
