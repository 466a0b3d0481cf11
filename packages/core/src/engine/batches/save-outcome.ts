import type { TenantScope } from '../tenant-scope.ts';
import { type BatchCustomer, batchCustomerId, batchCustomerRecords } from '../records/batches.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';
import type { Outcome } from './outcome.ts';

/** Notes what became of a customer, and what was made for it. */
export async function saveOutcome(
  unit: Unit,
  row: BatchCustomer,
  outcome: Outcome,
  made: Partial<BatchCustomer> = {},
): Promise<BatchCustomer> {
  const done: BatchCustomer = { ...row, ...outcome, ...made, doneAt: unit.at };
  await unit.save(batchCustomerRecords, done);
  const { batchId, customerId } = row;
  unit.emit('batch.customer', { batchId, customerId, status: outcome.status });
  return done;
}

/** Notes that a customer could not be billed, unless somebody else was done with it before. */
export function failCustomer(
  scope: TenantScope,
  { batchId, customerId }: Pick<BatchCustomer, 'batchId' | 'customerId'>,
  outcome: Outcome,
  options: Omit<WriteOptions, 'key'>,
): Promise<BatchCustomer> {
  return scope.write({ method: 'batches.run', given: null }, options, async (unit) => {
    await unit.lock(`customer:${customerId}`);
    const row = await unit.load(batchCustomerRecords, batchCustomerId({ batchId, customerId }));
    return row.status === 'pending' ? saveOutcome(unit, row, outcome) : row;
  });
}
