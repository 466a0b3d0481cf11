import { expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { linePolicy } from './line-policy.ts';

test('R50: lines are printed with 4 decimal places, one for each service type and band, unless a policy says so', () => {
  expect(linePolicy()).toEqual({
    method: 'printed',
    quantityScale: 4,
    unitPriceScale: 4,
    groupBy: ['service-type', 'band'],
  });
});

test('R52: a policy may group by nothing but the unit price', () => {
  expect(linePolicy({ groupBy: [] }).groupBy).toEqual([]);
});

test.each([
  ['a scale of 1', { quantityScale: 1 }, ['quantityScale']],
  ['a scale of 7', { unitPriceScale: 7 }, ['unitPriceScale']],
  ['a scale that is no whole number', { unitPriceScale: 2.5 }, ['unitPriceScale']],
  ['an unknown method', { method: 'rough' }, ['method']],
  ['an unknown key', { groupBy: ['colour'] }, ['groupBy', 0]],
  ['a key twice', { groupBy: ['band', 'band'] }, ['groupBy']],
  ['an unknown field', { scale: 4 }, []],
])('a policy with %s is refused', (_, input, path) => {
  const error = thrownBy(() => linePolicy(input as never));
  expect(isBillingError(error, 'LINE_POLICY_INVALID') && error.details.issues[0]?.path).toEqual(path);
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
