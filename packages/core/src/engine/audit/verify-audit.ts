import { z } from 'zod';
import { inputError, parseInput } from '../../errors/parse-input.ts';
import type { AuditHead, AuditRecord } from './audit-record.ts';
import { beforeFirst, digestOfRecord } from './digest-of-record.ts';

/**
 * What is wrong with a record. `edited`: it does not match its digest. `unlinked`: it does not follow the record before
 * it, so one of the two was written anew. `deleted`: it is gone. `reordered`: it stands elsewhere. `truncated`: the end of
 * the log is gone. `replaced`: it is not the record of which the anchor was taken.
 */
export type AuditFault = 'edited' | 'unlinked' | 'deleted' | 'reordered' | 'truncated' | 'replaced';

/** Whether an audit log is whole, and where it is not. */
export type AuditVerdict =
  | { readonly status: 'intact'; readonly head: AuditHead }
  | {
      readonly status: 'broken';
      /** The number of the first record that is not what it was. */
      readonly sequence: number;
      readonly fault: AuditFault;
    };

const anchorSchema: z.ZodType<AuditHead> = z.object({
  sequence: z.int().min(0),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'is no digest'),
});

/**
 * Checks an audit log, record by record: each must match its digest and follow the one before. It asks no storage, so it
 * works on an export as well.
 *
 * Whoever can write to the storage can cut off the end of the log, or write all of it anew. That shows only against an
 * anchor: a head that was taken before and kept where they can't write.
 *
 * @param records from the first on
 * @throws BillingError `AUDIT_INVALID` when the records are no list, or the anchor is no head of a log.
 * @example
 * ```ts
 * import { createBilling, verifyAudit } from '@billwright/core';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const desk = createBilling({ storage: memoryStorage() }).forTenant('acme-msp');
 * await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
 * await desk.customers.put({ id: 'initech', party: { name: 'Initech' } });
 * const anchor = await desk.audit.head();
 *
 * const { items } = await desk.audit.list();
 * console.log((await verifyAudit(items, anchor)).status);
 * // => intact
 * const cut = await verifyAudit(items.slice(0, 1), anchor);
 * console.log(cut.status === 'broken' ? `${cut.sequence} ${cut.fault}` : cut.status);
 * // => 2 truncated
 * ```
 */
export async function verifyAudit(
  records: Iterable<AuditRecord> | AsyncIterable<AuditRecord>,
  anchor?: AuditHead,
): Promise<AuditVerdict> {
  const known = anchor === undefined ? null : parseInput('AUDIT_INVALID', anchorSchema, anchor, ['anchor']);
  const walk = walkOf(records);
  let head: AuditHead = { sequence: 0, digest: beforeFirst };
  for await (const record of walk) {
    const sequence = head.sequence + 1;
    const fault = await faultOf(record, head, known, walk);
    if (fault !== null) return { status: 'broken', sequence, fault };
    head = { sequence, digest: record.digest };
  }
  const isCut = known !== null && known.sequence > head.sequence;
  if (isCut) return { status: 'broken', sequence: head.sequence + 1, fault: 'truncated' };
  return { status: 'intact', head };
}

async function faultOf(
  record: AuditRecord,
  head: AuditHead,
  anchor: AuditHead | null,
  rest: AsyncIterable<AuditRecord>,
): Promise<AuditFault | null> {
  const expected = head.sequence + 1;
  if (record.sequence < expected) return 'reordered';
  if (record.sequence > expected) {
    for await (const later of rest) if (later.sequence === expected) return 'reordered';
    return 'deleted';
  }
  if ((await digestOfRecord(record)) !== record.digest) return 'edited';
  if (record.previous !== head.digest) return 'unlinked';
  if (anchor?.sequence === expected && anchor.digest !== record.digest) return 'replaced';
  return null;
}

/** One walk over the records, which can be gone on with. */
async function* walkOf(records: Parameters<typeof verifyAudit>[0]): AsyncGenerator<AuditRecord> {
  const given: unknown = records;
  const isList =
    typeof given === 'object' &&
    given !== null &&
    (Symbol.iterator in given || Symbol.asyncIterator in given);
  if (!isList) throw inputError('AUDIT_INVALID', [{ path: ['records'], message: 'is no list of records' }]);
  for await (const record of records) {
    const one: unknown = record;
    if (typeof one !== 'object' || one === null)
      throw inputError('AUDIT_INVALID', [
        { path: ['records'], message: 'holds something that is no record' },
      ]);
    yield record;
  }
}
