import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { decimal, formatDecimal } from '../../money/decimal.ts';
import type { ScheduleRun } from '../price-kind.ts';
import { tiered } from './tiered.ts';

type Tiers = readonly (readonly [upTo: string | null, rate: string])[];

const design: Tiers = [
  ['10', '100.00'],
  ['20', '90.00'],
  [null, '80.00'],
];

const price = (mode: string, tiers: Tiers) => ({
  kind: 'tiered',
  mode,
  tiers: tiers.map(([upTo, rate]) => ({ upTo, rate })),
});

type Runs = (before: number, seconds: number, total: number) => readonly ScheduleRun[];

function runsOf(mode: 'graduated' | 'volume', tiers: Tiers = design): Runs {
  const basis = tiered.compile(tiered.schema.parse(price(mode, tiers)));
  if (basis.basis !== 'schedule') throw new Error('tiers are a schedule');
  return basis.runs;
}

const amountOf = (runs: readonly ScheduleRun[]): string =>
  formatDecimal(
    runs
      .reduce((all, { seconds, rate }) => all.plus(decimal(rate).times(seconds)), decimal(0))
      .dividedBy(3600),
  );

const hour = 3600;

describe('example 8: tiers of hours in the period', () => {
  test.each([
    [10, '1000'],
    [10.5, '1045'],
    [20, '1900'],
    [25, '2300'],
  ])('example 8: graduated, %d hours are %s', (hours, amount) => {
    expect(amountOf(runsOf('graduated')(0, hours * hour, hours * hour))).toBe(amount);
  });

  test.each([
    [10, '1000'],
    [10.5, '945'],
    [20, '1800'],
    [25, '2000'],
  ])('example 8: by volume, %d hours are %s', (hours, amount) => {
    expect(amountOf(runsOf('volume')(0, hours * hour, hours * hour))).toBe(amount);
  });
});

describe('graduated tiers', () => {
  const runs = runsOf('graduated');

  test('a bound belongs to the lower tier: the hour that ends at it has one rate, the second after it the next', () => {
    expect(runs(9 * hour, hour, 0)).toEqual([{ seconds: hour, rate: '100.00', step: 0 }]);
    expect(runs(10 * hour, 1, 0)).toEqual([{ seconds: 1, rate: '90.00', step: 1 }]);
    expect(runs(10 * hour - 1, 2, 0)).toEqual([
      { seconds: 1, rate: '100.00', step: 0 },
      { seconds: 1, rate: '90.00', step: 1 },
    ]);
  });

  test('one entry may run through several tiers', () => {
    expect(runs(5 * hour, 20 * hour, 0).map(({ seconds }) => seconds / hour)).toEqual([5, 10, 5]);
  });

  test('nothing billed is one run of nothing, in the tier that the period has reached', () => {
    const steps = [0, 10 * hour, 10 * hour + 1, 30 * hour].map((before) => runs(before, 0, 0));
    expect(steps.map((found) => found.length)).toEqual([1, 1, 1, 1]);
    expect(steps.map(([run]) => run?.step)).toEqual([0, 0, 1, 2]);
  });

  test('a single tier without end is an hourly rate', () => {
    expect(runsOf('graduated', [[null, '70']])(99 * hour, 60, 0)).toEqual([
      { seconds: 60, rate: '70', step: 0 },
    ]);
  });
});

test('by volume, the total of the period decides for every entry, wherever it lies', () => {
  const runs = runsOf('volume');
  expect(runs(0, hour, 20 * hour)).toEqual([{ seconds: hour, rate: '90.00', step: 1 }]);
  expect(runs(19 * hour, hour, 20 * hour)).toEqual([{ seconds: hour, rate: '90.00', step: 1 }]);
  expect(runs(0, hour, 20 * hour + 1)).toEqual([{ seconds: hour, rate: '80.00', step: 2 }]);
});

test('runs add up to the seconds, and cutting the period elsewhere changes no amount', () => {
  const cuts = fc.array(fc.nat({ max: 15 * hour }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(cuts, (parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0);
      for (const mode of ['graduated', 'volume'] as const) {
        const runs = runsOf(mode);
        let before = 0;
        const inParts = parts.flatMap((part) => {
          const found = runs(before, part, total);
          expect(found.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(part);
          before += part;
          return found;
        });
        expect(amountOf(inParts)).toBe(amountOf(runs(0, total, total)));
      }
    }),
  );
});

describe('tiers as they are written down', () => {
  test.each<[string, Tiers, string]>([
    [
      'bounds out of order',
      [
        ['20', '1'],
        ['10', '1'],
        [null, '1'],
      ],
      'tiers.1.upTo',
    ],
    [
      'the same bound twice',
      [
        ['10', '1'],
        ['10', '1'],
        [null, '1'],
      ],
      'tiers.1.upTo',
    ],
    ['no last tier, so that some hour has no rate', [['10', '1']], 'tiers.0.upTo'],
    [
      'a tier after the last one',
      [
        [null, '1'],
        [null, '1'],
      ],
      'tiers.0.upTo',
    ],
    [
      'a bound of 0',
      [
        ['0', '1'],
        [null, '1'],
      ],
      'tiers.0.upTo',
    ],
    [
      'a bound that makes no whole seconds',
      [
        ['0.0001', '1'],
        [null, '1'],
      ],
      'tiers.0.upTo',
    ],
    ['a negative rate', [[null, '-1']], 'tiers.0.rate'],
    ['no tier at all', [], 'tiers'],
  ])('with %s are refused', (_, tiers, path) => {
    const parsed = tiered.schema.safeParse(price('graduated', tiers));
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  test('with an unknown mode or key are refused', () => {
    expect(tiered.schema.safeParse(price('stepped', design)).success).toBe(false);
    expect(tiered.schema.safeParse({ ...price('volume', design), currency: 'EUR' }).success).toBe(false);
  });
});
