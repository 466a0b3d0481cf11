import { compileRater, linePolicy, priceLines, type TimeEntry } from '@billwright/core';
import { expect, test } from 'vitest';
import { callOut } from '../src/call-out.ts';
import { policyWith } from '../src/policy.ts';

const visit = (id: string, start: string, end: string): TimeEntry => ({
  id,
  customerId: 'acme',
  agentId: 'ana',
  serviceTypeId: 'on-site',
  start,
  end,
});

/** What visits cost together, before tax. */
const costOf = (...visits: readonly TimeEntry[]): string => {
  const lines = priceLines(
    compileRater(policyWith(callOut)).rate(visits),
    linePolicy({ method: 'exact', groupBy: [] }),
  );
  return lines.reduce((total, { amount }) => total + Number(amount.amount), 0).toFixed(2);
};

test.each([
  ['20 minutes are half an hour of the first', '10:00', '10:20', '75.00'],
  ['one hour costs 150.00', '10:00', '11:00', '150.00'],
  ['an hour and a minute start a half hour at 90.00 an hour', '10:00', '11:01', '195.00'],
  ['three hours', '10:00', '13:00', '330.00'],
  ['after hours a visit costs the same', '20:00', '21:00', '150.00'],
])('%s', (_, from, to, cost) => {
  expect(costOf(visit('te_1', `2026-03-02T${from}:00+01:00`, `2026-03-02T${to}:00+01:00`))).toBe(cost);
});

test('the first hour of a customer is paid once in the period', () => {
  const visits = [
    visit('te_1', '2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00'),
    visit('te_2', '2026-03-03T10:00:00+01:00', '2026-03-03T11:00:00+01:00'),
  ];
  expect(costOf(...visits)).toBe('240.00');
});
