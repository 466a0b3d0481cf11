import { accountRecords, billCounterRecords, invoiceRecords } from '../records/billing.ts';
import { customerRecords } from '../records/master-data.ts';
import { paymentRecords } from '../records/payments.ts';
import { workRecords } from '../records/work.ts';
import type { TenantView } from './checker.ts';

/** Every customer of whom anything is stored that can break a promise, each once. Ids are all that it remembers. */
export async function* customersOf(view: TenantView): AsyncGenerator<string, void, undefined> {
  const seen = new Set<string>();
  for await (const id of namesOf(view)) {
    if (id === null || seen.has(id)) continue;
    seen.add(id);
    yield id;
  }
}

async function* namesOf(view: TenantView): AsyncGenerator<string | null, void, undefined> {
  for await (const { id } of view.each(customerRecords)) yield id;
  for await (const { customerId } of view.each(billCounterRecords, { from: 'bills:', to: 'bills;' }))
    yield customerId;
  for await (const { customerId } of view.each(accountRecords)) yield customerId;
  for await (const { customerId } of view.each(paymentRecords)) yield customerId;
  for await (const { customerId } of view.each(workRecords)) yield customerId;
  for await (const { content } of view.each(invoiceRecords)) yield content.customerId;
}
