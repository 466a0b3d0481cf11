import { BillingError } from '../../errors/billing-error.ts';
import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';
import type { Unit } from '../unit.ts';
import type { AuditHead, AuditRecord } from './audit-record.ts';
import { beforeFirst, digestOfRecord } from './digest-of-record.ts';

const place = (sequence: number): string => String(sequence).padStart(12, '0');

/** The records, by number, which is by instant as well. */
export const auditLog = collection<AuditRecord, 'audit'>({
  name: 'audit',
  id: ({ sequence }) => place(sequence),
  order: ({ at, sequence }) => `${at}#${place(sequence)}`,
  keys: ({ subject: { kind, id } }) => ({ subject: `${kind}:${id}` }),
});

interface StoredHead extends AuditHead {
  readonly id: 'audit';
  /** The instant of the last record: none is earlier afterwards. */
  readonly at: Instant | null;
}

const heads = collection<StoredHead, 'counters'>({ name: 'counters', id: ({ id }) => id });

/** The digest before the first record. */
const beginning: StoredHead = { id: 'audit', sequence: 0, digest: beforeFirst, at: null };

/** Where the log stands. */
export async function auditHead(unit: Unit): Promise<AuditHead> {
  const { sequence, digest } = (await unit.find(heads, beginning.id)) ?? beginning;
  return { sequence, digest };
}

/** Writes what was noted to the end of the log. The last thing before a commit: everybody waits for the head. */
export async function appendToAudit(unit: Unit): Promise<void> {
  if (unit.notes.length === 0) return;
  await unit.lock('audit');
  let head = (await unit.find(heads, beginning.id)) ?? beginning;
  const { actor, reason } = unit.frame;
  const at = head.at !== null && head.at > unit.at ? head.at : unit.at;
  const records: AuditRecord[] = [];
  for (const note of unit.notes) {
    const unsigned = {
      ...note,
      sequence: head.sequence + 1,
      at,
      // What else a caller's actor holds is not kept.
      actor: { kind: actor.kind, id: actor.id },
      reason,
      previous: head.digest,
    };
    const digest = await digestOfRecord(unsigned);
    records.push({ ...unsigned, digest });
    head = { id: 'audit', sequence: unsigned.sequence, digest, at };
  }
  const taken = records[(await unit.addAll(auditLog, records)).indexOf(false)];
  if (taken !== undefined)
    throw new BillingError('STORAGE_CONFLICT', { collection: auditLog.name, id: auditLog.id(taken) });
  await unit.save(heads, head);
}
