import { BillingError } from '../../errors/billing-error.ts';
import { asJson } from '../as-json.ts';
import { canonicalJson } from '../canonical-json.ts';
import { nobodysWork, type RecordedWork, recordedWork, type WorkFact, workRecords } from '../records/work.ts';
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
 * @throws BillingError `ALREADY_EXISTS` when its id has other content, `WORK_INVALID` when something of it was retired.
 */
export async function addWork(unit: Unit, fact: WorkFact): Promise<RecordedWork> {
  const record = recordedWork(await asRecorded(unit, fact));
  if (await unit.add(workRecords, record)) return record;
  const known = await unit.load(workRecords, workRecords.id(record));
  if (canonicalJson(asJson(known.work)) === canonicalJson(asJson(record.work))) return known;
  throw new BillingError('ALREADY_EXISTS', { collection: 'work', id: record.work.id });
}
