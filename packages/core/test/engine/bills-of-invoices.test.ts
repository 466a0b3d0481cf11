import { expect, test } from 'vitest';
import { lineKeyOnInvoice } from '../../src/bill/bills-on-invoice.ts';
import { workOfLines } from '../../src/bill/work-of-lines.ts';
import { sum } from '../../src/money/arithmetic.ts';
import { testDesk, testEntry } from './support/desk.ts';

test('the bills of an invoice say what work is behind its lines, also when it is void', async () => {
  const { desk, putContract } = await testDesk();
  await putContract({ id: 'c_1', order: 1, covers: { serviceType: 'support' } });
  await putContract({ id: 'c_2', order: 2 });
  await desk.work.record([
    testEntry('te_1', { minutes: 25 }),
    testEntry('te_2', { minutes: 25 }),
    testEntry('te_3', { serviceTypeId: 'project', minutes: 50 }),
  ]);
  const batch = await desk.batches.save({ through: '2026-03-31', key: '2026-03' });
  const [draft] = (await desk.invoices.list({ batchId: batch.id })).items;
  const invoice = await desk.invoices.issue(draft?.id ?? '');
  const bills = await desk.invoices.bills(invoice.id);
  expect(bills.map(({ contractId }) => contractId)).toEqual(['c_1', 'c_2']);
  const works = bills.flatMap((bill) =>
    [...workOfLines(bill)].map(([key, work]) => [lineKeyOnInvoice(bill, key, bills.length), work] as const),
  );
  expect(works.map(([key]) => key)).toEqual(invoice.content.lines.map(({ key }) => key));
  for (const [index, [, work]] of works.entries()) {
    const line = invoice.content.lines[index];
    const amounts = work.map(({ amount }) => amount);
    expect(sum(amounts, 'EUR')).toEqual(line?.amount);
    expect(work.map(({ entryId }) => entryId)).toEqual(line?.entryIds);
  }
  await desk.invoices.void(invoice.id);
  expect(await desk.invoices.bills(invoice.id)).toEqual(bills);
});

test('an invoice by hand has no bills', async () => {
  const { desk } = await testDesk();
  const { id } = await desk.invoices.draft({ customerId: 'acme', lines: [] });
  expect(await desk.invoices.bills(id)).toEqual([]);
});
