import { type PageSource, readPage } from '../page.ts';
import type { BatchScope } from '../records/batches.ts';
import { contractRecords, customerRecords } from '../records/master-data.ts';
import { workRecords } from '../records/work.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { filterOf } from './batch-request.ts';

const customers: PageSource<Customer, 'customers'> = { from: customerRecords };

/** The ids of the customers that a batch looks at, a part at a time, in order. */
export async function* customersOf(
  scope: TenantScope,
  batch: Pick<BatchScope, 'include' | 'exclude'>,
): AsyncGenerator<readonly string[], void, undefined> {
  const filter = filterOf(batch);
  const named = batch.include.customers;
  if (named !== null) {
    const ids = [...new Set(named)].filter((id) => filter.customer(id)).toSorted();
    await scope.read(async (unit) => {
      for (const id of ids) await unit.load(customerRecords, id);
    });
    if (ids.length > 0) yield ids;
    return;
  }
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<typeof readPage<Customer, 'customers'>>> = await readPage(
      scope,
      customers,
      { after, limit: 200 },
    );
    const ids = page.items.map(({ id }) => id).filter((id) => filter.customer(id));
    if (ids.length > 0) yield ids;
    after = page.next;
  }
}

/** Whether there is anything that a batch could bill of a customer. */
export async function hasSomething(unit: Unit, customerId: string): Promise<boolean> {
  const open = await unit.some(workRecords, { index: ['open', customerId], limit: 1 });
  if (open.length > 0) return true;
  for await (const { state } of unit.each(contractRecords, { index: ['customer', customerId] }))
    if (state !== 'draft') return true;
  return false;
}
