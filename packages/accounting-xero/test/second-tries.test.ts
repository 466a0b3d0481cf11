import { expect, test } from 'vitest';
import { xeroDesk } from './support/xero-desk.ts';

test('what Xero refused to void is asked under another key when a person asks anew, and taken at once', async () => {
  const { desk, billing, organisation, drafted, idOf } = await xeroDesk();
  const stateOf = async () => (await desk.invoices.get('inv_1'))?.ledgers['xero']?.state;
  await drafted('inv_1', '80.00');
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await billing.dispatch();
  // Somebody entered a payment there, of which nobody has told us.
  const payment = organisation.enterPayment({ invoiceId: await idOf('inv_1'), amount: 10 });
  await desk.invoices.void('inv_1');
  await billing.dispatch();
  expect(await stateOf()).toBe('rejected');
  organisation.deletePayment(payment);
  const [dead] = (await desk.outbox.list({ state: 'dead' })).items;
  await desk.outbox.retry(dead?.id ?? '');
  await billing.dispatch();
  expect(await stateOf()).toBe('confirmed');
  expect(organisation.books.rows('Invoices')).toMatchObject([{ Status: 'VOIDED' }]);
});
