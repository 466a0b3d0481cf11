import { describe, expect, test } from 'vitest';
import { subtract } from '../money/arithmetic.ts';
import { money } from '../money/money.ts';
import { periodAt } from '../time/cycle.ts';
import type { BuiltInComponentInput } from './components/built-in-components.ts';
import type { ContractInput } from './contract-input.ts';
import { contractPeriod, cycleOf } from './contract-period.ts';
import { defineContract } from './define-contract.ts';
import { partsOn } from './parts-on.ts';
import { prorate } from './prorate.ts';

type Fee = Omit<Extract<BuiltInComponentInput, { kind: 'recurring-fee' }>, 'id' | 'kind'>;

/** The fees of the period that a day lies in. */
function feesOf(day: string, fee: Fee, given: Partial<ContractInput> = {}) {
  const contract = defineContract({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    start: '2024-12-01',
    cycle: { frequency: 'monthly' },
    state: 'active',
    components: [{ id: 'fee', kind: 'recurring-fee', ...fee }],
    ...given,
  });
  const period = contractPeriod(contract, periodAt(cycleOf(contract), day), day);
  return partsOn(contract, day).fee.flatMap(({ part }) => part.feesOf({ period, billed: [] }));
}

const amounts = (fees: ReturnType<typeof feesOf>): readonly string[] =>
  fees.map(({ amount }) => amount.amount);

describe('R64: a recurring fee is prorated by the civil days that are covered', () => {
  test('a whole period costs the whole fee', () => {
    expect(feesOf('2025-01-10', { price: '62.00' })).toEqual([
      {
        key: 'fee',
        description: null,
        quantity: '1',
        unitPrice: '62.00',
        amount: money('62.00', 'EUR'),
        from: '2025-01-01',
        to: '2025-02-01',
      },
    ]);
  });

  test('alga-027: 20 of 31 days of 62.00 are 40.00', () => {
    const [fee] = feesOf('2025-01-10', { price: '62.00' }, { end: '2025-01-21' });
    expect([fee?.amount.amount, fee?.from, fee?.to]).toEqual(['40.00', '2025-01-01', '2025-01-21']);
  });

  test('alga-029: half of 100.01 is 50.01, half a cent rounded up', () => {
    expect(amounts(feesOf('2026-02-10', { price: '100.01' }, { end: '2026-02-15' }))).toEqual(['50.01']);
  });

  test('alga-031: 2 at 31.00 for 22 of 31 days are 44.00, rounded once and not per piece', () => {
    const terms = { price: '31.00', quantity: '2' };
    expect(amounts(feesOf('2025-01-20', terms, { start: '2025-01-10', cycle: monthlyFromTheFirst }))).toEqual(
      ['44.00'],
    );
    // By the piece, a unit price of 7.10 would be rounded up a hundred times.
    const seats = { price: '9.99', quantity: '100' };
    expect(amounts(feesOf('2025-01-31', seats, { start: '2025-01-31', cycle: monthlyFromTheFirst }))).toEqual(
      ['32.23'],
    );
  });

  test('kb-prorate-41, the calendar: 28 of 31 days of 10.00 are 9.03, and 25 suspended days of 100.00 a year are 6.85', () => {
    const part = feesOf('2025-08-01', { price: '10.00' }, { start: '2025-07-20', end: '2025-08-17' });
    expect(amounts(part)).toEqual(['9.03']);
    const yearly = { start: '2014-01-01', cycle: { frequency: 'yearly' } } as const;
    const suspensions = [{ from: '2014-01-14', to: '2014-02-08' }];
    const [rest] = feesOf('2014-03-01', { price: '100.00' }, { ...yearly, suspensions });
    expect(subtract(money('100.00', 'EUR'), rest!.amount).amount).toBe('6.85');
    // Its months of 30 days can't be expressed: a period has the days that the calendar gives it.
  });

  test('unless proration is off: then a period with one covered day costs the whole fee, and one without none', () => {
    const whole = { price: '62.00', prorate: false };
    expect(amounts(feesOf('2025-01-31', whole, { end: '2025-01-02' }))).toEqual(['62.00']);
    expect(amounts(feesOf('2025-01-31', whole, { end: '2025-01-01' }))).toEqual([]);
  });

  test('a price finer than the currency is rounded once, on the whole fee', () => {
    expect(amounts(feesOf('2025-01-10', { price: '0.004', quantity: '10000' }))).toEqual(['40.00']);
  });
});

const monthlyFromTheFirst = { frequency: 'monthly', anchor: '2025-01-01' } as const;

test('R64: the two parts of a period are at most one minor unit off the whole, each rounded on its own', () => {
  const parts = [14, 14].map((covered) => prorate('100.01', { covered, full: 28 }, 'EUR').amount);
  expect(parts).toEqual(['50.01', '50.01']);
});
