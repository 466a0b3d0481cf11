import type { TopUpFacts } from '../../prepaid/top-up.ts';
import { noticeId, noticeRecords } from '../records/notices.ts';
import type { Unit } from '../unit.ts';

const failuresOf = (accountId: string) =>
  ({ subject: { kind: 'prepaid-account', id: accountId }, what: 'top-up-failed' }) as const;

/** The failed payments of an account since the last one that was paid, or `null` (R74). */
export async function topUpFailures(unit: Unit, accountId: string): Promise<TopUpFacts['failures']> {
  const known = await unit.find(noticeRecords, noticeId(failuresOf(accountId)));
  return known === null ? null : { count: known.count, lastAt: known.at };
}

/** Notes that a payment has failed: the next top-up by itself waits, longer each time. */
export async function noteFailure(unit: Unit, accountId: string, reason: string): Promise<void> {
  const failures = await topUpFailures(unit, accountId);
  const count = (failures?.count ?? 0) + 1;
  await unit.save(noticeRecords, { ...failuresOf(accountId), at: unit.at, count });
  unit.emit('prepaid.top-up-failed', { accountId, reason });
}

/** A payment has come: nothing waits any more. */
export async function forgetFailures(unit: Unit, accountId: string): Promise<void> {
  await unit.drop(noticeRecords, noticeId(failuresOf(accountId)));
}
