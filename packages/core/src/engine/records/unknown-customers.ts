import { collection } from '../collection.ts';
import type { Unit } from '../unit.ts';
import { customerRecords } from './master-data.ts';
import { type RecordedWork, workRecords } from './work.ts';

/** A customer of whom there was no record when work of it was recorded. */
interface UnknownCustomer {
  readonly customerId: string;
}

const prefix = 'unknown-customer:';

const unknownCustomerRecords = collection<UnknownCustomer, 'counters'>({
  name: 'counters',
  id: ({ customerId }) => prefix + customerId,
});

/** Remembers that work is of a customer whom nobody knows, so that a batch finds it. */
export async function noteUnknownCustomer(unit: Unit, customerId: string): Promise<void> {
  await unit.add(unknownCustomerRecords, { customerId });
}

/** Work of a customer id that no record has. */
export interface UnknownCustomerWork {
  readonly customerId: string;
  /** What no bill has. */
  readonly works: readonly RecordedWork[];
}

/** The work of customers of whom there still is no record, as far as it is taken, by id. */
export async function unknownCustomersIn(
  unit: Unit,
  takes: { readonly customer: (id: string) => boolean; readonly work: (work: RecordedWork) => boolean },
): Promise<readonly UnknownCustomerWork[]> {
  const found: UnknownCustomerWork[] = [];
  const noted = await unit.all(unknownCustomerRecords, { from: prefix, to: 'unknown-customer;' });
  for (const { customerId } of noted) {
    if (!takes.customer(customerId) || (await unit.find(customerRecords, customerId)) !== null) continue;
    const open = await unit.all(workRecords, { index: ['open', customerId] });
    const works = open.filter((work) => takes.work(work));
    if (works.length > 0) found.push({ customerId, works });
  }
  return found;
}
