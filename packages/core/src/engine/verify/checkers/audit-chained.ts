import { auditLog } from '../../audit/audit-chain.ts';
import { verifyAudit } from '../../audit/verify-audit.ts';
import type { TenantChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** The head is read first: what is appended while the check goes on comes after it. */
export const auditChained: TenantChecker = {
  invariant: 'I20',
  says: 'Each record of the audit log is as it was written, and follows the one before it, up to the head.',
  of: 'tenant',
  async *check(view) {
    const head = await view.auditHead();
    const verdict = await verifyAudit(view.each(auditLog), head);
    if (verdict.status === 'broken')
      yield finding('audit', String(verdict.sequence), `is ${verdict.fault}`, { head: head.sequence });
  },
};
