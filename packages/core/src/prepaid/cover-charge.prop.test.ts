import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideRounded } from '../money/divide-rounded.ts';
import { toScaled } from '../money/scaled.ts';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { anyPaidLots, anyPrepaidAccount } from '../testing/prepaid-arbitraries.ts';
import { coverCharge } from './cover-charge.ts';
import { unitsOf } from './ledger-quantity.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import { creditLot } from './prepaid-lot.ts';
import { openPool, type PrepaidPool } from './prepaid-pool.ts';

const at = '2026-06-30T00:00:00.000Z';
const date = '2026-06-05';
const anyPool = (wanted: PrepaidAccount['unit']): fc.Arbitrary<PrepaidPool> =>
  anyPrepaidAccount()
    .filter(({ unit }) => unit === wanted)
    .chain((account) =>
      anyPaidLots(account).map((lots) => {
        const ledger = lots.map((lot) => creditLot(account, lot, at).posting);
        return openPool(account, lots, ledger, at);
      }),
    );
const anySeconds = fc.oneof(fc.nat({ max: 600 }), fc.nat({ max: 20_000 }));
const anyBand = fc.constantFrom('business', 'after-hours', 'night', 'weekend');
const anyPrice = fc.constantFrom('120', '0.37', '33.333333', '7500', '0', '1.005');

test('R71: what hours cover is billed seconds × burn factor, to the ten-thousandth of a second', () => {
  fc.assert(
    fc.property(anyPool('hours'), anySeconds, anyBand, (pool, billedSeconds, band) => {
      const { account } = pool;
      const before = unitsOf(account, pool.available(date));
      const cover = coverCharge(pool, exampleCharge({ band, billedSeconds, date }));
      const factor = BigInt(Math.round(Number(account.burn[band] ?? '1') * 10_000));
      expect(cover.coveredSeconds + cover.restSeconds).toBe(billedSeconds);
      expect(unitsOf(account, cover.drawn)).toBe(BigInt(cover.coveredSeconds) * factor);
      expect(unitsOf(account, cover.short)).toBe(BigInt(cover.restSeconds) * factor);
      const left = before - unitsOf(account, cover.drawn);
      expect(unitsOf(account, pool.available(date))).toBe(left);
      // One second more would not have been there.
      expect(cover.restSeconds === 0 || left < factor).toBe(true);
    }),
  );
});

test('R71: what money pays and what it is short of sum to the amount of the charge rounded half-up', () => {
  const anyCount = fc.record({ unit: fc.constantFrom('hour', 'hour', 'piece'), pieces: fc.nat({ max: 3 }) });
  fc.assert(
    fc.property(
      anyPool('money'),
      anySeconds,
      anyPrice,
      anyCount,
      (pool, billedSeconds, unitPrice, { unit, pieces }) => {
        const { account } = pool;
        const before = unitsOf(account, pool.available(date));
        const given = { unit, billedSeconds, unitPrice, date, currency: account.currency ?? '' } as const;
        const cover = coverCharge(pool, exampleCharge({ ...given, pieces: unit === 'piece' ? pieces : 0 }));
        const price = toScaled(unitPrice);
        const count = BigInt(unit === 'hour' ? billedSeconds : pieces * 3600);
        const whole = 3600n * 10n ** BigInt(price.scale);
        const minor = unitsOf(account, '1');
        const need = divideRounded(count * price.units * minor, whole, 'half-up');
        const paid = unitsOf(account, cover.drawn);
        expect(paid).toBe(need < before ? need : before);
        expect(paid + unitsOf(account, cover.short)).toBe(need);
        expect(cover.coveredSeconds + cover.restSeconds).toBe(billedSeconds);
        expect(Math.min(cover.coveredSeconds, cover.restSeconds)).toBeGreaterThanOrEqual(0);
        expect(paid < need || need === 0n || cover.restSeconds === 0).toBe(true);
        expect(paid > 0n || cover.coveredSeconds === 0).toBe(true);
        // The seconds are the nearest whole ones to what the amount pays for, but never more than were billed.
        const isSplit = paid > 0n && paid < need && unit === 'hour';
        const second = price.units * minor;
        const twiceTooMany = 2n * (BigInt(cover.coveredSeconds) * second - paid * whole);
        const isNearest = twiceTooMany <= second && (twiceTooMany > -second || cover.restSeconds === 0);
        expect(!isSplit || isNearest).toBe(true);
      },
    ),
  );
});
