import { BillingError } from '../../errors/billing-error.ts';
import type { Customer } from '../../master-data/customer.ts';
import { readAll } from '../page.ts';
import { customerRecords } from '../records/master-data.ts';
import type { TenantScope } from '../tenant-scope.ts';

/**
 * The customers that a report is about, by id: one, or all.
 *
 * @throws BillingError `NOT_FOUND` when the one is not there.
 */
export async function* customersToReport(
  scope: TenantScope,
  customerId?: string,
): AsyncGenerator<Customer, void, undefined> {
  if (customerId === undefined) {
    yield* readAll(scope, { from: customerRecords });
    return;
  }
  const customer = await scope.read((unit) => unit.find(customerRecords, customerId));
  if (customer === null) throw new BillingError('NOT_FOUND', { collection: 'customers', id: customerId });
  yield customer;
}
