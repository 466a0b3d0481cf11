import { expect, test } from 'vitest';
import { type Cycle, cycleSchema, nextPeriod, periodAt } from './cycle.ts';

const cycle = (frequency: Cycle['frequency'], anchor: string, every = 1): Cycle => ({
  frequency,
  every,
  anchor,
  zone: 'Europe/Berlin',
});

test.each([
  ['monthly from the 1st', cycle('monthly', '2026-01-01'), '2026-02-10', '2026-02-01', '2026-03-01'],
  [
    'monthly from the 31st, in February',
    cycle('monthly', '2026-01-31'),
    '2026-02-28',
    '2026-02-28',
    '2026-03-31',
  ],
  [
    'monthly from the 31st, in a leap year',
    cycle('monthly', '2028-01-31'),
    '2028-02-28',
    '2028-01-31',
    '2028-02-29',
  ],
  [
    'monthly from the 31st, after a short month',
    cycle('monthly', '2026-01-31'),
    '2026-05-01',
    '2026-04-30',
    '2026-05-31',
  ],
  ['every second month', cycle('monthly', '2026-01-15', 2), '2026-03-14', '2026-01-15', '2026-03-15'],
  ['before its anchor', cycle('monthly', '2026-06-15'), '2026-01-20', '2026-01-15', '2026-02-15'],
  ['weekly from a Wednesday', cycle('weekly', '2026-03-04'), '2026-03-10', '2026-03-04', '2026-03-11'],
  ['every second week', cycle('weekly', '2026-03-02', 2), '2026-03-15', '2026-03-02', '2026-03-16'],
  ['quarterly', cycle('quarterly', '2025-11-30'), '2026-02-28', '2026-02-28', '2026-05-30'],
  ['yearly from a leap day', cycle('yearly', '2028-02-29'), '2030-01-01', '2029-02-28', '2030-02-28'],
])('the period of a cycle: %s', (_, given, date, from, to) => {
  expect(periodAt(given, date)).toEqual({ from, to, zone: 'Europe/Berlin' });
});

test('the anchor day survives short months: 31 January, 28 February, 31 March', () => {
  const january = periodAt(cycle('monthly', '2026-01-31'), '2026-01-31');
  const february = nextPeriod(cycle('monthly', '2026-01-31'), january);
  const march = nextPeriod(cycle('monthly', '2026-01-31'), february);
  expect([january.from, february.from, march.from]).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
});

test('a cycle takes one week, month, quarter or year when nothing else is said', () => {
  const { every: _, ...input } = cycle('monthly', '2026-01-01');
  expect(cycleSchema.parse(input)).toEqual(cycle('monthly', '2026-01-01'));
  expect(cycleSchema.safeParse({ ...input, every: 0 }).success).toBe(false);
});
