import { describe, expect, test } from 'vitest';
import type { Contract } from './contract.ts';
import type { ContractInput } from './contract-input.ts';
import { coveredDays, coveredRanges, inForceOn, periodsDue } from './contract-period.ts';
import { defineContract } from './define-contract.ts';

const monthly = { frequency: 'monthly', anchor: '2026-01-01' } as const;

const contract = (given: Partial<ContractInput> = {}): Contract =>
  defineContract({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    start: '2026-01-01',
    cycle: monthly,
    state: 'active',
    ...given,
  });

const due = (given: Partial<ContractInput>, through: string): readonly string[] =>
  periodsDue(contract(given), through).map(
    ({ period, share, closed }) =>
      `${period.from} ${share.covered}/${share.full} ${closed ? 'closed' : 'open'}`,
  );

describe('the periods that are due', () => {
  test('are all that have begun by the end of a day; the one that the day ends is closed', () => {
    expect(due({}, '2026-02-27')).toEqual(['2026-01-01 31/31 closed', '2026-02-01 28/28 open']);
    expect(due({}, '2026-02-28')).toEqual(['2026-01-01 31/31 closed', '2026-02-01 28/28 closed']);
    expect(due({}, '2026-01-01')).toEqual(['2026-01-01 31/31 open']);
    expect(due({}, '2025-12-31')).toEqual([]);
  });

  test('begin on the anchor’s day, which survives short months', () => {
    expect(due({ start: '2026-01-31', cycle: { frequency: 'monthly' } }, '2026-03-31')).toEqual([
      '2026-01-31 28/28 closed',
      '2026-02-28 31/31 closed',
      '2026-03-31 30/30 open',
    ]);
    expect(due({ cycle: { frequency: 'weekly', every: 2 } }, '2026-01-20')).toEqual([
      '2026-01-01 14/14 closed',
      '2026-01-15 14/14 open',
    ]);
  });

  test('have a part of their days covered when the contract starts or ends within them, and close with the last one', () => {
    expect(due({ start: '2026-01-15', end: '2026-02-11' }, '2026-02-10')).toEqual([
      '2026-01-01 17/31 closed',
      '2026-02-01 10/28 closed',
    ]);
    expect(due({ start: '2026-01-15' }, '2026-01-14')).toEqual([]);
  });

  test('leave out what a suspension takes whole', () => {
    const suspensions = [{ from: '2026-01-21', to: '2026-03-11' }];
    expect(due({ suspensions }, '2026-03-31')).toEqual([
      '2026-01-01 20/31 closed',
      '2026-03-01 21/31 closed',
    ]);
    const open = { state: 'suspended', suspensions: [{ from: '2026-01-21', to: null }] } as const;
    expect(due(open, '2026-03-31')).toEqual(['2026-01-01 20/31 closed']);
  });

  test('R67: stay open to their end while nobody knows the end of a suspension: the contract can go on in them', () => {
    const open = { state: 'suspended', suspensions: [{ from: '2026-01-21', to: null }] } as const;
    expect(due(open, '2026-01-30')).toEqual(['2026-01-01 20/31 open']);
    expect(due(open, '2026-01-31')).toEqual(['2026-01-01 20/31 closed']);
    expect(due({ ...open, end: '2026-01-26' }, '2026-01-25')).toEqual(['2026-01-01 20/31 closed']);
    const known = { suspensions: [{ from: '2026-01-21', to: '2026-03-01' }] };
    expect(due(known, '2026-01-20')).toEqual(['2026-01-01 20/31 closed']);
  });

  test('are none for a draft, and remain for a contract that has ended', () => {
    expect(due({ state: 'draft' }, '2026-03-31')).toEqual([]);
    const ended = { state: 'ended', endedBy: 'expired', end: '2026-02-01' } as const;
    expect(due(ended, '2026-12-31')).toEqual(['2026-01-01 31/31 closed']);
  });
});

describe('the days of a period on which a contract is in force', () => {
  const suspensions = [
    { from: '2026-01-05', to: '2026-01-08' },
    { from: '2026-01-30', to: '2026-02-02' },
  ];
  const given = contract({ start: '2026-01-02', end: '2026-03-01', suspensions });

  test('are told as ranges, and counted', () => {
    const period = { from: '2026-01-01', to: '2026-02-01' };
    expect(coveredRanges(given, period)).toEqual([
      { from: '2026-01-02', to: '2026-01-05' },
      { from: '2026-01-08', to: '2026-01-30' },
    ]);
    expect(coveredDays(given, period)).toBe(25);
  });

  test.each([
    ['2026-01-01', false],
    ['2026-01-02', true],
    ['2026-01-05', false],
    ['2026-01-08', true],
    ['2026-02-28', true],
    ['2026-03-01', false],
  ])('on %s it is in force: %s', (date, expected) => {
    expect(inForceOn(given, date)).toBe(expected);
  });
});
