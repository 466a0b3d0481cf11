import { expect, test } from 'vitest';
import { ChargeColumns } from './charge-columns.ts';

test('columns hold more charges than they were made for, tell their places, and lose none when they grow', () => {
  const columns = new ChargeColumns(0);
  const numbers = Array.from({ length: 100 }, (_, at) => at);
  expect(numbers.map((at) => columns.push(at, at % 5, 60 * at, 900 * at, 7 * at, at % 2))).toEqual(numbers);
  expect(columns.count).toBe(100);
  expect([...columns.entry.subarray(0, 100)]).toEqual(numbers);
  expect([...columns.band.subarray(0, 100)]).toEqual(numbers.map((at) => at % 5));
  expect([...columns.measured.subarray(0, 100)]).toEqual(numbers.map((at) => 60 * at));
  expect([...columns.billed.subarray(0, 100)]).toEqual(numbers.map((at) => 900 * at));
  expect([...columns.price.subarray(0, 100)]).toEqual(numbers.map((at) => 7 * at));
  expect([...columns.pieces.subarray(0, 100)]).toEqual(numbers.map((at) => at % 2));
});
