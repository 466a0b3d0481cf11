import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { instantSchema } from '../../time/instant.ts';
import { auditHead, auditLog } from '../audit/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../audit/audit-record.ts';
import { type AuditVerdict, verifyAudit } from '../audit/verify-audit.ts';
import { type Page, type PageRequest, readAll, readPage } from '../page.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** Which records to list. */
export interface AuditQuery extends PageRequest {
  /** Those about one thing, for example `{ kind: 'invoice', id }`. */
  readonly subject?: AuditRecord['subject'] | undefined;
  /** The first instant, inclusive. ISO 8601 with `Z` or an offset. */
  readonly from?: string | undefined;
  /** The first instant that counts no more. */
  readonly to?: string | undefined;
}

/**
 * Who changed what, when and why: every change that was ever made.
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const desk = createBilling({ storage: memoryStorage() }).forTenant('acme-msp');
 * const actor = { kind: 'person', id: 'ana' } as const;
 * await desk.teams.put({ id: 'field', names: [{ value: 'Field' }] }, { actor, reason: 'a new team' });
 * const { items } = await desk.audit.list({ subject: { kind: 'team', id: 'field' } });
 * console.log(items[0]?.action, items[0]?.actor.id, items[0]?.reason);
 * // => team.put ana a new team
 * console.log((await desk.audit.verify(await desk.audit.head())).status);
 * // => intact
 * ```
 */
export interface AuditService {
  /**
   * In the order in which it happened.
   *
   * @throws BillingError `QUERY_INVALID` with every fault and its path.
   */
  list(query?: AuditQuery): Promise<Page<AuditRecord>>;
  /** Where the log stands. Keep it outside, for example in a mail each night: `verify` holds the log against it. */
  head(): Promise<AuditHead>;
  /**
   * Checks that no record was changed, deleted or put elsewhere since it was written; with an anchor, also that the end
   * of the log is not gone, and the log not written anew.
   *
   * @throws BillingError `AUDIT_INVALID` when the anchor is no head of a log.
   */
  verify(anchor?: AuditHead, options?: { readonly signal?: CancelSignal | undefined }): Promise<AuditVerdict>;
}

const querySchema = z.object({
  subject: z.strictObject({ kind: idSchema, id: idSchema }).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});

/** The service of the audit log. */
export function auditService(scope: TenantScope): AuditService {
  return {
    async list(query = {}) {
      const { subject, from, to } = parseInput('QUERY_INVALID', querySchema, query);
      const index =
        subject === undefined ? undefined : (['subject', `${subject.kind}:${subject.id}`] as const);
      return readPage(scope, { from: auditLog, index, range: { from, to } }, query);
    },
    head: () => scope.read((unit) => auditHead(unit)),
    verify: (anchor, { signal } = {}) => verifyAudit(unlessAborted(scope, signal), anchor),
  };
}

async function* unlessAborted(
  scope: TenantScope,
  signal: CancelSignal | undefined,
): AsyncGenerator<AuditRecord> {
  for await (const record of readAll(scope, { from: auditLog })) {
    if (signal?.aborted === true) throw signal.reason;
    yield record;
  }
}
