import type { BatchScope } from '../records/batches.ts';
import { type UnknownCustomerWork, unknownCustomersIn } from '../records/unknown-customers.ts';
import type { Unit } from '../unit.ts';
import { filterOf } from './batch-request.ts';
import type { Outcome } from './outcome.ts';

/**
 * The customers of whom a batch finds work and no record, whom nothing can be billed to. Where customers are named,
 * those are known.
 */
export async function unknownCustomersOf(
  unit: Unit,
  batch: BatchScope,
): Promise<readonly UnknownCustomerWork[]> {
  if (batch.include.customers !== null) return [];
  const { customer, work } = filterOf(batch);
  return unknownCustomersIn(unit, {
    customer,
    work: (record) => record.date <= batch.through && work(record),
  });
}

/** What becomes of them in a batch: their work waits for a record of the customer. */
export function unknownOutcome({ customerId, works }: UnknownCustomerWork): Outcome {
  const message = `there is no customer "${customerId}", and ${works.length} of its work records wait: put the customer`;
  return {
    status: 'blocked',
    reason: { code: 'unknown-customer', message },
    amounts: [],
    blocked: works.filter(({ kind }) => kind === 'entry').length,
  };
}
