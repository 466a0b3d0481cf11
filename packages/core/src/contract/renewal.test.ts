import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { componentKind } from './component-kind.ts';
import type { Contract } from './contract.ts';
import type { ContractInput, RenewalInput } from './contract-input.ts';
import { defineContract } from './define-contract.ts';
import { transitionContract } from './lifecycle.ts';
import { renewalTasks, renewContract } from './renewal.ts';

const automatic: RenewalInput = { mode: 'automatic', months: 12 };

const contract = (given: Partial<ContractInput> = {}): Contract =>
  defineContract({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    start: '2026-01-01',
    end: '2027-01-01',
    cycle: { frequency: 'monthly' },
    state: 'active',
    ...given,
  });

const told = (date: string, given: Partial<ContractInput> = {}, before: readonly number[] = []) =>
  renewalTasks(contract(given), date, before).map((task) =>
    task.type === 'notice' ? `notice ${task.daysAhead} of ${task.told.join(' ')}` : task.type,
  );

describe('R67: notices of expiry', () => {
  test.each([
    ['2026-11-01', [], []],
    ['2026-11-02', [], ['notice 60 of 60']],
    ['2026-11-03', [60], []],
    ['2026-12-02', [60], ['notice 30 of 30']],
    ['2026-12-25', [60, 30], ['notice 7 of 7']],
    ['2026-12-26', [60, 30, 7], []],
  ])('on %s, with %j told before, are %j', (date, before, expected) => {
    expect(told(date, {}, before)).toEqual(expected);
  });

  test('that are due together are told by the nearest one, once', () => {
    expect(told('2026-12-20')).toEqual(['notice 30 of 60 30']);
    expect(told('2026-12-20', {}, [60, 30])).toEqual([]);
  });

  test('stop with the end, with a successor, and for a contract that has none', () => {
    expect(told('2027-01-01')).toEqual(['expire']);
    expect(told('2026-12-20', { successorId: 'c_2' })).toEqual([]);
    expect(told('2026-12-20', { end: null })).toEqual([]);
    expect(told('2026-12-20', { state: 'draft' })).toEqual([]);
  });

  test('say whether a person has to decide: a manual renewal reminds', () => {
    const [reminder] = renewalTasks(contract({ renewal: { mode: 'manual' } }), '2026-12-20');
    expect(reminder).toEqual({
      type: 'notice',
      mode: 'manual',
      end: '2027-01-01',
      daysAhead: 30,
      told: [60, 30],
    });
  });
});

describe('R67: the end of a contract', () => {
  test('brings the successor a day before, then expiry', () => {
    const renewal = { ...automatic, noticeDays: [] };
    expect(told('2026-12-30', { renewal })).toEqual([]);
    expect(told('2026-12-31', { renewal })).toEqual(['renew']);
    expect(told('2027-01-05', { renewal })).toEqual(['renew', 'expire']);
    expect(told('2027-01-05', { renewal, successorId: 'c_2' })).toEqual(['expire']);
  });

  test('brings no successor by itself to a suspended contract', () => {
    const suspended = { state: 'suspended', suspensions: [{ from: '2026-05-01', to: null }] } as const;
    expect(told('2027-01-01', { ...suspended, renewal: automatic })).toEqual(['expire']);
  });

  test('is over when it is recorded', () => {
    const ended = transitionContract(contract(), { type: 'expire', on: '2027-01-01' });
    expect(renewalTasks(ended, '2027-01-02')).toEqual([]);
  });
});

describe('R67: the successor of a contract', () => {
  test('begins where the contract ends, is linked both ways, and keeps the billing periods', () => {
    const given = contract({ renewal: automatic, start: '2026-01-15', cycle: { frequency: 'monthly' } });
    const { renewed, successor } = renewContract(given, 'c_2');
    expect(renewed).toEqual({ ...given, successorId: 'c_2' });
    expect(successor).toMatchObject({
      id: 'c_2',
      start: '2027-01-01',
      end: '2028-01-01',
      state: 'active',
      predecessorId: 'c_1',
      successorId: null,
      cycle: { anchor: '2026-01-15' },
    });
    expect(defineContract(successor)).toEqual(successor);
  });

  test('has the terms of the day on which it begins, and the amendments of later days', () => {
    const amendments = [
      { from: '2026-06-01', taxCodes: ['vat-16'] },
      { from: '2027-01-01', taxCodes: ['vat-19'] },
      { from: '2027-06-01', taxCodes: ['vat-7'] },
    ];
    const { successor } = renewContract(contract({ renewal: automatic, amendments }), 'c_2');
    expect(successor.taxCodes).toEqual(['vat-19']);
    expect(successor.amendments).toEqual([{ from: '2027-06-01', taxCodes: ['vat-7'] }]);
  });

  test('does not charge once more what the contract charges once, whatever its amendments say', () => {
    const setUp = (on: string) => ({ id: `set-up ${on}`, kind: 'fixed-fee', amount: '250.00', on }) as const;
    const goLive = (reachedOn: string | null) =>
      ({
        id: `live ${reachedOn}`,
        kind: 'milestone',
        description: 'Go-live',
        amount: '900',
        reachedOn,
      }) as const;
    const care = { id: 'care', kind: 'recurring-fee', price: '50.00' } as const;
    // The last period goes on to 2027-01-15: a milestone of its days is on its bill.
    const components = [
      setUp('2026-02-01'),
      setUp('2026-12-31'),
      setUp('2027-01-01'),
      goLive('2026-06-30'),
      goLive('2027-01-14'),
      goLive('2027-01-15'),
      goLive(null),
      care,
    ];
    const given = { renewal: automatic, start: '2026-01-15', components } as const;
    const { successor } = renewContract(
      contract({ ...given, amendments: [{ from: '2027-06-01', components: [setUp('2026-02-01'), care] }] }),
      'c_2',
    );
    const idsOf = (kept: Contract['components'] = []) => kept.map(({ id }) => id);
    expect(idsOf(successor.components)).toEqual([
      'set-up 2027-01-01',
      'live 2027-01-15',
      'live null',
      'care',
    ]);
    expect(idsOf(successor.amendments[0]?.components)).toEqual(['care']);
  });

  test('asks a component kind of your own whether it goes on', () => {
    const own = componentKind({
      kind: 'training-day',
      schema: () => z.strictObject({ id: z.string(), kind: z.literal('training-day'), on: z.string() }),
      compile: () => [],
      goesOn: ({ on }, { start }) => on >= start,
    });
    const days = ['2026-05-01', '2027-05-01'].map((on) => ({ id: on, kind: 'training-day', on }));
    const options = { componentKinds: [own] };
    const given = defineContract({ ...contract({ renewal: automatic }), components: days }, options);
    expect(renewContract(given, 'c_2', options).successor.components).toEqual(days.slice(1));
    expect(renewContract(given, 'c_2').successor.components).toEqual(days);
  });

  test('ends on the day that its months begin on, over short months too', () => {
    const given = { start: '2026-01-31', renewal: { mode: 'automatic', months: 1 } } as const;
    const first = contract({ ...given, end: '2026-02-28' });
    const second = renewContract(first, 'c_2').successor;
    expect([second.start, second.end]).toEqual(['2026-02-28', '2026-03-31']);
    expect(renewContract(second, 'c_3').successor.end).toBe('2026-04-30');
    // An end in the middle of a month is not drawn to the anchor.
    expect(renewContract(contract({ ...given, end: '2026-02-10' }), 'c_2').successor.end).toBe('2026-03-10');
  });

  test('runs as long as a person says, also after the contract has expired', () => {
    const expired = transitionContract(contract(), { type: 'expire', on: '2027-01-01' });
    expect(renewContract(expired, 'c_2', { months: 3 }).successor.end).toBe('2027-04-01');
  });

  test.each<[string, Contract, string]>([
    ['without an end', contract({ end: null }), 'end: is missing'],
    ['of nobody knows how long', contract(), 'renewal: has no months'],
    ['of a contract that has one', contract({ renewal: automatic, successorId: 'c_2' }), 'successorId'],
    ['of a draft', contract({ renewal: automatic, state: 'draft' }), 'state: is "draft"'],
    [
      'of a terminated contract',
      transitionContract(contract({ renewal: automatic }), { type: 'terminate', on: '2026-07-01' }),
      'state: is "terminated"',
    ],
  ])('is refused %s', (_, given, fault) => {
    expect(() => renewContract(given, 'c_2')).toThrow(`CONTRACT_INVALID: ${fault}`);
  });
});
