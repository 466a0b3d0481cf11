import { BillingError } from '../../errors/billing-error.ts';
import { asJson } from '../as-json.ts';
import type { EngineContext } from '../engine-context.ts';
import { redraw } from '../prepaid/redraw.ts';
import { refreshDraws } from '../prepaid/refresh-draws.ts';
import { returnDraws } from '../prepaid/return-draws.ts';
import {
  type RecordedWork,
  recordedWork,
  type WorkFact,
  type WorkKind,
  workRecordId,
  workRecords,
} from '../records/work.ts';
import { asRecorded } from '../services/as-recorded.ts';
import type { Unit } from '../unit.ts';
import { lockCustomersOf } from './add-work.ts';

/**
 * Replaces work. What it had drawn from prepaid accounts is given back, and drawn anew for what it is now (R76).
 *
 * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED` when a bill has it.
 */
export async function replaceWork(
  unit: Unit,
  context: Pick<EngineContext, 'ids' | 'plugins'>,
  fact: WorkFact,
): Promise<RecordedWork> {
  const { kind, work } = fact;
  const before = await loadUnlocked(unit, kind, work.id, recordedWork(fact));
  const accountIds = await giveBackOf(unit, before, 'the work was edited');
  const [told = fact] = await asRecorded(unit, [fact]);
  const after = { ...recordedWork(told), attachments: before.attachments };
  await unit.save(workRecords, after);
  if (after.customerId === before.customerId) await redraw(unit, context, accountIds, work.id);
  await refreshDrawsOf(unit, context, [before, after]);
  unit.emit('work.changed', { id: work.id });
  unit.note({
    action: 'work.edit',
    subject: { kind, id: work.id },
    before: asJson(before.work),
    after: asJson(work),
  });
  return after;
}

/**
 * Deletes work. What it had drawn from prepaid accounts is given back.
 *
 * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED` when a bill has it.
 */
export async function deleteWork(
  unit: Unit,
  context: Pick<EngineContext, 'ids' | 'plugins'>,
  kind: WorkKind,
  id: string,
): Promise<void> {
  const before = await loadUnlocked(unit, kind, id);
  await giveBackOf(unit, before, 'the work was deleted');
  await unit.drop(workRecords, workRecordId(kind, id));
  await refreshDrawsOf(unit, context, [before]);
  unit.emit('work.deleted', { id });
  unit.note({ action: 'work.delete', subject: { kind, id }, before: asJson(before), after: null });
}

/**
 * Work that no bill has, under the lock of its customer, and of the one that it goes to.
 *
 * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED`
 */
export async function loadUnlocked(
  unit: Unit,
  kind: WorkKind,
  id: string,
  goesTo?: Pick<RecordedWork, 'customerId'>,
): Promise<RecordedWork> {
  const first = await unit.load(workRecords, workRecordId(kind, id));
  await lockCustomersOf(unit, goesTo === undefined ? [first] : [first, goesTo]);
  const record = await unit.load(workRecords, workRecordId(kind, id));
  if (record.billId === null) return record;
  throw new BillingError('WORK_LOCKED', { kind, id, billId: record.billId });
}

/** What other work of the customers has drawn can be more than it needs by now. */
export async function refreshDrawsOf(
  unit: Unit,
  context: Pick<EngineContext, 'ids' | 'plugins'>,
  works: readonly RecordedWork[],
): Promise<void> {
  const ids = works.flatMap(({ kind, customerId }) =>
    kind === 'entry' && customerId !== null ? [customerId] : [],
  );
  for (const id of [...new Set(ids)].toSorted()) await refreshDraws(unit, context, id);
}

async function giveBackOf(
  unit: Unit,
  { kind, work, customerId }: RecordedWork,
  reason: string,
): Promise<readonly string[]> {
  if (kind !== 'entry' || customerId === null) return [];
  return returnDraws(unit, customerId, work.id, reason);
}
