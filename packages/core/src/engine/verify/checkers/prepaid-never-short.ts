import type { CustomerChecker } from '../checker.ts';
import { exact, textOf } from '../exact.ts';
import { callsOf } from '../ledger-walk.ts';
import { finding } from '../violation.ts';

/** Balances after each call that changed them; the overdraft as it stands, since its limit may have been another. */
export const prepaidNeverShort: CustomerChecker = {
  invariant: 'I8',
  says: 'No prepaid lot ever holds less than nothing, and no account is overdrawn further than was agreed.',
  of: 'customer',
  *check({ accounts }) {
    for (const { account, ledger } of accounts) {
      const left = new Map<string | null, bigint>();
      for (const call of callsOf(ledger)) {
        const touched = new Set<string>();
        for (const { posting } of call) {
          left.set(posting.lotId, (left.get(posting.lotId) ?? 0n) + (exact(posting.quantity) ?? 0n));
          if (posting.lotId !== null) touched.add(posting.lotId);
        }
        for (const lotId of touched) {
          const holds = left.get(lotId) ?? 0n;
          if (holds >= 0n) continue;
          const at = call[0]?.posting.at ?? '';
          yield finding('prepaid-lot', lotId, 'held less than nothing', { at, left: textOf(holds) });
        }
      }
      const overdrawn = -(left.get(null) ?? 0n);
      // The ledger of an account of hours counts seconds.
      const agreed = (exact(account.overdraft) ?? 0n) * (account.unit === 'hours' ? 3600n : 1n);
      if (overdrawn > agreed)
        yield finding('prepaid-account', account.id, 'is overdrawn further than was agreed', {
          overdrawn: textOf(overdrawn),
          agreed: textOf(agreed),
        });
    }
  },
};
