import { describe, expect, test } from 'vitest';
import { cardOf, openOnWeekdays, timed, untimed } from '../../test/rating/desk.ts';
import { deepFreeze } from '../errors/deep-freeze.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { compileRater, type RateOptions } from './compile-rater.ts';
import { defineRateCard } from './define-rate-card.ts';
import type { RateCard } from './rate-card.ts';
import type { RatingPolicy } from './rating-policy.ts';

const calendar = openOnWeekdays();

const cardAt = (id: string, rate: string, when = {}): RateCard =>
  defineRateCard({
    id,
    currency: 'EUR',
    rules: [{ id: `rule-of-${id}`, when, price: { kind: 'hourly', rate } }],
  });

const policy: RatingPolicy = {
  calendar,
  rateCard: cardAt('default', '100.00'),
  customers: {
    acme: { rateCard: cardAt('acme', '90.00', { serviceType: ['support', 'project'] }) },
    globex: {},
  },
  contracts: {
    'acme-managed': { customerId: 'acme', rateCard: cardAt('managed', '70.00', { serviceType: 'support' }) },
    'globex-managed': { customerId: 'globex' },
  },
};

/** The cards that price an hour of each entry. */
const cardsOf = (
  entries: readonly TimeEntry[],
  options?: RateOptions,
  of = policy,
): readonly (string | null)[] =>
  [...compileRater(of).rate(entries, options).charges()].map(({ rateCardId }) => rateCardId);

const acme = (serviceTypeId: string): TimeEntry => untimed(3600, { id: serviceTypeId, serviceTypeId });

describe('R40: which card', () => {
  test("R40: the contract's before the customer's before the default one; the first in which a rule fits decides", () => {
    const work = [acme('a-travel'), acme('project'), acme('support')];
    expect(cardsOf(work, { contractId: 'acme-managed' })).toEqual(['default', 'acme', 'managed']);
  });

  test("R40: without a contract, the customer's own before the default one", () => {
    const work = [acme('a-travel'), acme('support'), untimed(3600, { id: 'x', customerId: 'initech' })];
    expect(cardsOf(work)).toEqual(['default', 'acme', 'default']);
  });

  test("R40: a contract without a card has its customer's cards and the default one", () => {
    const work = [untimed(3600, { customerId: 'globex' })];
    expect(cardsOf(work, { contractId: 'globex-managed' })).toEqual(['default']);
  });

  test('R40: a card whose first version begins later is passed over', () => {
    const later = defineRateCard({
      id: 'later',
      currency: 'EUR',
      versions: [
        { effectiveFrom: '2026-03-03', rules: [{ id: 'any', price: { kind: 'hourly', rate: '1' } }] },
      ],
    });
    const own = { ...policy, customers: { acme: { rateCard: later } } };
    const work = [untimed(3600, { id: 'a' }), untimed(3600, { id: 'b', date: '2026-03-03' })];
    expect(cardsOf(work, {}, own)).toEqual(['default', 'later']);
  });

  test('R40: a rule that is not billed decides, too: no later card is asked', () => {
    const free = cardOf([{ id: 'free', price: { kind: 'non-billable' } }]);
    const rated = compileRater({ ...policy, customers: { acme: { rateCard: free } } }).rate([untimed(3600)]);
    expect([rated.chargeCount, rated.excluded[0]?.reason]).toEqual([0, 'non-billable-rate']);
  });

  test('R40: an override wins over every card, in its own currency', () => {
    const own = untimed(3600, { rate: { amount: '9000', currency: 'JPY' } });
    const [charge] = compileRater(policy).rate([own], { contractId: 'acme-managed' }).charges();
    expect(charge).toMatchObject({
      amount: '9000',
      currency: 'JPY',
      rateCardId: null,
      rateCardVersion: null,
      ruleId: null,
    });
  });

  test('R5: an override of 0 bills 0, it is not absent', () => {
    const free = untimed(3600, { rate: { amount: '0', currency: 'EUR' } });
    expect(compileRater(policy).rate([free]).charge(0)).toMatchObject({ amount: '0', rateCardId: null });
  });
});

describe('a contract', () => {
  test('that the policy does not have is refused', () => {
    expect(() => compileRater(policy).rate([], { contractId: 'nobody' })).toThrow(
      'RATING_POLICY_INVALID: contracts.nobody: is not in the policy',
    );
  });

  test('takes no work of another customer', () => {
    const other = untimed(3600, { customerId: 'globex' });
    expect(() => compileRater(policy).rate([other], { contractId: 'acme-managed' })).toThrow(
      'TIME_ENTRY_INVALID: [0].customerId: is not the contract\'s customer "acme"',
    );
  });

  test('has the calendar of its own, of its customer, or the default one', () => {
    const zones = { apia: openOnWeekdays({ zone: 'Pacific/Apia' }), utc: openOnWeekdays({ zone: 'UTC' }) };
    const own: RatingPolicy = {
      ...policy,
      customers: { acme: { calendar: zones.apia } },
      contracts: {
        one: { customerId: 'acme', calendar: zones.utc },
        two: { customerId: 'acme' },
        three: { customerId: 'globex' },
      },
    };
    const late = timed('2026-03-02T23:30:00Z', '2026-03-02T23:45:00Z', { customerId: null, workItem: null });
    const dateUnder = (contractId: string, customerId: string): string | undefined =>
      compileRater(own)
        .rate([{ ...late, customerId }], { contractId })
        .charge(0).date;
    expect([dateUnder('one', 'acme'), dateUnder('two', 'acme'), dateUnder('three', 'globex')]).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-03',
    ]);
  });
});

describe('rating', () => {
  test('R6: nothing handed in is nothing out', () => {
    const rated = compileRater(policy).rate([]);
    expect([rated.entryCount, rated.chargeCount, rated.blocked, rated.excluded, rated.warnings]).toEqual([
      0,
      0,
      [],
      [],
      [],
    ]);
  });

  test.each([-1, 1, 0.5, Number.NaN, Infinity])('there is no charge %d of one', (index) => {
    const rated = compileRater(policy).rate([untimed(60)]);
    expect(() => rated.charge(index)).toThrow('CHARGE_NOT_FOUND');
  });

  test('R13: warns of wall-clock times that were shown twice or never, also of work that is left out', () => {
    const rated = compileRater(policy).rate([
      timed('2026-03-29T02:30', '2026-03-29T04:00', { id: 'b' }),
      timed('2026-10-25T01:00', '2026-10-25T02:30', { id: 'a', billable: false }),
    ]);
    expect(rated.warnings).toEqual([
      { entryId: 'b', code: 'wall-clock-skipped', field: 'start', instant: '2026-03-29T01:30:00.000Z' },
      { entryId: 'a', code: 'wall-clock-ambiguous', field: 'end', instant: '2026-10-25T00:30:00.000Z' },
    ]);
  });

  test('R7: changes nothing that it is handed, however deep', () => {
    const frozen = deepFreeze(structuredClone(policy));
    const work = deepFreeze([
      acme('support'),
      timed('2026-03-02T17:50', '2026-03-02T18:02', { breakMinutes: 1 }),
    ]);
    expect(compileRater(frozen).rate(work).chargeCount).toBe(3);
  });

  test('what is handed in stays free to be changed, and a rater keeps the policy that it was made of', () => {
    const open = structuredClone({ calendar, rateCard: cardAt('default', '100.00') });
    const rater = compileRater(open);
    expect(Object.isFrozen(open.rateCard)).toBe(false);
    Object.assign(open.rateCard, { versions: [], currency: 'USD' });
    expect(rater.rate([untimed(3600, { customerId: 'globex' })]).charge(0)).toMatchObject({
      amount: '100',
      currency: 'EUR',
    });
  });

  test('a broken entry says what is missing, whether it stops the call or not', () => {
    const broken = [untimed(60), { ...untimed(60), agentId: undefined } as unknown as TimeEntry];
    const message = 'TIME_ENTRY_INVALID: [1].agentId: is missing';
    expect(() => compileRater(policy).rate(broken)).toThrow(message);
    const [blocked] = compileRater(policy).rate(broken, { faults: 'block' }).blocked;
    expect(blocked?.error?.message).toBe(message);
  });

  test('the same rater gives the same result before and after a call that failed', () => {
    const rater = compileRater(policy);
    const work = [acme('support'), acme('project')];
    const before = JSON.stringify([...rater.rate(work).charges()]);
    expect(() => rater.rate([acme('support'), acme('support')])).toThrow('DUPLICATE_ENTRY');
    expect(JSON.stringify([...rater.rate(work).charges()])).toBe(before);
  });

  test('a customer with the name of what every object has is a customer like others', () => {
    const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];
    const work = names.map((customerId) => untimed(3600, { id: customerId, customerId }));
    expect(cardsOf(work)).toEqual(['default', 'default', 'default', 'default']);
    const own = { ...policy, customers: { constructor: { rateCard: cardAt('own', '1') } } };
    expect(new Set(cardsOf(work, {}, own))).toEqual(new Set(['default', 'own']));
  });
});
