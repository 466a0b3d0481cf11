import { describe, expect, test } from 'vitest';
import type { ContractInput } from '../contract/contract-input.ts';
import { exampleContract } from '../testing/bill-fixture.ts';
import { type BillsDueFacts, billsDue } from './bills-due.ts';

const berlin = 'Europe/Berlin';
const billed = (from: string, due: 'all' | 'advance' = 'all', contractId = 'c_1') => ({
  contractId,
  period: { from, to: '2026-12-31', zone: berlin },
  due,
});

const due = (
  facts: Omit<BillsDueFacts, 'contracts'>,
  ...contracts: Partial<ContractInput>[]
): readonly string[] =>
  billsDue({ ...facts, contracts: contracts.map((one) => exampleContract(one)) }).map(
    ({ contract, contractPeriod, due: what }) => `${contract.id} ${contractPeriod.period.from} ${what}`,
  );

const advance = [{ id: 'care', kind: 'recurring-fee', price: '50.00' }] as const;
const arrears = [{ id: 'care', kind: 'recurring-fee', price: '50.00', billing: 'arrears' }] as const;

describe('a contract in force', () => {
  test('is due for each closed period that was not billed, and for no other', () => {
    expect(due({ bills: [billed('2026-01-01')], through: '2026-03-31' }, {})).toEqual([
      'c_1 2026-02-01 all',
      'c_1 2026-03-01 all',
    ]);
    expect(due({ bills: [], through: '2026-01-30' }, {})).toEqual([]);
  });

  test('is due for what is paid in advance as soon as a period has begun, once', () => {
    const facts = { bills: [], through: '2026-01-01' };
    expect(due(facts, { components: advance })).toEqual(['c_1 2026-01-01 advance']);
    expect(due({ ...facts, bills: [billed('2026-01-01', 'advance')] }, { components: advance })).toEqual([]);
    expect(due(facts, { components: arrears })).toEqual([]);
  });

  test('is due for the whole period at its end, although its fees were billed in advance', () => {
    const facts = { bills: [billed('2026-01-01', 'advance')], through: '2026-01-31' };
    expect(due(facts, { components: advance })).toEqual(['c_1 2026-01-01 all']);
  });

  test('R90: is due for an open period only when that is asked for', () => {
    expect(due({ bills: [], through: '2026-01-15' }, {})).toEqual([]);
    expect(due({ bills: [], through: '2026-01-15', early: true }, {})).toEqual(['c_1 2026-01-01 all']);
    const facts = { bills: [billed('2026-01-01')], through: '2026-01-31', early: true };
    expect(due(facts, { components: advance })).toEqual([]);
  });
});

describe('R12: a contract that is no longer in force', () => {
  const ended = { end: '2026-02-11' } as const;

  test('is due for its last period when its last day is over, and once more for what came in late', () => {
    expect(due({ bills: [billed('2026-01-01')], through: '2026-02-09' }, ended)).toEqual([]);
    const facts = { bills: [billed('2026-01-01')], through: '2026-02-10' };
    expect(due(facts, ended)).toEqual(['c_1 2026-02-01 all']);
    const later = { bills: [billed('2026-01-01'), billed('2026-02-01')], through: '2026-02-11' };
    expect(due(later, ended)).toEqual(['c_1 2026-02-01 late']);
  });

  test('is due for late work as well while nobody knows the end of its suspension', () => {
    const suspended = { state: 'suspended', suspensions: [{ from: '2026-02-11', to: null }] } as const;
    const facts = { bills: [billed('2026-01-01'), billed('2026-02-01')], through: '2026-03-31' };
    expect(due(facts, suspended)).toEqual(['c_1 2026-02-01 late']);
  });

  test('is not due for a period that is open and was never billed: it may go on in it', () => {
    const quarterly = { cycle: { frequency: 'quarterly' } } as const;
    const suspensions = [{ from: '2026-01-20', to: '2026-02-10' }];
    const known = { ...quarterly, suspensions };
    expect(due({ bills: [], through: '2026-01-31' }, known)).toEqual([]);
    expect(due({ bills: [], through: '2026-03-31' }, known)).toEqual(['c_1 2026-01-01 all']);
  });
});

test('bills are made in the order of the days on which they became due, then of the first day, place and id', () => {
  const quarterly = { id: 'c_0', cycle: { frequency: 'quarterly' }, order: 2 } as const;
  const first = { id: 'c_9', order: 1, components: advance } as const;
  expect(due({ bills: [], through: '2026-04-01' }, { id: 'c_5', order: 3 }, quarterly, first)).toEqual([
    'c_9 2026-01-01 all',
    'c_5 2026-01-01 all',
    'c_9 2026-02-01 all',
    'c_5 2026-02-01 all',
    'c_0 2026-01-01 all',
    'c_9 2026-03-01 all',
    'c_5 2026-03-01 all',
    'c_9 2026-04-01 advance',
  ]);
});

test('a day that is none is refused', () => {
  expect(() => due({ bills: [], through: '2026-02-30' }, {})).toThrow('CIVIL_DATE_INVALID');
});
