import { describe, expect, test } from 'vitest';
import type { ConditionFacts } from '../condition.ts';
import { defineRateCard } from '../define-rate-card.ts';
import type { RateCardInput, RateRuleInput } from '../rate-card.ts';
import { selectRule, versionInForce } from './select-rule.ts';

const anaOnTicket: ConditionFacts = {
  agent: 'ana',
  team: 'network',
  serviceType: 'support',
  customer: 'acme',
  workItemKind: 'ticket',
  priority: 'high',
  tags: ['on-site'],
  attributes: { site: 'north', grade: 'senior' },
};

const hourly = { kind: 'hourly', rate: '100.00' };

type Given = Partial<RateRuleInput> & { readonly id: string };

const cardOf = (rules: readonly Given[], head: Partial<RateCardInput> = {}) =>
  defineRateCard({
    id: 'standard',
    currency: 'EUR',
    ...head,
    rules: rules.map((rule) => ({ price: hourly, ...rule })),
  });

/** The id of the rule that wins, "none", or the two ids that nothing tells apart; in whatever order they are written. */
function winner(
  rules: readonly Given[],
  { date = '2026-03-02', facts = anaOnTicket, ...head }: Partial<RateCardInput> & Options = {},
): string {
  const answers = [rules, rules.toReversed()].map((inOrder) => {
    const found = selectRule(cardOf(inOrder, head), date, facts);
    if (found.status === 'selected') return found.rule.id;
    return found.status === 'none' ? 'none' : found.ruleIds.join(' or ');
  });
  return [...new Set(answers)].join(', but in another order ');
}

interface Options {
  readonly date?: string;
  readonly facts?: ConditionFacts;
}

describe('R41: which rule', () => {
  const all = { id: 'all' };
  const byAgent = { id: 'by-agent', when: { agent: 'ana' } };
  const byTeam = { id: 'by-team', when: { team: 'network' } };
  const byTeamAndType = { id: 'by-team-and-type', when: { team: 'network', serviceType: 'support' } };
  const byCustomer = { id: 'by-customer', when: { customer: 'acme' } };

  test('R41: an agent alone beats team and service type together', () => {
    expect(winner([byAgent, byTeamAndType])).toBe('by-agent');
    expect(winner([byAgent, byTeamAndType, byCustomer, all])).toBe('by-agent');
  });

  test('R41: levels are compared one after the other, in the order of the card', () => {
    expect(winner([byTeam, { id: 'by-type', when: { serviceType: 'support' } }])).toBe('by-team');
    expect(winner([byTeam, byTeamAndType])).toBe('by-team-and-type');
    expect(winner([byAgent, byTeamAndType], { levels: ['serviceType', 'agent'] })).toBe('by-team-and-type');
    expect(winner([byAgent, byCustomer], { levels: ['customer'] })).toBe('by-customer');
  });

  test('R41: a customer alone is no level by default, so any agent, team or service type beats it', () => {
    const rich = { id: 'rich', when: { customer: 'acme', tag: 'on-site', priority: 'high' } };
    expect(winner([rich, byTeam])).toBe('by-team');
  });

  test('R41: an explicit priority beats everything, the highest first; below 0 loses to rules without one', () => {
    expect(winner([byAgent, { ...all, priority: 1 }])).toBe('all');
    expect(winner([{ ...byTeam, priority: 2 }, { ...all, priority: 10 }, byAgent])).toBe('all');
    expect(winner([{ ...byAgent, priority: -1 }, all])).toBe('all');
  });

  test('R41: among equals the rule that names more conditions wins; each attribute counts as one', () => {
    const one = { id: 'one', when: { attributes: { site: 'north' } } };
    const two = { id: 'two', when: { attributes: { site: 'north', grade: 'senior' } } };
    expect(winner([one, two, all])).toBe('two');
    expect(winner([byAgent, { id: 'agent-and-tag', when: { agent: 'ana', tag: 'on-site' } }])).toBe(
      'agent-and-tag',
    );
  });

  test('R41: a list counts as one condition, however long it is', () => {
    const list = { id: 'list', when: { tag: ['on-site', 'remote', 'training'] } };
    const pair = { id: 'pair', when: { tag: 'on-site', priority: 'high' } };
    expect(winner([list, pair])).toBe('pair');
  });

  test('R41: two rules that nothing tells apart are ambiguous, whatever their order', () => {
    const tag = { id: 'tag', when: { tag: 'on-site' } };
    expect(winner([byCustomer, tag])).toBe('by-customer or tag');
    expect(winner([byCustomer, tag, byTeam])).toBe('by-team');
  });

  test('R41: of three that nothing tells apart, the error names the same two in whatever order they are written', () => {
    const ids = ['c', 'a', 'b'];
    const rules = ids.map((id, index) => ({
      id,
      when: [{ tag: 'on-site' }, { priority: 'high' }, { customer: 'acme' }][index] ?? {},
    }));
    for (const order of [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ]) {
      expect(winner(order.flatMap((at) => rules[at] ?? []))).toBe('a or b');
    }
  });

  test('R42: no rule that fits is none, not the nearest one', () => {
    expect(winner([{ id: 'ben', when: { agent: 'ben' } }])).toBe('none');
    expect(winner([])).toBe('none');
    expect(winner([byTeam], { facts: { ...anaOnTicket, team: null } })).toBe('none');
  });
});

describe('rules hold from a date, and until another', () => {
  const march = { id: 'march', validFrom: '2026-03-01', validUntil: '2026-04-01', priority: 1 };
  const rules = [march, { id: 'always' }];

  test.each([
    ['2026-02-28', 'always'],
    ['2026-03-01', 'march'],
    ['2026-03-31', 'march'],
    ['2026-04-01', 'always'],
  ])('on %s the rule is "%s": the first day counts, the last one no longer', (date, expected) => {
    expect(winner(rules, { date })).toBe(expected);
  });

  test('one end may be open', () => {
    const since = { id: 'since', validFrom: '2026-03-01' };
    const until = { id: 'until', validUntil: '2026-03-01' };
    expect(['2026-02-28', '2026-03-01'].map((date) => winner([since, until], { date }))).toEqual([
      'until',
      'since',
    ]);
  });
});

describe('R40: the version in force on the civil date of the work', () => {
  const card = defineRateCard({
    id: 'standard',
    currency: 'EUR',
    versions: [
      { effectiveFrom: '2026-07-01', rules: [{ id: 'second-half', price: hourly }] },
      { effectiveFrom: '2026-01-01', rules: [{ id: 'first-half', price: hourly }] },
    ],
  });

  test.each([
    ['2025-12-31', undefined],
    ['2026-01-01', '2026-01-01'],
    ['2026-06-30', '2026-01-01'],
    ['2026-07-01', '2026-07-01'],
    ['2199-12-31', '2026-07-01'],
  ])('R40: on %s it is that from %s, in whatever order versions are written', (date, expected) => {
    expect(versionInForce(card, date)?.effectiveFrom).toBe(expected);
  });

  test('before the first version a card has no rule', () => {
    expect(selectRule(card, '2025-12-31', anaOnTicket)).toEqual({ status: 'none' });
  });
});
