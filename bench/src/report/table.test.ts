import { expect, test } from 'vitest';
import type { Measured } from '../row.ts';
import type { Outcome } from './outcome.ts';
import { recordOf } from './records.ts';
import { printTable, printTimes } from './table.ts';
import { verdictOf } from './verdict.ts';

const faster = { name: 'rate/faster', divides: 'a ÷ b', better: 'more', bar: 100, goal: 350 } as const;
const smaller = { name: 'rate/smaller', divides: 'a ÷ b', better: 'less', bar: 1.4, goal: 1.1 } as const;
const absent: Measured = { status: 'absent', reason: 'no log' };

function measured(ratio: number): Measured {
  return { status: 'measured', ratio, min: ratio * 0.9, max: ratio * 1.1, notes: [], sides: [] };
}

test('a ratio that should be large meets a mark that it equals, and misses a bar that it is below', () => {
  const verdicts = [99.9, 100, 349.9, 350].map((ratio) => verdictOf(faster, measured(ratio)));
  expect(verdicts).toEqual(['MISSED', 'bar met', 'bar met', 'goal met']);
});

test('a ratio that should be small meets a mark that it equals, and misses a bar that it is above', () => {
  const verdicts = [1.41, 1.4, 1.11, 1.1].map((ratio) => verdictOf(smaller, measured(ratio)));
  expect(verdicts).toEqual(['MISSED', 'bar met', 'bar met', 'goal met']);
});

test('what is not a number is missed, never met', () => {
  expect(verdictOf(faster, measured(Number.NaN))).toBe('MISSED');
  expect(verdictOf(smaller, measured(Number.NaN))).toBe('MISSED');
});

test('the table says of each row what it is, what it should be, and whether it is', () => {
  const outcomes: readonly Outcome[] = [
    { row: faster, measured: measured(420) },
    { row: smaller, measured: measured(2) },
    { row: faster, measured: absent },
  ];
  expect(printTable(outcomes)).toBe(
    [
      '| name         | ratio | min  | max  | bar   | goal  | met      |',
      '|--------------|-------|------|------|-------|-------|----------|',
      '| rate/faster  | 420   | 378  | 462  | ≥ 100 | ≥ 350 | goal met |',
      '| rate/smaller | 2.00  | 1.80 | 2.20 | ≤ 1.4 | ≤ 1.1 | MISSED   |',
      '| rate/faster  |       |      |      | ≥ 100 | ≥ 350 | absent   |',
    ].join('\n'),
  );
});

test('times are told in the unit that reads best', () => {
  const sides = [{ name: 'rate()', cpuNanoseconds: 480, wallNanoseconds: 2.5e6 }];
  const outcome: Outcome = {
    row: faster,
    measured: { status: 'measured', ratio: 1, min: 1, max: 1, notes: [], sides },
  };
  expect(printTimes([outcome]).split('\n').at(-1)).toBe('| rate/faster | rate() | 480 ns | 2.5 ms |');
});

test('other programs read whether the bar is met, and null where nothing was measured', () => {
  const { met } = recordOf({ row: smaller, measured: measured(2) });
  expect(met).toBe(false);
  expect(recordOf({ row: smaller, measured: measured(1.2) }).met).toBe(true);
  const { name, bar, goal } = faster;
  expect(recordOf({ row: faster, measured: absent })).toEqual({
    name,
    ratio: null,
    min: null,
    max: null,
    bar,
    goal,
    met: null,
  });
});
