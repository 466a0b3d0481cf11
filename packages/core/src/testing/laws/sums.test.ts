import { expect, test } from 'vitest';
import { exampleCharge } from '../charge-fixture.ts';
import { exactAmount, inMoney, inTime, sumsTimes3600 } from './sums.ts';

test('three charges of a third come to exactly one', () => {
  const third = exampleCharge({ unitPrice: '1', billedSeconds: 1200 });
  const whole = exampleCharge({ unitPrice: '1', billedSeconds: 3600 });
  expect(exactAmount(third).times(3).equals(1)).toBe(false);
  const [one, other] = [[third, third, third], [whole]].map((charges) => sumsTimes3600(charges).get('EUR'));
  expect(one?.equals(other ?? '0')).toBe(true);
});

test('amounts of several currencies are not added up', () => {
  const charges = [exampleCharge(), exampleCharge({ currency: 'USD', unit: 'piece', unitPrice: '45' })];
  const told = [...sumsTimes3600(charges)].map(([currency, sum]) => inMoney(sum.dividedBy(3600), currency));
  expect(told).toEqual(['EUR 120.00', 'USD 45.00']);
});

test('time below zero is told as such', () => {
  expect([inTime(4800), inTime(-60)]).toEqual(['1 h 20 min', '−1 min']);
});
