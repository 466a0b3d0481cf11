import { expect, test } from 'vitest';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import { billOf, exampleContract, timedWork, workOf } from '../testing/bill-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { Bill } from './bill.ts';

const under = (components: readonly BuiltInComponentInput[], work: readonly TimeEntry[]): Bill =>
  billOf(exampleContract({ components }), { work });

const capsOf = ({ caps }: Bill): readonly string[] =>
  caps.map(({ componentId, billed, above }) => `${componentId}: ${billed.amount}, above ${above.amount}`);

const twoDays = [workOf(2, { id: 'te_1' }), workOf(2, { id: 'te_2', date: '2026-03-03' })];

test.each(['block', 'write-down'] as const)(
  'R65: under two caps that %s, each counts what is billed in the end, and not what the other one took',
  (above) => {
    const bill = under(
      [
        { id: 'life', kind: 'cap', amount: '1000.00', per: 'lifetime', above },
        { id: 'month', kind: 'cap', amount: '300.00', per: 'period', above },
      ],
      twoDays,
    );
    const billed = above === 'block' ? '240.00' : '300.00';
    const rest = above === 'block' ? '240.00' : '180.00';
    expect(capsOf(bill)).toEqual([`life: ${billed}, above 0.00`, `month: ${billed}, above ${rest}`]);
    expect(bill.totals.total.amount).toBe(billed);
  },
);

test('R65: a cap that blocks counts only what a cap that writes down has left', () => {
  const bill = under(
    [
      { id: 'life', kind: 'cap', amount: '1000.00', per: 'lifetime', above: 'block' },
      { id: 'month', kind: 'cap', amount: '300.00', per: 'period' },
    ],
    twoDays,
  );
  expect(capsOf(bill)).toEqual(['life: 300.00, above 0.00', 'month: 300.00, above 180.00']);
});

test('R65: what a cap lets pass does not exceed it when the line is rounded anew without what is blocked', () => {
  const day = (id: string, seconds: number): TimeEntry => {
    const start = Date.parse(`2026-03-0${id}T09:00:00Z`);
    return timedWork(`2026-03-0${id}T09:00:00Z`, new Date(start + seconds * 1000).toISOString(), { id });
  };
  const work = [day('2', 1020), day('3', 916), day('4', 1980), day('5', 3932)];
  const most = (amount: string): Bill =>
    under([{ id: 'most', kind: 'cap', amount, per: 'period', above: 'block' }], work);
  // 3916 s are 1.0878 h and 130.54; as shares of the line of all four they are 130.53.
  expect(capsOf(most('221.84'))).toEqual(['most: 130.54, above 131.07']);
  expect(most('221.84').totals.total.amount).toBe('130.54');
  const less = most('130.53');
  expect([less.totals.total.amount, less.blocked.map(({ entryId }) => entryId)]).toEqual([
    '64.54',
    ['4', '5'],
  ]);
});
