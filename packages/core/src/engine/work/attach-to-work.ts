import { inputError, parseInput } from '../../errors/parse-input.ts';
import { attachmentSchema } from '../../invoice/invoice-head.ts';
import type { Attachment } from '../../invoice/invoice.ts';
import { asJson } from '../as-json.ts';
import { type RecordedWork, type WorkKind, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { loadUnlocked } from './change-work.ts';

const most = 50;

/** Adds a file to work by reference, or replaces the one with its id. What the work comes to does not depend on it. */
export async function attachToWork(
  unit: Unit,
  kind: WorkKind,
  id: string,
  attachment: Attachment,
): Promise<RecordedWork> {
  const read = parseInput('WORK_INVALID', attachmentSchema, attachment, ['attachment']);
  const before = await loadUnlocked(unit, kind, id);
  const others = before.attachments.filter((one) => one.id !== read.id);
  if (others.length >= most)
    throw inputError('WORK_INVALID', [{ path: ['attachments'], message: `are ${most} already` }]);
  return saveAttachments(unit, before, [...others, read]);
}

/** Takes a file off work. One that is not there stays away. */
export async function detachFromWork(
  unit: Unit,
  kind: WorkKind,
  id: string,
  attachmentId: string,
): Promise<RecordedWork> {
  const before = await loadUnlocked(unit, kind, id);
  const others = before.attachments.filter((one) => one.id !== attachmentId);
  return others.length === before.attachments.length ? before : saveAttachments(unit, before, others);
}

async function saveAttachments(
  unit: Unit,
  before: RecordedWork,
  attachments: readonly Attachment[],
): Promise<RecordedWork> {
  const { kind, work } = before;
  const after = { ...before, attachments };
  await unit.save(workRecords, after);
  unit.emit('work.changed', { id: work.id });
  unit.note({
    action: 'work.attachments',
    subject: { kind, id: work.id },
    before: asJson(before.attachments),
    after: asJson(attachments),
  });
  return after;
}
