import { expect, test } from 'vitest';
import { PartColumns } from './part-columns.ts';

test('columns hold more parts than they were made for, and lose none when they grow', () => {
  const columns = new PartColumns(0);
  for (let at = 0; at < 100; at += 1) columns.push(at, at % 5, 60 * at, 900 * at);
  const numbers = Array.from({ length: 100 }, (_, at) => at);
  expect(columns.count).toBe(100);
  expect([...columns.entry.subarray(0, 100)]).toEqual(numbers);
  expect([...columns.band.subarray(0, 100)]).toEqual(numbers.map((at) => at % 5));
  expect([...columns.worked.subarray(0, 100)]).toEqual(numbers.map((at) => 60 * at));
  expect([...columns.billed.subarray(0, 100)]).toEqual(numbers.map((at) => 900 * at));
});
