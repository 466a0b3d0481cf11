import type { StoredBill } from '../../records/billing.ts';
import type { CustomerChecker } from '../checker.ts';
import { finding } from '../violation.ts';
import { workedSecondsOf } from '../worked-seconds.ts';

/** Measured time, which is never changed, on bills and on the entry itself. */
export const billedTime: CustomerChecker = {
  invariant: 'I2',
  says: 'No second of work is on bills twice, and all of it is once nothing of it waits.',
  of: 'customer',
  *check({ standing, work }) {
    const onBills = secondsOnBills(standing);
    for (const record of work) {
      if (record.kind !== 'entry' || record.billId === null) continue;
      const worked = workedSecondsOf(record.work);
      const billed = onBills.get(record.work.id);
      if (worked === null || billed === undefined) continue;
      const isWrong = record.isPartlyOpen ? billed > worked : billed !== worked;
      if (isWrong)
        yield finding('entry', record.work.id, 'has other time on bills than was worked', { worked, billed });
    }
  },
};

function secondsOnBills(standing: readonly StoredBill[]): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const { bill } of standing) {
    for (const { entryId, measuredSeconds } of [...bill.charges, ...bill.covered])
      seconds.set(entryId, (seconds.get(entryId) ?? 0) + measuredSeconds);
  }
  return seconds;
}
