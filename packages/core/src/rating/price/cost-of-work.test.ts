import { describe, expect, test } from 'vitest';
import { cardOf, hourlyCard, openOnWeekdays, timed } from '../../../test/rating/desk.ts';
import type { TimeEntry, TimedEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';
import { defineRateCard } from '../define-rate-card.ts';
import type { RateRuleInput } from '../rate-card.ts';
import type { RatingPolicy } from '../rating-policy.ts';

const calendar = openOnWeekdays();
const rateCard = hourlyCard('120.00', { quantity: { incrementMinutes: 15 } });

const costBook = (rules: readonly RateRuleInput[], more: { currency?: string } = {}) =>
  defineRateCard({ id: 'cost', currency: 'EUR', rules, ...more });

const byAgent = costBook([
  { id: 'ana', when: { agent: 'ana' }, price: { kind: 'hourly', rate: '60.00' } },
  { id: 'ben', when: { agent: 'ben' }, price: { kind: 'hourly', rate: '0' } },
]);

/** Ten minutes of Ana's for Acme. */
const ten = (id: string, more: Partial<TimedEntry> = {}): TimeEntry =>
  timed('2026-03-02T09:00:00+01:00', '2026-03-02T09:10:00+01:00', { id, ...more });

function costOf(policy: Partial<RatingPolicy>, ...entries: readonly TimeEntry[]) {
  const { cost } = compileRater({ rateCard, calendar, costBook: byAgent, ...policy }).rate(entries);
  if (cost === null) throw new Error('the policy has a cost book');
  return {
    amounts: [...cost.charges()].map(({ entryId, amount, currency }) => `${entryId} ${amount} ${currency}`),
    missing: cost.missing.map(({ entryId, reason, seconds }) => `${entryId} ${reason} ${seconds}`),
    charges: [...cost.charges()],
  };
}

describe('R44: the cost book', () => {
  test('R44: a rule that bills nothing tells no cost; a rate of 0 does', () => {
    const free = costBook([
      { id: 'ana', when: { agent: 'ana' }, price: { kind: 'non-billable' } },
      { id: 'others', price: { kind: 'hourly', rate: '0' } },
    ]);
    const { amounts, missing } = costOf({ costBook: free }, ten('a'), ten('b', { agentId: 'ben' }));
    expect(amounts).toEqual(['b 0 EUR']);
    expect(missing).toEqual(['a non-billable-rate 600']);
  });

  test('R44: prices worked seconds, whatever is billed for them', () => {
    const { charges, amounts } = costOf({}, ten('a'));
    expect(amounts).toEqual(['a 10 EUR']);
    expect(charges[0]).toMatchObject({
      measuredSeconds: 600,
      billedSeconds: 600,
      rateCardId: 'cost',
      ruleId: 'ana',
    });
    expect(charges[0]?.trace.map(({ code }) => code)).toEqual([
      'timed',
      'band-from-calendar',
      'rate-from-rule',
      'amount',
    ]);
  });

  test('R44: no quantity policy of service type, contract or customer reaches it', () => {
    const quantity = { minimumMinutes: 60 };
    const policy = { serviceTypes: { support: { quantity } }, customers: { acme: { quantity } } };
    expect(costOf(policy, ten('a')).amounts).toEqual(['a 10 EUR']);
  });

  test('R44, R5: a missing cost is missing, and a cost of 0 is 0', () => {
    const { amounts, missing } = costOf(
      {},
      ten('a'),
      ten('b', { agentId: 'ben' }),
      ten('c', { agentId: 'cem' }),
    );
    expect(amounts).toEqual(['a 10 EUR', 'b 0 EUR']);
    expect(missing).toEqual(['c no-rate 600']);
  });

  test('R8: what is missing comes in the order of work, start and then id, whatever the order of the input', () => {
    const later = timed('2026-03-02T10:00:00+01:00', '2026-03-02T10:10:00+01:00', {
      id: 'a',
      agentId: 'cem',
    });
    const work = [later, ten('c', { agentId: 'cem' }), ten('b', { agentId: 'cem' })];
    const inOrder = ['b no-rate 600', 'c no-rate 600', 'a no-rate 600'];
    expect(costOf({}, ...work).missing).toEqual(inOrder);
    expect(costOf({}, ...work.toReversed()).missing).toEqual(inOrder);
  });

  test('R44: work that is not billed costs all the same: not billable, not approved, without a rate', () => {
    const onlyTravel = cardOf([
      { id: 'travel', when: { serviceType: 'travel' }, price: { kind: 'hourly', rate: '1' } },
    ]);
    const work = [ten('a', { billable: false }), ten('b', { approval: 'pending' }), ten('c')];
    expect(costOf({ rateCard: onlyTravel, requireApproval: true }, ...work).amounts).toEqual([
      'a 10 EUR',
      'b 10 EUR',
      'c 10 EUR',
    ]);
  });

  test('work without time or customer costs nobody anything', () => {
    const { amounts, missing } = costOf({}, ten('a', { customerId: null }), ten('b', { breakMinutes: 10 }));
    expect([amounts, missing]).toEqual([[], []]);
  });

  test('a rate that a person set for the invoice does not change the cost', () => {
    expect(costOf({}, ten('a', { rate: { amount: '500.00', currency: 'USD' } })).amounts).toEqual([
      'a 10 EUR',
    ]);
  });

  test('bands cost what the cost book says, and it may have a currency of its own', () => {
    const book = defineRateCard({
      id: 'cost',
      currency: 'JPY',
      rules: [{ id: 'any', price: { kind: 'hourly', rate: '6000' } }],
      modifiers: [{ band: 'after-hours', multiplier: '1.25' }],
    });
    const late = timed('2026-03-02T17:50:00+01:00', '2026-03-02T18:10:00+01:00', { id: 'a' });
    expect(costOf({ costBook: book }, late).amounts).toEqual(['a 1000 JPY', 'a 1250 JPY']);
  });

  test('two cost rules that fit equally well make the cost missing, and stop nothing', () => {
    const book = costBook([
      { id: 'one', when: { customer: 'acme' }, price: { kind: 'hourly', rate: '1' } },
      { id: 'two', when: { tag: 'on-site' }, price: { kind: 'hourly', rate: '1' } },
    ]);
    expect(costOf({ costBook: book }, ten('a', { tags: ['on-site'] })).missing).toEqual([
      'a rate-ambiguous 600',
    ]);
  });

  test('a cost per work item is missing for work without one', () => {
    const book = costBook([{ id: 'item', price: { kind: 'per-incident', price: '5' } }]);
    const item = { workItem: { kind: 'ticket', id: '1' } } as const;
    const { amounts, missing } = costOf({ costBook: book }, ten('a'), ten('b', item), ten('c', item));
    expect([amounts, missing]).toEqual([['b 5 EUR', 'c 0 EUR'], ['a no-work-item 600']]);
  });

  test('a cost book that would round is refused: nothing that it says is dropped without a word', () => {
    const quantity = { incrementMinutes: 15 };
    const rules = [{ id: 'any', price: { kind: 'hourly', rate: '1' } }];
    const books = [
      defineRateCard({ id: 'cost', currency: 'EUR', rules, quantity }),
      defineRateCard({ id: 'cost', currency: 'EUR', rules: rules.map((rule) => ({ ...rule, quantity })) }),
    ];
    for (const book of books)
      expect(() => compileRater({ calendar, costBook: book })).toThrow('RATING_POLICY_INVALID: costBook');
  });

  test('without a cost book there is no cost, not a cost of 0', () => {
    expect(compileRater({ rateCard, calendar }).rate([ten('a')]).cost).toBeNull();
  });
});
