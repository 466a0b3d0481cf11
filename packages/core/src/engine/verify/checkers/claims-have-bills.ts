import { billRecords, claimKey, claimRecords } from '../../records/billing.ts';
import type { TenantChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** A claim and its bill are written together, so whoever sees the claim sees the bill. */
export const claimsHaveBills: TenantChecker = {
  invariant: 'I1',
  says: 'A claim belongs to a bill.',
  of: 'tenant',
  async *check(view) {
    for await (const { claim, owner } of view.each(claimRecords)) {
      if ((await view.find(billRecords, owner)) !== null) continue;
      yield finding('claim', claimKey(claim), 'belongs to no bill', { billId: owner });
    }
  },
};
