import { expect, test } from 'vitest';
import { formatPath } from './input-issue.ts';

test('a path is written as it would be typed in code', () => {
  expect(formatPath(['rules', 0, 'price', 'rate'])).toBe('rules[0].price.rate');
  expect(formatPath([3, 'start'])).toBe('[3].start');
  expect(formatPath([])).toBe('(input)');
});
