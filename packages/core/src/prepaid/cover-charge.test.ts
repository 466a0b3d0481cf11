import { describe, expect, test } from 'vitest';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { coverCharge } from './cover-charge.ts';
import type { PrepaidAccountInput } from './prepaid-account.ts';
import { openPool, type PrepaidPool } from './prepaid-pool.ts';

const at = '2026-07-02T08:00:00.000Z';

const poolOf = (quantity: string, given: Partial<PrepaidAccountInput> = {}): PrepaidPool => {
  const account = given.unit === 'hours' ? hoursAccount({ ...given, currency: null }) : moneyAccount(given);
  const { lots, ledger } = paidLots(account, { id: 'A', quantity });
  return openPool(account, lots, ledger, at);
};
const hours = (quantity: string, given: Partial<PrepaidAccountInput> = {}): PrepaidPool =>
  poolOf(quantity, { unit: 'hours', ...given });

describe('R71: an hours pool is drawn by billed seconds × burn factor', () => {
  test('60 minutes after hours at a factor of 1.5 take 90 minutes', () => {
    const pool = hours('2', { burn: { 'after-hours': '1.5' } });
    expect(coverCharge(pool, exampleCharge({ band: 'after-hours' }))).toMatchObject({
      drawn: '5400',
      short: '0',
      coveredSeconds: 3600,
      restSeconds: 0,
    });
    expect(pool.available('2026-03-02')).toBe('1800');
  });

  test('a band without a factor takes its own time, whatever its name is', () => {
    const pool = hours('2', { burn: { night: '2' } });
    expect(coverCharge(pool, exampleCharge({ band: 'toString' }))).toMatchObject({ drawn: '3600' });
  });

  test('2 h left of a pool at 1.5 cover 80 minutes and leave 40 to charge', () => {
    const cover = coverCharge(
      hours('2', { burn: { night: '1.5' } }),
      exampleCharge({ band: 'night', billedSeconds: 7200 }),
    );
    expect(cover).toMatchObject({ drawn: '7200', short: '3600', coveredSeconds: 4800, restSeconds: 2400 });
  });

  test('what covers no whole second stays in the pool', () => {
    // 36 s at a factor of 0.7 are 51.42… s of work, of which 51 s take 35.7 s.
    const pool = hours('0.01', { burn: { night: '0.7' } });
    const night = exampleCharge({ band: 'night', billedSeconds: 60 });
    expect(coverCharge(pool, night)).toMatchObject({
      drawn: '35.7',
      short: '6.3',
      coveredSeconds: 51,
      restSeconds: 9,
    });
    expect(pool.available('2026-03-02')).toBe('0.3');
    expect(coverCharge(pool, { ...night, entryId: 'te_2' })).toMatchObject({
      postings: [],
      coveredSeconds: 0,
    });
  });

  test('R75: an overdraft covers what the lots do not', () => {
    const cover = coverCharge(hours('0.5', { overdraft: '0.25' }), exampleCharge());
    expect(cover).toMatchObject({ drawn: '2700', short: '900', coveredSeconds: 2700, restSeconds: 900 });
  });

  test('a price per piece is not paid with hours', () => {
    const piece = exampleCharge({ unit: 'piece', billedSeconds: 1800 });
    expect(coverCharge(hours('10'), piece)).toEqual({
      postings: [],
      drawn: '0',
      short: '0',
      coveredSeconds: 0,
      restSeconds: 1800,
    });
  });
});

describe("R71: a money pool is drawn by the charge's amount rounded half-up to the minor unit", () => {
  test.each([
    ['an hour at 120.00', { billedSeconds: 3600, unitPrice: '120' }, '120.00'],
    ['half a cent, from the exact amount', { billedSeconds: 3600, unitPrice: '0.005' }, '0.01'],
    ['a third of 100.00', { billedSeconds: 1200, unitPrice: '100' }, '33.33'],
    ['three tickets at 15.00', { unit: 'piece', pieces: 3, unitPrice: '15' } as const, '45.00'],
  ])('%s', (_, given, drawn) => {
    const cover = coverCharge(poolOf('200'), exampleCharge(given));
    expect(cover).toMatchObject({ drawn, short: '0.00', restSeconds: 0 });
    expect(cover.coveredSeconds).toBe('unit' in given ? 3600 : given.billedSeconds);
  });

  test('a charge that meets the end is split: all that is left is paid, for that amount ÷ rate in whole seconds', () => {
    // 50.00 at 120.00 an hour are 1500 s; 50.01 are 1500.3 s, 50.02 are 1500.6 s.
    const covered = ['50.00', '50.01', '50.02'].map((left) => {
      const pool = poolOf(left);
      const cover = coverCharge(pool, exampleCharge());
      expect(pool.available('2026-03-02')).toBe('0.00');
      expect(cover.drawn).toBe(left);
      return [cover.coveredSeconds, cover.restSeconds, cover.short];
    });
    expect(covered).toEqual([
      [1500, 2100, '70.00'],
      [1500, 2100, '69.99'],
      [1501, 2099, '69.98'],
    ]);
  });

  test('a cent that pays for less than half a second is paid all the same', () => {
    const cover = coverCharge(poolOf('0.01'), exampleCharge());
    expect(cover).toMatchObject({ drawn: '0.01', coveredSeconds: 0, restSeconds: 3600 });
  });

  test('at a rate of a cent an hour a pool never pays for more seconds than were billed', () => {
    const charge = exampleCharge({ billedSeconds: 5399, unitPrice: '0.0127' });
    expect(coverCharge(poolOf('0.01'), charge)).toMatchObject({
      drawn: '0.01',
      short: '0.01',
      coveredSeconds: 2835,
    });
    const late = exampleCharge({ billedSeconds: 5400, unitPrice: '0.01' });
    expect(coverCharge(poolOf('0.01'), late)).toMatchObject({ coveredSeconds: 3600, restSeconds: 1800 });
  });

  test('a price per piece that meets the end is paid in part, for no seconds', () => {
    const cover = coverCharge(
      poolOf('50'),
      exampleCharge({ unit: 'piece', billedSeconds: 1800, unitPrice: '80' }),
    );
    expect(cover).toMatchObject({ drawn: '50.00', short: '30.00', coveredSeconds: 0, restSeconds: 1800 });
  });

  test('R5: a rate of 0 and a pool without money cover nothing', () => {
    const nothing = { postings: [], coveredSeconds: 0, restSeconds: 3600 };
    expect(coverCharge(poolOf('50'), exampleCharge({ unitPrice: '0' }))).toMatchObject(nothing);
    const pool = poolOf('120');
    coverCharge(pool, exampleCharge());
    expect(coverCharge(pool, exampleCharge({ entryId: 'te_2' }))).toMatchObject({
      ...nothing,
      short: '120.00',
    });
  });

  test('R1: a charge in another currency is refused', () => {
    expect(() => coverCharge(poolOf('50'), exampleCharge({ currency: 'USD' }))).toThrow('CURRENCY_MISMATCH');
  });
});

test('R45: a draw names the entry, its band and its civil date', () => {
  const { postings } = coverCharge(poolOf('200'), exampleCharge({ band: 'after-hours', date: '2026-06-10' }));
  expect(postings).toEqual([
    {
      key: 'draw:=te_1:=after-hours:=A:=0',
      accountId: 'budget',
      lotId: 'A',
      kind: 'draw',
      quantity: '-120.00',
      at,
      workDate: '2026-06-10',
      entryId: 'te_1',
      part: 'after-hours',
      reverses: null,
      amount: null,
      reason: null,
    },
  ]);
});
