import { describe, expect, test } from 'vitest';
import type { ConditionFacts } from '../rating/condition.ts';
import type { ContractInput } from './contract-input.ts';
import { contractCoverage, type WorkToPlace } from './contract-coverage.ts';
import { defineContract } from './define-contract.ts';

type Given = Partial<ContractInput> & { readonly id: string };

const coverageOf = (...contracts: readonly Given[]) =>
  contractCoverage(
    contracts.map((given) =>
      defineContract({
        customerId: 'acme',
        currency: 'EUR',
        zone: 'Europe/Berlin',
        start: '2026-01-01',
        cycle: { frequency: 'monthly' },
        state: 'active',
        ...given,
      }),
    ),
  );

const facts: ConditionFacts = {
  agent: 'ana',
  team: null,
  serviceType: 'support',
  customer: 'acme',
  workItemKind: 'ticket',
  priority: null,
  tags: [],
  attributes: {},
};

const work = (of: Partial<ConditionFacts> = {}, given: Partial<WorkToPlace> = {}): WorkToPlace => ({
  facts: { ...facts, ...of },
  start: null,
  date: '2026-03-02',
  ...given,
});

describe('the contract that takes work', () => {
  test('is the first by order whose coverage fits, of those of the customer', () => {
    const coverage = coverageOf(
      { id: 'all', order: 3 },
      { id: 'projects', order: 1, covers: { workItemKind: 'project' } },
      { id: 'support', order: 2, covers: { serviceType: 'support' } },
      { id: 'of-globex', customerId: 'globex' },
    );
    expect(coverage.contractFor(work())?.id).toBe('support');
    expect(coverage.contractFor(work({ workItemKind: 'project' }))?.id).toBe('projects');
    expect(coverage.contractFor(work({ serviceType: 'travel' }))?.id).toBe('all');
    expect(coverage.contractFor(work({ customer: 'globex' }))?.id).toBe('of-globex');
  });

  test('is none when no contract fits: the default terms hold', () => {
    const coverage = coverageOf({ id: 'projects', covers: { workItemKind: 'project' } });
    expect(coverage.contractFor(work())).toBeNull();
    expect(coverage.contractFor(work({ customer: 'initech' }))).toBeNull();
  });

  test('R12: is in force on the civil date of the start in its own zone', () => {
    const coverage = coverageOf({ id: 'old', end: '2026-03-01' }, { id: 'new', start: '2026-03-01' });
    // 23:30 on the last of February in UTC is the first of March in Berlin.
    const late = work({}, { start: '2026-02-28T23:30:00.000Z', date: '2026-02-28' });
    expect(coverage.contractFor(late)?.id).toBe('new');
    const inNewYork = coverageOf({ id: 'old', end: '2026-03-01', zone: 'America/New_York' });
    expect(inNewYork.contractFor(late)?.id).toBe('old');
    expect(coverage.contractFor(work({}, { date: '2026-02-28' }))?.id).toBe('old');
  });

  test('R67: may have ended since, but is no draft and not suspended on the day', () => {
    const suspensions = [{ from: '2026-02-01', to: '2026-03-02' }];
    const coverage = coverageOf(
      { id: 'ended', state: 'ended', endedBy: 'expired', end: '2026-04-01', suspensions },
      { id: 'draft', state: 'draft' },
    );
    expect(coverage.contractFor(work())?.id).toBe('ended');
    expect(coverage.contractFor(work({}, { date: '2026-03-01' }))).toBeNull();
    expect(coverage.contractFor(work({}, { date: '2026-04-01' }))).toBeNull();
  });

  test('is asked on the terms of the day', () => {
    const amendments = [{ from: '2026-03-02', covers: { serviceType: 'project' } }];
    const coverage = coverageOf({ id: 'amended', amendments });
    expect(coverage.contractFor(work({}, { date: '2026-03-01' }))?.id).toBe('amended');
    expect(coverage.contractFor(work())).toBeNull();
    expect(coverage.contractFor(work({ serviceType: 'project' }))?.id).toBe('amended');
  });
});

describe('R67: contracts of one customer that can take the same work on the same day', () => {
  test.each<[string, Omit<Given, 'id'>, Omit<Given, 'id'>]>([
    ['without orders', {}, { start: '2026-02-01' }],
    ['with one order only', { order: 1 }, {}],
    ['with the same order', { order: 1 }, { order: 1 }],
    ['with coverage that meets', { covers: { agent: ['ana', 'ben'] } }, { covers: { agent: 'ben' } }],
    ['with coverage by different fields', { covers: { agent: 'ana' } }, { covers: { team: 'network' } }],
    ['with tags, of which work has several', { covers: { tag: 'one' } }, { covers: { tag: 'other' } }],
    [
      'with an amendment that makes them meet',
      { covers: { agent: 'ana' } },
      { covers: { agent: 'ben' }, amendments: [{ from: '2026-05-01', covers: {} }] },
    ],
  ])('%s are refused', (_, one, other) => {
    expect(() => coverageOf({ id: 'b', ...one }, { id: 'a', ...other })).toThrow(
      `CONTRACTS_OVERLAP: the contracts "a" and "b" of the customer "acme" overlap from ${other.start ?? '2026-01-01'}`,
    );
  });

  test.each<[string, Omit<Given, 'id'>, Omit<Given, 'id'>]>([
    ['with orders of their own', { order: 1 }, { order: 2 }],
    ['one after the other', { end: '2026-06-01' }, { start: '2026-06-01' }],
    ['for different agents', { covers: { agent: 'ana' } }, { covers: { agent: ['ben', 'cem'] } }],
    [
      'for different values of an attribute',
      { covers: { attributes: { site: 'north' } } },
      { covers: { attributes: { site: 'south' } } },
    ],
    ['of which one is a draft', { state: 'draft' }, {}],
    ['of different customers', { customerId: 'globex' }, {}],
  ])('%s stand side by side', (_, one, other) => {
    expect(() => coverageOf({ id: 'b', ...one }, { id: 'a', ...other })).not.toThrow();
  });
});
