import { BillingError } from '../../errors/billing-error.ts';
import { nobodysWork, type RecordedWork, recordedWork, type WorkFact, workRecords } from '../records/work.ts';
import { sameJson } from '../same-json.ts';
import { asRecorded } from '../services/as-recorded.ts';
import type { Unit } from '../unit.ts';

/** Customers are locked in the order of their ids, so that two calls never wait for each other. */
export async function lockCustomersOf(
  unit: Unit,
  works: readonly Pick<RecordedWork, 'customerId'>[],
): Promise<void> {
  const ids = new Set(works.map(({ customerId }) => customerId ?? nobodysWork));
  for (const id of [...ids].toSorted()) await unit.lock(`customer:${id}`);
}

/**
 * Records work. What is recorded already, just as it is, stays as it is. The caller holds the customers' locks.
 *
 * @throws BillingError `ALREADY_EXISTS` when an id has other content, `WORK_INVALID` when something of it was retired.
 */
export async function addWork(unit: Unit, facts: readonly WorkFact[]): Promise<readonly RecordedWork[]> {
  const records = (await asRecorded(unit, facts)).map(recordedWork);
  const answers = await unit.addAll(workRecords, records);
  const others = records.filter((_, index) => answers[index] !== true);
  const known = await unit.loadAll(workRecords, others.map(workRecords.id));
  const kept = new Map(known.map((record) => [workRecords.id(record), record]));
  return records.map((record, index) => {
    const before = answers[index] === true ? undefined : kept.get(workRecords.id(record));
    if (before === undefined) return record;
    if (sameJson(before.work, record.work)) return before;
    throw new BillingError('ALREADY_EXISTS', { collection: 'work', id: record.work.id });
  });
}
