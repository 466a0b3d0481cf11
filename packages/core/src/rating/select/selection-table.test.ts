import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallWorld } from '../../testing/small-world.ts';
import { anyRateCard } from '../../testing/rate-card-arbitraries.ts';
import { anyTimeEntry } from '../../testing/work-arbitraries.ts';
import { civilDateOf, dayNumber } from '../../time/civil-date.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { defineRateCard } from '../define-rate-card.ts';
import type { RateCard, RateRuleInput } from '../rate-card.ts';
import type { SelectionFacts } from './selection.ts';
import { SelectionKeys } from './selection-keys.ts';
import { SelectionTable } from './selection-table.ts';
import { selectRule } from './select-rule.ts';

const monday = dayNumber('2026-03-02');

const work: TimeEntry = {
  id: 'te_1',
  agentId: 'ana',
  serviceTypeId: 'support',
  date: '2026-03-02',
  minutes: 60,
};

const obviousFacts = (entry: TimeEntry, customer: string, day: number): SelectionFacts => ({
  agent: entry.agentId,
  team: entry.teamId ?? null,
  serviceType: entry.serviceTypeId,
  customer,
  workItemKind: entry.workItem?.kind ?? null,
  priority: entry.workItem?.priority ?? null,
  tags: [...(entry.tags ?? []), ...(entry.workItem?.tags ?? [])],
  attributes: entry.attributes ?? {},
  date: civilDateOf(day),
});

const cardOf = (...rules: readonly Omit<RateRuleInput, 'price'>[]): RateCard =>
  defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: rules.map((rule) => ({ ...rule, price: { kind: 'hourly', rate: '1' } })),
  });

/** A table that counts its searches; each search finds a selection of its own. */
function tableOf(card: RateCard, serviceTypes: readonly string[] = []) {
  const asked: SelectionFacts[] = [];
  const table = new SelectionTable(new SelectionKeys([card], serviceTypes), (facts) => asked.push(facts) - 1);
  return {
    asked,
    /** The numbers of the selections that entries of Acme have. */
    find: (...entries: readonly Partial<TimeEntry>[]): readonly number[] =>
      entries.map((entry) => table.find({ ...work, ...entry } as TimeEntry, 'acme', monday)),
    table,
  };
}

describe('entries that agree on all that some rule asks for share a selection', () => {
  test('what no rule names makes no difference, so the rules are searched once', () => {
    const { find, asked } = tableOf(cardOf({ id: 'a', when: { agent: 'ana' } }));
    const others = [
      { id: 'te_2' },
      { teamId: 'network' },
      { serviceTypeId: 'travel' },
      { note: 'x', tags: ['on-site'], attributes: { site: 'north' } },
      { workItem: { kind: 'task', id: '1', priority: 'high' } },
    ] as const;
    expect(find({}, ...others)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(asked).toHaveLength(1);
  });

  test('values that no rule names are all one', () => {
    const { find } = tableOf(cardOf({ id: 'a', when: { agent: 'ana' } }));
    expect(find({}, { agentId: 'ben' }, { agentId: 'cem' })).toEqual([0, 1, 1]);
  });

  test.each<[string, Omit<RateRuleInput, 'price'>, Partial<TimeEntry>]>([
    ['agent', { id: 'a', when: { agent: 'ben' } }, { agentId: 'ben' }],
    ['team', { id: 'a', when: { team: 'network' } }, { teamId: 'network' }],
    ['service type', { id: 'a', when: { serviceType: 'travel' } }, { serviceTypeId: 'travel' }],
    [
      'kind of work item',
      { id: 'a', when: { workItemKind: 'task' } },
      { workItem: { kind: 'task', id: '1' } },
    ],
    [
      'priority',
      { id: 'a', when: { priority: 'high' } },
      { workItem: { kind: 'task', id: '1', priority: 'high' } },
    ],
    ['tag', { id: 'a', when: { tag: 'remote' } }, { tags: ['on-site', 'remote'] }],
    [
      'tag of the work item',
      { id: 'a', when: { tag: 'remote' } },
      { workItem: { kind: 'task', id: '1', tags: ['remote'] } },
    ],
    ['attribute', { id: 'a', when: { attributes: { site: 'north' } } }, { attributes: { site: 'north' } }],
    [
      'value that only a modifier asks for',
      { id: 'a', modifiers: [{ band: 'weekend', rate: '1', when: { agent: 'ben' } }] },
      { agentId: 'ben' },
    ],
  ])('a %s that a rule names tells entries apart', (_, rule, entry) => {
    const { find } = tableOf(cardOf(rule));
    expect(find({}, entry, {}, entry)).toEqual([0, 1, 0, 1]);
  });

  test('a service type with a quantity policy of its own is told apart, though no rule names it', () => {
    const { find } = tableOf(cardOf({ id: 'a' }), ['travel']);
    expect(find({}, { serviceTypeId: 'travel' }, { serviceTypeId: 'project' })).toEqual([0, 1, 0]);
  });

  test('values of an attribute that no rule names are remembered as one, however many there are', () => {
    const { find, asked } = tableOf(cardOf({ id: 'a', when: { attributes: { site: ['north', 'south'] } } }));
    const sites = ['north', 'n-1', 'n-2', 'n-3'].map((site) => ({ attributes: { site, floor: site } }));
    expect(find({}, ...sites)).toEqual([0, 1, 0, 0, 0]);
    expect(asked).toHaveLength(2);
  });

  test('customers that a rule names are told apart', () => {
    const { table } = tableOf(cardOf({ id: 'a', when: { customer: 'globex' } }));
    const found = ['acme', 'globex', 'initech'].map((customer) => table.find(work, customer, monday));
    expect(found).toEqual([0, 1, 0]);
  });

  test('dates are told apart only where a version or a rule begins or ends', () => {
    const { table, asked } = tableOf(
      cardOf(
        { id: 'a', validFrom: '2026-03-02', validUntil: '2026-03-04' },
        { id: 'b', priority: 1, validFrom: '2026-03-04' },
      ),
    );
    const found = [-30, -1, 0, 1, 2, 300].map((days) => table.find(work, 'acme', monday + days));
    expect(found).toEqual([0, 0, 1, 1, 2, 2]);
    expect(asked.map(({ date }) => date)).toEqual([-30, 0, 2].map((days) => civilDateOf(monday + days)));
  });

  test('every combination of what rules name is one of its own, also of values that none names', () => {
    const { find } = tableOf(
      cardOf({ id: 'a', when: { agent: 'ana', team: 'network', serviceType: 'travel', priority: 'high' } }),
    );
    const item = { workItem: { kind: 'task', id: '1', priority: 'high' } } as const;
    const choices = [{ agentId: 'ana' }, { teamId: 'network' }, { serviceTypeId: 'travel' }, item];
    const combinations = Array.from({ length: 16 }, (_, bits) =>
      choices.reduce<Partial<TimeEntry>>(
        (entry, choice, at) => ((bits >> at) % 2 === 1 ? { ...entry, ...choice } : entry),
        { agentId: 'ben' },
      ),
    );
    expect(new Set(find(...combinations)).size).toBe(16);
  });

  test('combinations stay apart when tags make their keys texts', () => {
    const agent = Array.from({ length: 12 }, (_, at) => `agent-${at}`);
    const team = Array.from({ length: 12 }, (_, at) => `team-${at}`);
    const { find } = tableOf(cardOf({ id: 'a', when: { agent, team, tag: 'remote' } }));
    const entries = agent.flatMap((agentId) => team.map((teamId) => ({ agentId, teamId, tags: ['remote'] })));
    expect(new Set(find(...entries)).size).toBe(144);
  });

  test('a tag and an attribute that rules ask for count together, and in any order', () => {
    const { find } = tableOf(
      cardOf({ id: 'a', when: { tag: ['remote', 'urgent'], attributes: { site: 'north', floor: '1' } } }),
    );
    const both = { tags: ['remote', 'urgent'], attributes: { site: 'north', floor: '1' } };
    const turned = { tags: ['urgent', 'remote'], attributes: { floor: '1', site: 'north' } };
    expect(find({}, { tags: ['remote'], attributes: { site: 'north' } }, both, turned)).toEqual([0, 1, 2, 2]);
  });

  test("what is asked of an entry's tags is asked of its work item's too", () => {
    const { find, asked } = tableOf(cardOf({ id: 'a', when: { tag: ['remote', 'vip'] } }));
    const vip = { workItem: { kind: 'task', id: '1', tags: ['vip'] } } as const;
    find({ tags: ['remote'] }, vip, { ...vip, tags: ['remote'] });
    expect(asked.map(({ tags }) => tags)).toEqual([['remote'], ['vip'], ['remote', 'vip']]);
  });

  test('a team named like an agent is no agent, and a tag named like an attribute is no attribute', () => {
    const { find } = tableOf(
      cardOf({ id: 'a', when: { agent: 'x', team: 'x', tag: 'x', attributes: { x: ['x', 'y'] } } }),
    );
    expect(
      find(
        { agentId: 'x' },
        { teamId: 'x' },
        { tags: ['x'] },
        { attributes: { x: 'x' } },
        { attributes: { x: 'y' } },
      ),
    ).toEqual([0, 1, 2, 3, 4]);
  });
});

test('the table gives what a search for each entry gives, whether its keys are numbers or texts', () => {
  const entries = fc.array(
    fc.tuple(anyTimeEntry(), fc.constantFrom(...smallWorld.customers), fc.nat({ max: 60 })),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(fc.array(anyRateCard(), { minLength: 1, maxLength: 2 }), entries, (inputs, works) => {
      const cards = inputs.map((input) => defineRateCard(input));
      const found: string[] = [];
      const search = (facts: SelectionFacts): string =>
        JSON.stringify(cards.map((card) => selectRule(card, facts.date, facts)));
      const table = new SelectionTable(
        new SelectionKeys(cards, []),
        (facts) => found.push(search(facts)) - 1,
      );
      for (const [entry, customer, days] of works) {
        const day = monday + days - 30;
        const expected = search(obviousFacts(entry, customer, day));
        expect(found[table.find(entry, customer, day)]).toBe(expected);
      }
    }),
  );
});
