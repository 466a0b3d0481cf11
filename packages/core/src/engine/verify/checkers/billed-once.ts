import { claimKey } from '../../records/billing.ts';
import type { CustomerChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** Bills that stand, what they say that they consume, and the claims that keep others from it. */
export const billedOnce: CustomerChecker = {
  invariant: 'I1',
  says: 'Nothing is on two bills that stand, and a bill has the claims on what it consumes.',
  of: 'customer',
  *check({ bills, standing, claims }) {
    const taken = new Map<string, string>();
    const owners = new Map(claims.map(({ claim, owner }) => [claimKey(claim), owner]));
    for (const { id, bill } of standing) {
      for (const claim of bill.claims) {
        const key = claimKey(claim);
        const other = taken.get(key);
        if (other !== undefined) {
          yield finding('bill', id, 'consumes what another bill consumes', { claim: key, billId: other });
        } else if (owners.get(key) !== id) {
          yield finding('bill', id, 'has no claim on what it consumes', { claim: key });
        }
        taken.set(key, other ?? id);
      }
    }
    const released = new Set(bills.filter(({ releasedAt }) => releasedAt !== null).map(({ id }) => id));
    for (const { claim, owner } of claims) {
      const isOwn = taken.get(claimKey(claim)) === owner;
      if (released.has(owner))
        yield finding('bill', owner, 'was released and still has a claim', { claim: claimKey(claim) });
      else if (!isOwn)
        yield finding('bill', owner, 'has a claim on what it does not consume', { claim: claimKey(claim) });
    }
  },
};
