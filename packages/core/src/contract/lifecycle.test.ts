import { describe, expect, test } from 'vitest';
import type { Contract } from './contract.ts';
import type { ContractInput } from './contract-input.ts';
import { defineContract } from './define-contract.ts';
import {
  type ContractCommand,
  contractActions,
  contractTransitions,
  transitionContract,
} from './lifecycle.ts';

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

const after = (of: Contract, ...commands: readonly ContractCommand[]): Contract =>
  commands.reduce(transitionContract, of);

test('R67: draft leads to active, active to suspended and back, both to ended, and ended nowhere', () => {
  expect(contractTransitions).toEqual({
    draft: { activate: 'active' },
    active: { suspend: 'suspended', expire: 'ended', terminate: 'ended' },
    suspended: { resume: 'active', expire: 'ended', terminate: 'ended' },
    ended: {},
  });
  expect(contractActions('active')).toEqual(['suspend', 'expire', 'terminate']);
});

test('R67: what the table does not have is refused, with the actions that it has', () => {
  const ended = after(contract(), { type: 'terminate', on: '2026-07-01' });
  expect(() => after(ended, { type: 'resume', on: '2026-08-01' })).toThrow(
    'CONTRACT_STATE: the contract "c_1" is ended: it can\'t resume, only be read',
  );
  expect(() => after(contract(), { type: 'activate' })).toThrow('only suspend, expire, terminate');
});

describe('a contract', () => {
  test('that is activated is in force from its start on', () => {
    expect(after(contract({ state: 'draft' }), { type: 'activate' }).state).toBe('active');
  });

  test('remembers the days on which it was suspended', () => {
    const twice = after(
      contract(),
      { type: 'suspend', on: '2026-02-01' },
      { type: 'resume', on: '2026-03-01' },
      { type: 'suspend', on: '2026-03-01' },
    );
    expect([twice.state, twice.suspensions]).toEqual([
      'suspended',
      [
        { from: '2026-02-01', to: '2026-03-01' },
        { from: '2026-03-01', to: null },
      ],
    ]);
  });

  test('that is suspended and resumed on one day was never out of force', () => {
    const on = '2026-02-01';
    expect(after(contract(), { type: 'suspend', on }, { type: 'resume', on })).toEqual(contract());
  });

  test('that is terminated ends on that day, and so does its suspension', () => {
    const ended = after(
      contract(),
      { type: 'suspend', on: '2026-02-01' },
      { type: 'terminate', on: '2026-03-01' },
    );
    expect([ended.state, ended.endedBy, ended.end]).toEqual(['ended', 'terminated', '2026-03-01']);
    expect(ended.suspensions).toEqual([{ from: '2026-02-01', to: '2026-03-01' }]);
  });

  test('that expires keeps its end, however late somebody looks', () => {
    const ended = after(contract(), { type: 'expire', on: '2027-05-01' });
    expect([ended.state, ended.endedBy, ended.end]).toEqual(['ended', 'expired', '2027-01-01']);
  });

  test.each<[string, ContractCommand, string]>([
    ['suspended before its start', { type: 'suspend', on: '2025-12-31' }, 'on: is before the start'],
    ['suspended after its end', { type: 'suspend', on: '2027-01-01' }, 'on: is not before the end'],
    ['expired before its end', { type: 'expire', on: '2026-12-31' }, 'on: is before the end'],
    ['terminated before its start', { type: 'terminate', on: '2025-12-31' }, 'on: is before the start'],
    ['terminated after its end', { type: 'terminate', on: '2027-01-02' }, 'on: is after the end'],
    ['suspended on no day', { type: 'suspend', on: '2026-02-30' }, 'is not a day that exists'],
  ])('is not %s', (_, command, fault) => {
    expect(() => after(contract(), command)).toThrow(fault);
  });

  test('is not resumed before it was suspended, nor after its end, nor expired without an end', () => {
    const suspended = after(contract(), { type: 'suspend', on: '2026-02-01' });
    expect(() => after(suspended, { type: 'resume', on: '2026-01-31' })).toThrow('is before the suspension');
    expect(() => after(suspended, { type: 'resume', on: '2027-01-02' })).toThrow('is after the end');
    expect(() => after(contract({ end: null }), { type: 'expire', on: '2030-01-01' })).toThrow(
      'on: is before',
    );
  });
});
