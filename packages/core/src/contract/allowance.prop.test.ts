import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, formatDecimal } from '../money/decimal.ts';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { anyAllowance } from '../testing/contract-arbitraries.ts';
import { smallWorld } from '../testing/small-world.ts';
import { type Allowance, baseQuantity } from './allowance.ts';
import type { WorkToCover } from './allowance-measure.ts';
import { type AllowanceLot, carryOver } from './carry-over.ts';
import { openAllowance } from './open-allowance.ts';

const anyWorkToCover: fc.Arbitrary<WorkToCover> = fc
  .record({
    band: fc.constantFrom(...smallWorld.bands),
    billedSeconds: fc.integer({ min: 0, max: 20_000 }),
    unit: fc.constantFrom('hour', 'hour', 'hour', 'piece'),
    unitPrice: fc.constantFrom('120', '0', '33.3333', '0.01'),
    workItem: fc.option(
      fc.record({ kind: fc.constant('ticket' as const), id: fc.constantFrom(...smallWorld.workItems) }),
    ),
  })
  .map(exampleCharge);

const anyPeriods = fc.array(fc.array(anyWorkToCover, { maxLength: 15 }), { minLength: 1, maxLength: 5 });

const total = (quantities: readonly { readonly quantity: string }[]): string =>
  formatDecimal(quantities.reduce((sum, { quantity }) => sum.plus(decimal(quantity)), decimal(0)));

const open = (allowance: Allowance, carriedIn: readonly AllowanceLot[] = []) =>
  openAllowance(allowance, { period: '2026-03-01', currency: 'EUR', carriedIn });

test('R60: covered and rest are the whole of the work, and what was used and is left the whole of the allowance', () => {
  fc.assert(
    fc.property(anyAllowance(), anyPeriods, (allowance, periods) => {
      const opened = open(allowance);
      const before = total(opened.left());
      const draws = periods.flat().map((work) => {
        const draw = opened.draw(work);
        expect(draw.coveredSeconds + draw.restSeconds).toBe(work.billedSeconds);
        expect(Math.min(draw.coveredSeconds, draw.restSeconds)).toBeGreaterThanOrEqual(0);
        const split = draw.coveredSeconds > 0 && draw.restSeconds > 0;
        expect(split && work.unit === 'piece').toBe(false);
        return draw;
      });
      const used = draws.flatMap(({ uses }) => uses);
      expect(decimal(total(used)).plus(total(opened.left())).equals(before)).toBe(true);
      expect(opened.left().every(({ quantity }) => !decimal(quantity).isNegative())).toBe(true);
      expect(decimal(opened.use().used).equals(total(used))).toBe(true);
    }),
  );
});

test('R60: hours cover exactly what a plain count of seconds × factor covers', () => {
  fc.assert(
    fc.property(anyAllowance(), fc.array(anyWorkToCover), (allowance, works) => {
      fc.pre(allowance.unit === 'hours');
      const opened = open(allowance);
      let left = baseQuantity('hours', allowance.quantity);
      for (const work of works) {
        const factor = allowance.burn[work.band] ?? '1';
        const most = Number(formatDecimal(left.dividedBy(factor).floor()));
        const whole = work.billedSeconds <= most;
        const covered = whole ? work.billedSeconds : work.unit === 'piece' ? 0 : most;
        left = left.minus(decimal(factor).times(covered));
        expect(opened.draw(work).coveredSeconds).toBe(covered);
      }
      expect(decimal(total(opened.left())).equals(left)).toBe(true);
    }),
  );
});

test('cutting work by the hour in two draws the same as drawing it at once', () => {
  const cut = fc.tuple(anyWorkToCover, fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(anyAllowance(), fc.array(anyWorkToCover), cut, (allowance, before, [work, share]) => {
      fc.pre(allowance.unit === 'hours' && work.unit === 'hour');
      const [once, twice] = [open(allowance), open(allowance)];
      for (const earlier of before) {
        once.draw(earlier);
        twice.draw(earlier);
      }
      const first = Math.floor(work.billedSeconds * share);
      const parts = [first, work.billedSeconds - first].map((billedSeconds) => ({ ...work, billedSeconds }));
      const covered = parts.reduce((sum, part) => sum + twice.draw(part).coveredSeconds, 0);
      expect(covered).toBe(once.draw(work).coveredSeconds);
      expect(twice.left()).toEqual(once.left());
    }),
  );
});

test('opening with what was used before goes on where drawing stopped', () => {
  fc.assert(
    fc.property(
      anyAllowance(),
      fc.array(anyWorkToCover),
      fc.array(anyWorkToCover),
      (allowance, early, late) => {
        const whole = open(allowance);
        for (const work of early) whole.draw(work);
        const { used } = whole.use();
        const incidents = whole.incidents();
        const again = openAllowance(allowance, { period: '2026-03-01', currency: 'EUR', used, incidents });
        expect(again.left()).toEqual(whole.left());
        expect(late.map((work) => again.draw(work))).toEqual(late.map((work) => whole.draw(work)));
      },
    ),
  );
});

test('R61: what is carried in is never above either limit, never older than agreed, and nothing comes from nowhere', () => {
  fc.assert(
    fc.property(anyAllowance(), anyPeriods, (allowance, periods) => {
      const rule = allowance.carryOver;
      let carriedIn: readonly AllowanceLot[] = [];
      for (const [index, works] of periods.entries()) {
        const opening = { period: `2026-0${index + 1}-01`, currency: 'EUR', carriedIn };
        const opened = openAllowance(allowance, opening);
        const available = total(opened.left());
        const own = baseQuantity(allowance.unit, allowance.quantity);
        expect(decimal(available).equals(own.plus(total(carriedIn)))).toBe(true);
        for (const work of works) opened.draw(work);

        const left = opened.left();
        carriedIn = carryOver(allowance, left);
        expect(carriedIn.length).toBeLessThanOrEqual(rule === null ? 0 : left.length);
        const most = rule === null ? decimal(0) : baseQuantity(allowance.unit, rule.maxQuantity);
        expect(decimal(total(carriedIn)).lessThanOrEqualTo(most)).toBe(true);
        for (const lot of carriedIn) {
          expect(lot.carried).toBeLessThanOrEqual(rule?.maxPeriods ?? 0);
          const from = left.find(({ period }) => period === lot.period);
          expect(lot.carried).toBe((from?.carried ?? -1) + 1);
          expect(decimal(lot.quantity).lessThanOrEqualTo(from?.quantity ?? '0')).toBe(true);
        }
      }
    }),
  );
});

test('R61: the oldest quantity is used first: a younger one is touched only when all older ones are empty', () => {
  const lots = fc
    .uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 4 })
    .map((ages) => ages.map((carried) => ({ period: `2025-0${carried}-01`, quantity: '3', carried })));
  fc.assert(
    fc.property(anyAllowance(), lots, fc.array(anyWorkToCover), (allowance, carriedIn, works) => {
      const opened = open(allowance, carriedIn);
      const full = opened.left().map(({ quantity }) => quantity);
      for (const work of works) opened.draw(work);
      const left = opened.left();
      expect(left.map(({ carried }) => carried)).toEqual(
        left.map(({ carried }) => carried).toSorted((a, b) => b - a),
      );
      const touched = left.findLastIndex(({ quantity }, index) => quantity !== full[index]);
      expect(left.slice(0, Math.max(touched, 0)).every(({ quantity }) => decimal(quantity).isZero())).toBe(
        true,
      );
    }),
  );
});
