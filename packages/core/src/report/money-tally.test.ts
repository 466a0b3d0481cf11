import { expect, test } from 'vitest';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { exactOfCharge } from './exact-amount.ts';
import { MoneyTally } from './money-tally.ts';

const third = exactOfCharge(exampleCharge({ unitPrice: '100', billedSeconds: 1200 }));
const settled = (groups: readonly string[]) => {
  const tally = new MoneyTally();
  for (const group of groups) tally.add(group, third);
  return tally.settle();
};

test('R4, R8: groups sum to the whole; of equals the first by name gets the cent, whoever came first', () => {
  for (const order of [
    ['a', 'b', 'c'],
    ['c', 'b', 'a'],
  ]) {
    const { total, of } = settled(order);
    expect(total.map(({ amount }) => amount)).toEqual(['100.00']);
    expect(['a', 'b', 'c'].map((group) => of(group)[0]?.amount)).toEqual(['33.34', '33.33', '33.33']);
  }
});

test('a group is summed before it is rounded', () => {
  const { total, of } = settled(['a', 'a', 'a', 'b', 'b', 'b']);
  expect([total, of('a'), of('b')].map(([one]) => one?.amount)).toEqual(['200.00', '100.00', '100.00']);
});

test('R1: each currency is rounded alone', () => {
  const tally = new MoneyTally();
  tally.add('a', third);
  tally.add('a', exactOfCharge(exampleCharge({ unitPrice: '100', billedSeconds: 1200, currency: 'JPY' })));
  expect(tally.settle().of('a')).toEqual([
    { amount: '33.33', currency: 'EUR' },
    { amount: '33', currency: 'JPY' },
  ]);
  expect(tally.settle().of('b')).toEqual([]);
});
