import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cardOf, openOnWeekdays, timed, untimed } from '../../../test/rating/desk.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';
import { priceKind, type ScheduleRun } from '../price-kind.ts';
import { defineRateCard } from '../define-rate-card.ts';
import type { RateRuleInput } from '../rate-card.ts';

const calendar = openOnWeekdays();

const tiers = (mode: 'graduated' | 'volume', more: Partial<RateRuleInput> = {}): RateRuleInput => ({
  id: 'tiers',
  price: {
    kind: 'tiered',
    mode,
    tiers: [
      { upTo: '10', rate: '100.00' },
      { upTo: null, rate: '90.00' },
    ],
  },
  ...more,
});

/** "id seconds at price" of each charge. */
function runs(rules: readonly RateRuleInput[], ...entries: readonly TimeEntry[]): readonly string[] {
  const rated = compileRater({ rateCard: cardOf(rules), calendar }).rate(entries);
  return [...rated.charges()].map(
    ({ entryId, billedSeconds, unitPrice }) => `${entryId} ${billedSeconds} at ${unitPrice}`,
  );
}

const hours = (id: string, count: number, more: Parameters<typeof untimed>[1] = {}): TimeEntry =>
  untimed(count * 3600, { id, ...more });

describe('tiers count the hours of a customer under a rule', () => {
  test('in order of start, then id; an entry that crosses a bound is cut there', () => {
    expect(
      runs([tiers('graduated')], hours('b', 4), hours('c', 2, { date: '2026-03-01' }), hours('a', 6)),
    ).toEqual(['c 7200 at 100', 'a 21600 at 100', 'b 7200 at 100', 'b 7200 at 90']);
  });

  test('by volume, later hours decide for earlier ones', () => {
    expect(runs([tiers('volume')], hours('a', 6), hours('b', 4))).toEqual([
      'a 21600 at 100',
      'b 14400 at 100',
    ]);
    expect(runs([tiers('volume')], hours('a', 6), hours('b', 4.5))).toEqual([
      'a 21600 at 90',
      'b 16200 at 90',
    ]);
  });

  test('hours of another customer, and of another rule, do not count', () => {
    const rules = [tiers('graduated'), tiers('graduated', { id: 'travel', when: { serviceType: 'travel' } })];
    expect(
      runs(
        rules,
        hours('a', 10),
        hours('b', 1, { customerId: 'globex' }),
        hours('c', 1, { serviceTypeId: 'travel' }),
      ),
    ).toEqual(['a 36000 at 100', 'b 3600 at 100', 'c 3600 at 100']);
  });

  test('hours of another agent, day and band do count', () => {
    const modifiers = [{ band: 'weekend', multiplier: '1' }];
    const sunday = hours('b', 1, { agentId: 'ben', date: '2026-03-08' });
    expect(runs([tiers('graduated', { modifiers })], hours('a', 10), sunday)).toEqual([
      'a 36000 at 100',
      'b 3600 at 90',
    ]);
  });

  test('billed hours count, not worked ones', () => {
    const rounded = tiers('graduated', { quantity: { minimumMinutes: 600 } });
    expect(runs([rounded], hours('a', 1), hours('b', 1))).toEqual(['a 36000 at 100', 'b 36000 at 90']);
  });

  test('band modifiers change the rate of each run', () => {
    const modifiers = [{ band: 'business', surcharge: '5' }];
    expect(runs([tiers('graduated', { modifiers })], hours('a', 11))).toEqual([
      'a 36000 at 105',
      'a 3600 at 95',
    ]);
  });

  test('work before a new version of the card does not count in it', () => {
    const rateCard = defineRateCard({
      id: 'standard',
      currency: 'EUR',
      versions: ['2026-01-01', '2026-03-02'].map((effectiveFrom) => ({
        effectiveFrom,
        rules: [tiers('graduated')],
      })),
    });
    const rated = compileRater({ rateCard, calendar }).rate([
      hours('a', 10, { date: '2026-03-01' }),
      hours('b', 1),
    ]);
    expect([...rated.charges()].map(({ unitPrice }) => unitPrice)).toEqual(['100', '100']);
  });

  test('R4: worked seconds follow the billed ones over the runs, and add up to what was worked', () => {
    const rateCard = cardOf([tiers('graduated', { quantity: { incrementMinutes: 60 } })]);
    const rated = compileRater({ rateCard, calendar }).rate([hours('a', 9), untimed(5401, { id: 'b' })]);
    expect(
      [...rated.charges()]
        .slice(1)
        .map(({ measuredSeconds, billedSeconds }) => [measuredSeconds, billedSeconds]),
    ).toEqual([
      [2701, 3600],
      [2700, 3600],
    ]);
  });
});

const ownKind = (cut: (seconds: number) => readonly ScheduleRun[]) =>
  priceKind({
    kind: 'own',
    schema: z.strictObject({ kind: z.literal('own') }),
    compile: () => ({ basis: 'schedule', runs: (_, seconds) => cut(seconds) }),
  });

const run = (seconds: number): ScheduleRun => ({ seconds, rate: '60', step: 0 });

const rate = (cut: (seconds: number) => readonly ScheduleRun[], incrementMinutes = 0) => {
  const priceKinds = [ownKind(cut)];
  const quantity = { incrementMinutes, direction: 'down' } as const;
  const rules = [{ id: 'own', price: { kind: 'own' }, quantity }];
  const rateCard = defineRateCard({ id: 'standard', currency: 'EUR', rules }, { priceKinds });
  return compileRater({ rateCard, calendar, priceKinds }).rate([
    timed('2026-03-02T09:00:00Z', '2026-03-02T09:10:00Z'),
  ]);
};

describe("a price kind of one's own may be wrong, but no invoice is", () => {
  test('runs that add up are charged', () => {
    expect(rate((seconds) => [run(60), run(seconds - 60)]).chargeCount).toBe(2);
  });

  test('R4: a run in which nothing is billed has no share of what was worked, unless all are so', () => {
    const measured = (cut: (seconds: number) => readonly ScheduleRun[], incrementMinutes = 0) =>
      [...rate(cut, incrementMinutes).charges()].map(({ measuredSeconds }) => measuredSeconds);
    expect(measured((seconds) => [run(0), run(seconds)])).toEqual([0, 600]);
    expect(measured(() => [run(0), run(0)], 15)).toEqual([600, 0]);
  });

  const number = 'must be a decimal number of 0 or more written as text, such as "120.50"';

  test.each<[string, (seconds: number) => unknown, string]>([
    ['too few seconds', (seconds) => [run(seconds - 1)], ' has 599 seconds in its runs, not 600'],
    ['too many', (seconds) => [run(seconds), run(1)], ' has 601 seconds in its runs, not 600'],
    ['no run', () => [], ' has no run'],
    [
      'negative ones',
      (seconds) => [run(seconds + 60), run(-60)],
      '[1].seconds must be a whole number of 0 or',
    ],
    ['fractions', (seconds) => [run(seconds - 0.5), run(0.5)], '[0].seconds must be a whole number of 0 or'],
    ['no numbers', () => [run(Number.NaN)], '[0].seconds must be a whole number of 0 or more'],
    ['texts for seconds', () => [{ ...run(0), seconds: '600' }], '[0].seconds must be a whole number of 0'],
    ['no list', () => null, ' is no array of runs'],
    ['a hole', (seconds) => [run(seconds), null], '[1] is no run'],
    ['a number for a rate', (seconds) => [{ ...run(seconds), rate: 60 }], `[0].rate ${number}`],
    ['a rate below 0', (seconds) => [{ ...run(seconds), rate: '-1' }], `[0].rate ${number}`],
    ['a rate with an exponent', (seconds) => [{ ...run(seconds), rate: '1e3' }], `[0].rate ${number}`],
    ['no rate', (seconds) => [{ seconds, step: 0 }], `[0].rate ${number}`],
    ['no step', (seconds) => [{ seconds, rate: '60' }], '[0].step must be a whole number of 0 or more'],
  ])('R6: runs with %s are refused, with the rule, the kind and what was asked', (_, cut, problem) => {
    const about = 'PRICE_KIND_FAULTY: the price kind "own" of the rule "own": runs(0, 600, 600)';
    expect(() => rate(cut as (seconds: number) => readonly ScheduleRun[])).toThrow(`${about}${problem}`);
  });

  test('R6: no run at all is refused too where nothing is billed: the entry would be in no place', () => {
    expect(() => rate(() => [], 60)).toThrow('runs(0, 0, 0) has no run');
    expect(rate((seconds) => [run(seconds)], 60).chargeCount).toBe(1);
  });

  test('R6: a rate that is written as a number is refused, also when the same was there as text before', () => {
    const both = (seconds: number) => [run(60), { ...run(seconds - 60), rate: 60 as unknown as string }];
    expect(() => rate(both)).toThrow(`[1].rate ${number}`);
  });

  test('what it throws is told with its rule, and is the cause', () => {
    const boom = new TypeError('x is not a function');
    const failing = () => {
      throw boom;
    };
    expect(() => rate(failing)).toThrow(
      expect.objectContaining({
        code: 'PRICE_KIND_FAULTY',
        details: {
          ruleId: 'own',
          kind: 'own',
          problem: 'runs(0, 600, 600) threw x is not a function',
        },
        cause: boom,
      }),
    );
  });
});
