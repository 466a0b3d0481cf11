import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyQuantityPolicy } from '../testing/quantity-arbitraries.ts';
import { type QuantityPolicy, type QuantityPolicyInput, quantityPolicy } from './quantity-policy.ts';
import { roundSeconds } from './round-seconds.ts';

/** Minutes billed for minutes worked. */
const billed = (minutes: number, policy: QuantityPolicyInput): number =>
  roundSeconds(minutes * 60, quantityPolicy(policy)) / 60;

describe('R30: minimum first, then increment', () => {
  test('R30: at a minimum of 20 and an increment of 15 minutes, 5 minutes are 20, and then 30', () => {
    expect(billed(5, { minimumMinutes: 20, incrementMinutes: 15 })).toBe(30);
    expect(billed(5, { minimumMinutes: 20, incrementMinutes: 15, direction: 'down' })).toBe(15);
    expect(billed(29, { minimumMinutes: 20, incrementMinutes: 15 })).toBe(30);
  });

  test('R30: a minimum lifts what is less and leaves what is more', () => {
    expect(billed(14, { minimumMinutes: 15 })).toBe(15);
    expect(billed(15, { minimumMinutes: 15 })).toBe(15);
    expect(billed(16, { minimumMinutes: 15 })).toBe(16);
  });

  test.each(['up', 'down', 'nearest'] as const)(
    'R30: exactly k increments stay k increments, going %s',
    (direction) => {
      for (const k of [1, 2, 3, 7, 40]) expect(billed(6 * k, { incrementMinutes: 6, direction })).toBe(6 * k);
    },
  );

  test('R30: up, down and nearest take 16 minutes in quarters to 30, 15 and 15; 23 to 30, 15 and 30', () => {
    const ways = ['up', 'down', 'nearest'] as const;
    const quarters = (minutes: number): number[] =>
      ways.map((direction) => billed(minutes, { incrementMinutes: 15, direction }));
    expect(quarters(16)).toEqual([30, 15, 15]);
    expect(quarters(23)).toEqual([30, 15, 30]);
  });

  test('a half step goes up, down, or to the even multiple', () => {
    const ties = ['up', 'down', 'even'] as const;
    const halves = (minutes: number): number[] =>
      ties.map((tie) => billed(minutes, { incrementMinutes: 10, direction: 'nearest', tie }));
    expect(halves(5)).toEqual([10, 0, 0]);
    expect(halves(15)).toEqual([20, 10, 20]);
    expect(halves(25)).toEqual([30, 20, 20]);
  });

  test('one second more than a step is a whole step more, one second less than half a step is none', () => {
    const quarter = quantityPolicy({ incrementMinutes: 15 });
    expect(roundSeconds(901, quarter)).toBe(1800);
    const nearest = quantityPolicy({ incrementMinutes: 15, direction: 'nearest' });
    expect([449, 450, 451].map((seconds) => roundSeconds(seconds, nearest))).toEqual([0, 900, 900]);
  });

  test('increments that are no exact binary fractions make whole seconds: 0.1 minutes are 6 seconds', () => {
    expect(roundSeconds(7, quantityPolicy({ incrementMinutes: 0.1 }))).toBe(12);
    expect(roundSeconds(1, quantityPolicy({ minimumMinutes: 19.8 }))).toBe(1188);
  });
});

test('R10: work of no length stays nothing, no minimum applies', () => {
  expect(billed(0, { minimumMinutes: 60, incrementMinutes: 15 })).toBe(0);
});

test('without a policy of its own, what was worked is what is billed', () => {
  expect(roundSeconds(754, quantityPolicy({}))).toBe(754);
});

test.each([
  ['negative seconds', -1, {}, 'worked'],
  ['half a second', 0.5, {}, 'worked'],
  ['seconds that are no number', Number.NaN, {}, 'worked'],
  ['endless seconds', Infinity, {}, 'worked'],
  ['seconds beyond what a number counts', 2 ** 53, {}, 'worked'],
  ['a policy without a minimum', 60, { incrementMinutes: 15, direction: 'up' }, 'policy'],
  ['a policy without an increment', 60, { minimumMinutes: 0, direction: 'up' }, 'policy'],
  ['a policy without a direction', 60, { minimumMinutes: 0, incrementMinutes: 15 }, 'policy'],
] as const)('refused: %s', (_, worked, unchecked, path) => {
  const policy = (path === 'worked' ? quantityPolicy({}) : unchecked) as QuantityPolicy;
  expect(() => roundSeconds(worked, policy)).toThrow(
    expect.objectContaining({
      code: 'QUANTITY_POLICY_INVALID',
      details: { issues: [expect.objectContaining({ path: [path] })] },
    }),
  );
});

test('billed seconds are whole, multiples of the increment, and less than a step away from minimum or work', () => {
  fc.assert(
    fc.property(anyQuantityPolicy().map(quantityPolicy), fc.nat({ max: 400_000 }), (policy, worked) => {
      const seconds = roundSeconds(worked, policy);
      const minimum = Math.round(policy.minimumMinutes * 60);
      const step = Math.max(1, Math.round(policy.incrementMinutes * 60));
      const lifted = worked === 0 ? 0 : Math.max(worked, minimum);
      expect([seconds % step, Math.abs(seconds - lifted) < step]).toEqual([0, true]);
      expect(policy.direction === 'up' ? seconds >= lifted : true).toBe(true);
      // Rounded time is rounded, unless it lies below the minimum.
      expect(seconds < minimum ? seconds : roundSeconds(seconds, policy)).toBe(seconds);
    }),
  );
});
