import { expect, test } from 'vitest';
import { fromLedgerQuantity, textOfUnits, toLedgerQuantity, unitsOf } from './ledger-quantity.ts';

const euros = { unit: 'money', currency: 'EUR' } as const;
const yen = { unit: 'money', currency: 'JPY' } as const;
const hours = { unit: 'hours', currency: null } as const;

test('hours are counted in seconds, money in its minor unit', () => {
  expect(toLedgerQuantity(hours, '10')).toBe('36000');
  expect(toLedgerQuantity(hours, '0.0001')).toBe('0.36');
  expect(toLedgerQuantity(euros, '10')).toBe('10.00');
  expect(toLedgerQuantity(yen, '-10.0')).toBe('-10');
});

test('seconds are read as hours, rounded half-up', () => {
  expect(fromLedgerQuantity(hours, '4800')).toBe('1.3333');
  expect(fromLedgerQuantity(hours, '4800', 2)).toBe('1.33');
  expect(fromLedgerQuantity(hours, '-18', 2)).toBe('-0.01');
  expect(fromLedgerQuantity(euros, '12.5')).toBe('12.50');
});

test('one step is a minor unit, or a ten-thousandth of a second', () => {
  expect([unitsOf(euros, '12.5'), unitsOf(yen, '12'), unitsOf(hours, '-0.5')]).toEqual([1250n, 12n, -5000n]);
  expect([textOfUnits(euros, -5n), textOfUnits(yen, 0n), textOfUnits(hours, 15_000n)]).toEqual([
    '-0.05',
    '0',
    '1.5',
  ]);
});

test.each([
  ['a tenth of a cent', () => toLedgerQuantity(euros, '0.001'), 'quantity: "0.001" has more decimal places'],
  ['a hundredth of a step', () => toLedgerQuantity(hours, '0.00000001'), 'has more decimal places'],
  ['a sen', () => unitsOf(yen, '1.5'), '"1.5" is not a quantity of this ledger'],
  ['an exponent', () => unitsOf(hours, '1e3'), '"1e3" is not a quantity of this ledger'],
])('%s is refused', (_, run, message) => {
  expect(run).toThrow(message);
});
