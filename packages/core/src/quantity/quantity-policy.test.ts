import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { formatPath } from '../errors/input-issue.ts';
import { type QuantityPolicyInput, quantityPolicy } from './quantity-policy.ts';
import { spansEntries } from './spans-entries.ts';

const faults = (input: unknown): readonly string[] => {
  try {
    quantityPolicy(input as QuantityPolicyInput);
  } catch (error) {
    if (!isBillingError(error, 'QUANTITY_POLICY_INVALID')) throw error;
    return [...new Set(error.details.issues.map(({ path }) => formatPath(path)))];
  }
  return [];
};

describe('a quantity policy', () => {
  test('has no minimum, no steps, goes up and rounds each entry, when nothing else is said', () => {
    expect(quantityPolicy({})).toEqual({
      minimumMinutes: 0,
      incrementMinutes: 0,
      direction: 'up',
      tie: 'up',
      scope: 'entry',
    });
  });

  test('that was read can be read again and is the same', () => {
    const policy = quantityPolicy({ minimumMinutes: 30, incrementMinutes: 0.5, scope: 'work-item-day' });
    expect(quantityPolicy(policy)).toEqual(policy);
  });

  test.each([
    ['negative minutes', { minimumMinutes: -1 }, 'minimumMinutes'],
    ['not a number', { incrementMinutes: Number.NaN }, 'incrementMinutes'],
    ['minutes that make no whole seconds', { incrementMinutes: 0.001 }, 'incrementMinutes'],
    ['more than a week', { minimumMinutes: 10_081 }, 'minimumMinutes'],
    ['minutes as text', { minimumMinutes: '15' }, 'minimumMinutes'],
    ['an unknown direction', { direction: 'sideways' }, 'direction'],
    ['an unknown scope', { scope: 'invoice' }, 'scope'],
    ['an unknown key', { increment: 15 }, '(input)'],
    ['no object', null, '(input)'],
  ])('with %s is refused', (_, input, path) => {
    expect(faults(input)).toEqual([path]);
  });
});

test('R32: only the scopes work-item-day and work-item need all entries to be known', () => {
  const scopes = ['entry', 'segment', 'work-item-day', 'work-item'] as const;
  expect(scopes.filter((scope) => spansEntries(quantityPolicy({ scope })))).toEqual([
    'work-item-day',
    'work-item',
  ]);
  expect(spansEntries(null)).toBe(false);
});
