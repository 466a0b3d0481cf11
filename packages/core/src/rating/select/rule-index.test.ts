import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConditionFacts, type ConditionInput, fits } from '../condition.ts';
import { defineRateCard } from '../define-rate-card.ts';
import type { RateCardVersion } from '../rate-card.ts';
import { rulesThatMayFit } from './rule-index.ts';

const anaOnTicket: ConditionFacts = {
  agent: 'ana',
  team: null,
  serviceType: 'support',
  customer: 'c7',
  workItemKind: 'ticket',
  priority: null,
  tags: [],
  attributes: {},
};

function versionOf(conditions: readonly ConditionInput[]): RateCardVersion {
  const rules = conditions.map((when, at) => ({
    id: `rule-${at}`,
    when,
    priority: at,
    price: { kind: 'hourly', rate: '100.00' },
  }));
  const [version] = defineRateCard({ id: 'standard', currency: 'EUR', rules }).versions;
  if (version === undefined) throw new Error('a card without a version');
  return version;
}

const value = fc.constantFrom('a', 'b', 'c');
const values = fc.uniqueArray(value, { minLength: 1, maxLength: 2 });
const conditionOnOne: fc.Arbitrary<ConditionInput> = fc.oneof(
  ...(['agent', 'team', 'serviceType', 'customer', 'priority', 'tag'] as const).map((field) =>
    values.map((asked) => ({ [field]: asked })),
  ),
  fc.constantFrom('ticket' as const, 'task' as const).map((workItemKind) => ({ workItemKind })),
  fc.dictionary(value, values, { maxKeys: 2 }).map((attributes) => ({ attributes })),
);
// Of one or two things, so that it often fits.
const anyCondition = fc.tuple(conditionOnOne, conditionOnOne).map(([one, other]) => ({ ...one, ...other }));
const orNone = <Value>(some: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(some, { nil: null });
const anyFacts: fc.Arbitrary<ConditionFacts> = fc.record({
  agent: value,
  team: orNone(value),
  serviceType: value,
  customer: value,
  workItemKind: orNone(fc.constantFrom('ticket', 'task')),
  priority: orNone(value),
  tags: fc.array(value, { maxLength: 4 }),
  attributes: fc.dictionary(value, value, { maxKeys: 3 }),
});

describe('R41: which rules are looked at', () => {
  test('R41: every rule that fits is among them, once', () => {
    const conditions = fc.array(anyCondition, { minLength: 17, maxLength: 40 });
    fc.assert(
      fc.property(conditions, anyFacts, (given, facts) => {
        const version = versionOf(given);
        const fitting = (rules: Iterable<(typeof version.rules)[number]>): string[] =>
          [...rules].flatMap(({ id, when }) => (fits(when, facts) ? [id] : [])).toSorted();
        expect(fitting(rulesThatMayFit(version, facts))).toEqual(fitting(version.rules));
      }),
    );
  });

  test('R41: a rule for each of a thousand customers and five agents costs the work of five rules', () => {
    const each = Array.from({ length: 5000 }, (_, at) => ({
      customer: `c${at % 1000}`,
      agent: `a${at % 5}`,
    }));
    expect([...rulesThatMayFit(versionOf([...each, {}]), anaOnTicket)]).toHaveLength(6);
  });

  test('R41: a rule that asks for one of several tags is looked at once, however many of them the work has', () => {
    const each = Array.from({ length: 40 }, (_, at) => ({ tag: [`x${at}`, `y${at}`] }));
    const facts = { ...anaOnTicket, tags: ['x3', 'y3', 'x3'] };
    expect([...rulesThatMayFit(versionOf(each), facts)].map(({ id }) => id)).toEqual(['rule-3']);
  });
});
