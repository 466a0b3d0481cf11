import { canonicalJson } from '../canonical-json.ts';
import { collection } from '../collection.ts';
import { digestOf } from '../digest.ts';
import type { Unit } from '../unit.ts';
import type { AuditHead, AuditRecord } from './audit-record.ts';

/** The records, by number. */
export const auditLog = collection<AuditRecord, 'audit'>({
  name: 'audit',
  id: ({ sequence }) => String(sequence).padStart(12, '0'),
  keys: ({ subject: { kind, id } }) => ({ subject: `${kind}:${id}` }),
});

interface StoredHead extends AuditHead {
  readonly id: 'audit';
}

const heads = collection<StoredHead, 'counters'>({ name: 'counters', id: ({ id }) => id });

/** The digest before the first record. */
const beginning: StoredHead = { id: 'audit', sequence: 0, digest: '0'.repeat(64) };

/** Where the log stands. */
export async function auditHead(unit: Unit): Promise<AuditHead> {
  return (await unit.find(heads, beginning.id)) ?? beginning;
}

/** What a record's digest is over: everything but itself. */
export async function digestOfRecord(record: Omit<AuditRecord, 'digest'>): Promise<string> {
  const { sequence, at, actor, action, subject, before, after, reason, previous } = record;
  const parts = { sequence, at, actor: { kind: actor.kind, id: actor.id }, action, subject, before, after };
  return digestOf(canonicalJson({ ...parts, reason, previous }));
}

/** Writes what was noted to the end of the log. The last thing before a commit: everybody waits for the head. */
export async function appendToAudit(unit: Unit): Promise<void> {
  if (unit.notes.length === 0) return;
  await unit.lock('audit');
  let head = (await unit.find(heads, beginning.id)) ?? beginning;
  const { at, actor, reason } = unit.frame;
  for (const note of unit.notes) {
    const unsigned = {
      ...note,
      sequence: head.sequence + 1,
      at,
      actor,
      reason,
      previous: head.digest,
    };
    const digest = await digestOfRecord(unsigned);
    await unit.save(auditLog, { ...unsigned, digest });
    head = { id: 'audit', sequence: unsigned.sequence, digest };
  }
  await unit.save(heads, head);
}
