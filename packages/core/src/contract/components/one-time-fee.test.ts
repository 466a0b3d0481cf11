import { describe, expect, test } from 'vitest';
import { periodsDue } from '../contract-period.ts';
import { defineContract } from '../define-contract.ts';
import { partsOn } from '../parts-on.ts';
import type { BuiltInComponentInput } from './built-in-components.ts';

/** The fees of each period up to June, when every fee is remembered, from a period on that sees the component. */
function billed(
  component: BuiltInComponentInput,
  seenFrom = '2026-01-01',
  end: string | null = null,
): readonly string[] {
  const contract = defineContract({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    start: '2026-01-01',
    end,
    cycle: { frequency: 'monthly' },
    state: 'active',
    components: [component],
  });
  const known: string[] = [];
  return periodsDue(contract, '2026-06-30').flatMap((period) => {
    if (period.period.from < seenFrom) return [];
    const fees = partsOn(contract, period.period.from).fee.flatMap(({ part }) =>
      part.feesOf({ period, billed: known, end: contract.end }),
    );
    known.push(...fees.map(({ key }) => key));
    return fees.map(({ amount, from }) => `${period.period.from}: ${amount.amount} for ${from}`);
  });
}

describe('a fee that is charged once', () => {
  test('belongs to the period of its day', () => {
    expect(billed({ id: 'set-up', kind: 'fixed-fee', amount: '250', on: '2026-03-31' })).toEqual([
      '2026-03-01: 250.00 for 2026-03-31',
    ]);
    const goLive = { id: 'go-live', kind: 'milestone', description: 'Go-live', amount: '900.00' } as const;
    expect(billed({ ...goLive, reachedOn: '2026-04-01' })).toEqual(['2026-04-01: 900.00 for 2026-04-01']);
  });

  test('that is not reached is not charged', () => {
    expect(billed({ id: 'go-live', kind: 'milestone', description: 'Go-live', amount: '900' })).toEqual([]);
  });

  test('R67: of a day after the end of the contract is never charged; a milestone of its last period is', () => {
    const setUp = { id: 'set-up', kind: 'fixed-fee', amount: '250', on: '2026-03-20' } as const;
    expect(billed(setUp, '2026-01-01', '2026-03-20')).toEqual([]);
    expect(billed(setUp, '2026-01-01', '2026-03-21')).toEqual(['2026-03-01: 250.00 for 2026-03-20']);
    const goLive = { id: 'go-live', kind: 'milestone', description: 'Go-live', amount: '900.00' } as const;
    const reached = { ...goLive, reachedOn: '2026-03-20' };
    expect(billed(reached, '2026-01-01', '2026-03-16')).toEqual(['2026-03-01: 900.00 for 2026-03-20']);
  });

  test('whose period was billed before it was known is charged with the next one', () => {
    const late = { id: 'set-up', kind: 'fixed-fee', amount: '250', on: '2026-01-10' } as const;
    expect(billed(late, '2026-04-01')).toEqual(['2026-04-01: 250.00 for 2026-01-10']);
  });
});
