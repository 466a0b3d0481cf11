import { describe, expect, test } from 'vitest';
import type { ConditionFacts } from '../rating/condition.ts';
import { type AllowanceInput, defineAllowance } from './allowance.ts';
import { type QuotaOfAllowance, quotaAnswer } from './quota.ts';
import { crossedThresholds } from './quota-threshold.ts';

describe('R63: thresholds', () => {
  const crossed = (used: string, raised: readonly string[] = [], limit = '10') =>
    crossedThresholds({ used, limit }, undefined, raised);

  test.each([
    ['7.9999', []],
    ['8', ['80']],
    ['9.5', ['80', '95']],
    ['10', ['80', '95', '100']],
    ['12', ['80', '95', '100']],
  ])('at %s of 10 used, %j are reached', (used, reached) => {
    expect(crossed(used)).toEqual(reached);
  });

  test('are raised once each, also when work is taken back and added again', () => {
    expect(crossed('9.6', ['80'])).toEqual(['95']);
    expect(crossed('8', ['80', '95'])).toEqual([]);
    expect(crossed('9.6', ['80', '95'])).toEqual([]);
  });

  test('of nothing are reached with the first use', () => {
    expect(crossed('0', [], '0')).toEqual([]);
    expect(crossed('1', [], '0')).toEqual(['80', '95', '100']);
  });

  test('of an allowance are those that it names, in order and once, however they are written', () => {
    const input = { unit: 'hours', quantity: '10', thresholds: ['100.0', '50', '100'] } as const;
    expect(defineAllowance(input, 'EUR').thresholds).toEqual(['50', '100']);
  });
});

describe('R63: the answer whether work may be taken on', () => {
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
  const quota = (
    componentId: string,
    left: string,
    given: Partial<AllowanceInput> = {},
    counted?: boolean,
  ): QuotaOfAllowance => ({
    componentId,
    allowance: defineAllowance({ unit: 'incidents', quantity: '5', exhausted: 'block', ...given }, 'EUR'),
    left,
    counted,
  });
  const denied = (componentId: string) => ({ allowed: false, reason: 'quota', componentId });
  const allowed = { allowed: true, reason: null, componentId: null };

  test('is no when the allowance has run out and blocks', () => {
    expect(quotaAnswer([quota('tickets', '0')], facts)).toEqual(denied('tickets'));
    expect(quotaAnswer([quota('tickets', '1')], facts)).toEqual(allowed);
  });

  test.each(['charge', 'prepaid'] as const)('is yes when work above is agreed: %s', (exhausted) => {
    expect(quotaAnswer([quota('tickets', '0', { exhausted })], facts)).toEqual(allowed);
  });

  test('is yes for work that no allowance is for, and for a ticket that counts already', () => {
    const projects = quota('projects', '0', { covers: { when: { serviceType: 'project' } } });
    expect(quotaAnswer([projects], facts)).toEqual(allowed);
    expect(quotaAnswer([quota('tickets', '0', {}, true)], facts)).toEqual(allowed);
  });

  test('is yes while another allowance has something left; when none has, the last one decides', () => {
    expect(quotaAnswer([quota('tickets', '0'), quota('more', '2')], facts)).toEqual(allowed);
    expect(quotaAnswer([quota('tickets', '0'), quota('more', '0')], facts)).toEqual(denied('more'));
    const charging = quota('more', '0', { exhausted: 'charge' });
    expect(quotaAnswer([quota('tickets', '0'), charging], facts)).toEqual(allowed);
  });
});
