import { expect, test } from 'vitest';
import type { ConditionFacts } from '../rating/condition.ts';
import { takesWork, type WorkFilterInput, workFilterSchema } from './work-filter.ts';

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

test.each<[string, WorkFilterInput, string, boolean]>([
  ['nothing named takes all work', {}, 'holiday', true],
  ['only operational hours count', { bands: ['business'] }, 'business', true],
  ['only operational hours count', { bands: ['business'] }, 'after-hours', false],
  ['what the work is counts', { when: { serviceType: ['support', 'travel'] } }, 'weekend', true],
  ['what the work is counts', { when: { workItemKind: 'project' } }, 'weekend', false],
  ['both count', { when: { agent: 'ben' }, bands: ['business'] }, 'business', false],
])('R60: %s: %j in the band %s is %s', (_, input, band, expected) => {
  expect(takesWork(workFilterSchema.parse(input), facts, band)).toBe(expected);
});

test('a filter for no band would take no work: it is refused', () => {
  expect(workFilterSchema.safeParse({ bands: [] }).success).toBe(false);
});
