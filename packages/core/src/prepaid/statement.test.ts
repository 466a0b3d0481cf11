import { expect, test } from 'vitest';
import { period } from '../time/period.ts';
import { moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { expiryDue } from './expiry.ts';
import { openPool } from './prepaid-pool.ts';
import { reverseDraws } from './reverse.ts';
import { prepaidStatement } from './statement.ts';

const account = moneyAccount({ overdraft: '50' });
const { lots, ledger: bought } = paidLots(
  account,
  { id: 'A', quantity: '100', expiresOn: '2026-06-30' },
  { id: 'B', quantity: '200', purchasedAt: '2026-06-15T00:00:00Z' },
);
const work = (entryId: string, workDate: string) => ({ entryId, part: 'business', workDate });

/** Two draws in June, one of them taken back in July, where the rest of A expires. */
const ledger = (() => {
  const june = openPool(account, lots, bought, '2026-06-20T08:00:00.000Z');
  const drawn = [
    ...bought,
    ...june.draw('50.00', work('te_2', '2026-06-12')).postings,
    ...june.draw('80.00', work('te_1', '2026-06-10')).postings,
  ];
  const back = [...drawn, ...reverseDraws(account, drawn, 'te_2', { at: '2026-07-01T08:00:00.000Z' })];
  return [...back, ...expiryDue(account, lots, back, '2026-07-01', '2026-07-01T09:00:00.000Z')];
})();
const statementOf = (from: string, to: string, zone = 'Europe/Berlin') =>
  prepaidStatement(account, ledger, period(from, to, zone));

test('a statement opens and closes with the balance, and tells kinds, entries and lots that sum to it', () => {
  const { postings, ...june } = statementOf('2026-06-01', '2026-07-01');
  expect(june).toEqual({
    accountId: 'budget',
    period: { from: '2026-06-01', to: '2026-07-01', zone: 'Europe/Berlin' },
    opening: '100.00',
    byKind: [
      { kind: 'top-up', quantity: '200.00' },
      { kind: 'draw', quantity: '-130.00' },
    ],
    closing: '170.00',
    entries: [
      { entryId: 'te_1', workDate: '2026-06-10', quantity: '-80.00' },
      { entryId: 'te_2', workDate: '2026-06-12', quantity: '-50.00' },
    ],
    lots: [
      { lotId: 'A', opening: '100.00', byKind: [{ kind: 'draw', quantity: '-100.00' }], closing: '0.00' },
      {
        lotId: 'B',
        opening: '0.00',
        byKind: [
          { kind: 'top-up', quantity: '200.00' },
          { kind: 'draw', quantity: '-30.00' },
        ],
        closing: '170.00',
      },
    ],
  });
  expect(postings.map(({ kind }) => kind)).toEqual(['top-up', 'draw', 'draw', 'draw']);
});

test('R77: what came back and expired is told in the next period, which opens where this one closed', () => {
  const july = statementOf('2026-07-01', '2026-08-01');
  expect(july).toMatchObject({
    opening: '170.00',
    byKind: [
      { kind: 'reversal', quantity: '50.00' },
      { kind: 'expire', quantity: '-50.00' },
    ],
    closing: '170.00',
    entries: [{ entryId: 'te_2', workDate: '2026-06-12', quantity: '50.00' }],
  });
});

test('a period without a posting tells what the lots have, and nothing of those that are empty', () => {
  expect(statementOf('2026-09-01', '2026-10-01')).toMatchObject({
    opening: '170.00',
    byKind: [],
    closing: '170.00',
    entries: [],
    lots: [{ lotId: 'B', opening: '170.00', closing: '170.00' }],
    postings: [],
  });
  expect(statementOf('2026-01-01', '2026-02-01')).toMatchObject({
    opening: '0.00',
    closing: '0.00',
    lots: [],
  });
});

test("R2: a posting is of the day that it has in the period's zone", () => {
  // 2026-06-15T00:00Z is 14 June in New York.
  expect(statementOf('2026-06-14', '2026-06-15', 'America/New_York').closing).toBe('300.00');
  expect(statementOf('2026-06-14', '2026-06-15', 'UTC').closing).toBe('100.00');
});

test('R75: the overdraft is told as a lot without an id', () => {
  const drawn = openPool(account, [], bought, '2026-06-20T08:00:00.000Z').draw(
    '20.00',
    work('te_1', '2026-06-10'),
  );
  const statement = prepaidStatement(account, drawn.postings, period('2026-06-01', '2026-07-01', 'UTC'));
  expect(statement.lots).toMatchObject([{ lotId: null, closing: '-20.00' }]);
});

test('postings of other accounts are of other statements', () => {
  const other = paidLots(moneyAccount({ id: 'other' }), { id: 'A' }).ledger;
  const june = period('2026-05-01', '2026-07-01', 'UTC');
  expect(prepaidStatement(account, [...ledger, ...other], june)).toEqual(
    prepaidStatement(account, ledger, june),
  );
});
