import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, sum } from '../money/arithmetic.ts';
import { toMinorUnits } from '../money/minor-units.ts';
import { isNegative, money } from '../money/money.ts';
import { anyContract } from '../testing/contract-arbitraries.ts';
import { anyCivilDate } from '../testing/time-arbitraries.ts';
import { smallWorld } from '../testing/small-world.ts';
import { addDays, dayNumber } from '../time/civil-date.ts';
import { applyCap } from './apply-cap.ts';
import { contractCoverage } from './contract-coverage.ts';
import { inForceOn, periodsDue } from './contract-period.ts';
import { defineContract } from './define-contract.ts';
import { type ChargeableAmount, trueUps } from './minimum.ts';
import { partsOn } from './parts-on.ts';
import { prorate } from './prorate.ts';

const anyDay = anyCivilDate({ from: '2026-01-01', to: '2027-03-01' });
const eur = (cents: number) => money((cents / 100).toFixed(2), 'EUR');
const anyAmount = fc.integer({ min: -50_000, max: 100_000 }).map(eur);

test('a contract that was read can be stored, and read again', () => {
  fc.assert(
    fc.property(anyContract(), (contract) => {
      expect(defineContract(JSON.parse(JSON.stringify(contract)))).toEqual(contract);
    }),
  );
});

test('each day in force lies in exactly one period that is due, and no other day is counted', () => {
  fc.assert(
    fc.property(anyContract(), anyDay, (contract, through) => {
      const due = periodsDue(contract, through);
      for (let day = dayNumber('2025-12-20'); day <= dayNumber(through); day += 1) {
        const date = addDays('1970-01-01', day);
        const holders = due.filter(({ covered }) =>
          covered.some(({ from, to }) => from <= date && date < to),
        );
        expect(holders.length).toBe(Number(inForceOn(contract, date)));
      }
      for (const { covered, share, closed } of due) {
        const days = covered.reduce((all, { from, to }) => all + dayNumber(to) - dayNumber(from), 0);
        expect(share.covered).toBe(days);
        expect(closed).toBe(covered.every(({ to }) => to <= addDays(through, 1)));
      }
    }),
    { numRuns: 50 },
  );
});

describe('R64: fees', () => {
  test('of the parts of a period sum to the whole fee within half a minor unit for each part', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), parts, (cents, days) => {
        const full = days.reduce((all, part) => all + part, 0);
        const fee = eur(cents);
        const shares = days.map((covered) => prorate(fee.amount, { covered, full }, 'EUR'));
        const off = Number(toMinorUnits(sum(shares, 'EUR')) - toMinorUnits(fee));
        expect(Math.abs(off)).toBeLessThanOrEqual(days.length / 2);
      }),
    );
  });

  test('are never negative, never above the whole, and one-time ones are charged once', () => {
    fc.assert(
      fc.property(anyContract(), anyDay, (contract, through) => {
        const billed: string[] = [];
        const once: string[] = [];
        for (const period of periodsDue(contract, through)) {
          const { fee } = partsOn(contract, period.covered[0]!.from);
          for (const { componentId, part } of fee) {
            for (const { key, amount, unitPrice } of part.feesOf({ period, billed })) {
              expect(isNegative(amount)).toBe(false);
              expect(compare(amount, prorate(unitPrice, { covered: 1, full: 1 }, 'EUR'))).toBeLessThanOrEqual(
                0,
              );
              if (componentId !== 'once' && componentId !== 'milestone') continue;
              billed.push(key);
              once.push(key);
            }
          }
        }
        expect(new Set(once).size).toBe(once.length);
      }),
    );
  });
});

test('R62: true-ups are above 0, one for each minimum at most, and afterwards every scope has its least', () => {
  const chargeable = fc.array(
    fc.record({
      agentId: fc.constantFrom(...smallWorld.agents, null),
      teamId: fc.constantFrom(...smallWorld.teams, null),
      serviceTypeId: fc.constantFrom(...smallWorld.serviceTypes, null),
      amount: anyAmount,
    }),
    { maxLength: 10 },
  );
  const scope = fc.oneof(
    fc.constant({}),
    fc.constantFrom(...smallWorld.agents).map((agent) => ({ agent })),
    fc.constantFrom(...smallWorld.teams).map((team) => ({ team })),
    fc.constantFrom(...smallWorld.serviceTypes).map((serviceType) => ({ serviceType })),
  );
  const minimums = fc
    .uniqueArray(fc.record({ scope, amount: fc.integer({ min: 0, max: 200_000 }) }), {
      maxLength: 6,
      selector: (minimum) => JSON.stringify(minimum.scope),
    })
    .map((all) =>
      all.map((minimum, index) => ({
        id: `minimum-${index}`,
        kind: 'commitment' as const,
        scope: minimum.scope,
        amount: eur(minimum.amount).amount,
      })),
    );
  fc.assert(
    fc.property(anyContract(), minimums, chargeable, fc.nat(), (contract, components, work, seed) => {
      const [period] = periodsDue({ ...contract, suspensions: [] }, '2027-12-31');
      fc.pre(period !== undefined);
      const lift = (amounts: readonly ChargeableAmount[]) =>
        trueUps(partsOn(defineContract({ ...contract, components }), contract.start).minimum, {
          period,
          currency: 'EUR',
          chargeable: amounts,
        });
      const lifted = lift(work);
      expect(new Set(lifted.map(({ componentId }) => componentId)).size).toBe(lifted.length);
      for (const { amount, chargeable: before, least } of lifted) {
        expect(toMinorUnits(amount) > 0n).toBe(true);
        expect(add(before, amount)).toEqual(least);
      }
      // Lifted once is enough: held against the minimums again, nothing is missing.
      const all = lifted.map(({ scope: of, amount }) => ({
        agentId: of.agent ?? null,
        teamId: of.team ?? null,
        serviceTypeId: of.serviceType ?? null,
        amount,
      }));
      expect(lift([...work, ...all])).toEqual([]);
      // The order of the work does not matter.
      const turned = [...work.slice(seed % (work.length + 1)), ...work.slice(0, seed % (work.length + 1))];
      expect(lift(turned)).toEqual(lifted);
    }),
  );
});

test('R65: billed and above are the whole, and what is billed never passes the cap', () => {
  const above = fc.constantFrom('write-down' as const, 'block' as const);
  const anyCap = fc.record({ limit: fc.integer({ min: 0, max: 200_000 }).map(eur), above });
  fc.assert(
    fc.property(
      anyCap,
      fc.array(anyAmount),
      fc.integer({ min: 0, max: 200_000 }).map(eur),
      (cap, given, before) => {
        const amounts = given.map((amount, index) => ({ key: String(index), amount }));
        const results = applyCap(cap, amounts, before);
        let billed = before;
        for (const [index, result] of results.entries()) {
          expect(add(result.billed, result.above)).toEqual(given[index]);
          expect(isNegative(result.above)).toBe(false);
          billed = add(billed, result.billed);
          const passed = compare(billed, cap.limit) > 0 && toMinorUnits(result.billed) > 0n;
          expect(passed).toBe(false);
          const split = [result.billed, result.above].every((part) => toMinorUnits(part) !== 0n);
          expect(split && cap.above === 'block').toBe(false);
        }
      },
    ),
  );
});

test('R67: which contract takes work does not depend on the order in which contracts are handed in', () => {
  const contracts = fc.tuple(
    anyContract(),
    anyContract(),
    anyContract(),
    fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  );
  fc.assert(
    fc.property(contracts, anyDay, ([one, two, three, places], date) => {
      const all = [one, two, three].map((contract, index) => ({
        ...contract,
        id: `c_${index}`,
        order: index,
      }));
      const facts = {
        agent: 'ana',
        team: null,
        serviceType: 'support',
        customer: 'acme',
        workItemKind: null,
        priority: null,
        tags: [],
        attributes: {},
      };
      const find = (given: typeof all) =>
        contractCoverage(given).contractFor({ facts, start: null, date })?.id;
      const found = find(all);
      expect(find(places.map((place) => all[place]!))).toBe(found);
      expect(found).toBe(all.find((contract) => inForceOn(contract, date))?.id);
    }),
  );
});
