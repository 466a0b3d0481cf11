import { expect, test } from 'vitest';
import { secondsOfMinutes } from './seconds-of-minutes.ts';

test('minutes that make whole seconds are those seconds, also where their fraction is not exact in binary', () => {
  expect(secondsOfMinutes(0)).toBe(0);
  expect(secondsOfMinutes(15)).toBe(900);
  expect(secondsOfMinutes(19.8)).toBe(1188);
  expect(secondsOfMinutes(0.1)).toBe(6);
  expect(secondsOfMinutes(1 / 60)).toBe(1);
});

test('a year is the most', () => {
  expect(secondsOfMinutes(366 * 24 * 60)).toBe(366 * 86_400);
  expect(secondsOfMinutes(366 * 24 * 60 + 1)).toBeNull();
});

test.each([-1, -0.5, 0.001, 1 / 7, Number.NaN, Infinity, -Infinity, 1e300])(
  '%d minutes are no whole seconds that somebody worked',
  (minutes) => {
    expect(secondsOfMinutes(minutes)).toBeNull();
  },
);
