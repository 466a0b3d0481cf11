import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { textOfScaled } from '../money/scaled.ts';
import { hoursAccount, moneyAccount } from '../testing/prepaid-fixture.ts';
import { textOfUnits, toLedgerQuantity, unitsOf } from './ledger-quantity.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import { topUpDue } from './top-up.ts';

const now = '2026-06-10T12:00:00.000Z';
const pricePerHour = money('90.00', 'EUR');
const anyAccount: fc.Arbitrary<PrepaidAccount> = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), fc.boolean(), fc.boolean())
  .map(([threshold, more, isTo, isHours]) => {
    const written = (units: number): string => textOfScaled({ units: BigInt(units), scale: 2 });
    const goal = isTo ? { to: written(threshold + more) } : { by: written(more) };
    const topUp = { threshold: written(threshold), ...goal };
    return isHours ? hoursAccount({ topUp: { ...topUp, pricePerHour } }) : moneyAccount({ topUp });
  });
/** Balances around the threshold: cents, or ten-thousandths of a second. */
const anyFacts = anyAccount.chain((account) => {
  const size = account.currency === null ? 36_000_000n * 4n : 400n;
  const units = fc.tuple(fc.bigInt({ min: -size, max: size }), fc.bigInt({ min: 0n, max: size }));
  return units.map(([balance, inFlight]) => ({ account, balance, inFlight }));
});

test('R74: one top-up closes the whole gap, no second one follows, and none is larger than it must be', () => {
  fc.assert(
    fc.property(anyFacts, ({ account, balance, inFlight }) => {
      const facts = { balance: textOfUnits(account, balance), inFlight: textOfUnits(account, inFlight), now };
      const threshold = unitsOf(account, toLedgerQuantity(account, account.topUp?.threshold ?? '0'));
      const decision = topUpDue(account, facts);
      expect(decision.status).toBe(balance + inFlight < threshold ? 'due' : 'enough');
      if (decision.status !== 'due') return true;
      const added = unitsOf(account, toLedgerQuantity(account, decision.quantity));
      const next = { ...facts, inFlight: textOfUnits(account, inFlight + added) };
      const paid = { ...facts, balance: textOfUnits(account, balance + added) };
      const after = balance + inFlight + added;
      const { by, to } = account.topUp ?? { by: null, to: null };
      // An hour has 36,000,000 steps, so what an invoice prints is at most 3,599 of them too many.
      const tooMany = account.currency === null ? 3_600n : 1n;
      const goal = to === null ? threshold : unitsOf(account, toLedgerQuantity(account, to));
      const most = by === null ? tooMany : unitsOf(account, toLedgerQuantity(account, by));
      return (
        topUpDue(account, next).status === 'enough' &&
        topUpDue(account, paid).status === 'enough' &&
        after >= goal &&
        after - goal < most
      );
    }),
  );
});
