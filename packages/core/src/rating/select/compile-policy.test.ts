import { describe, expect, test } from 'vitest';
import { cardOf, hourlyCard, openOnWeekdays } from '../../../test/rating/desk.ts';
import { z } from 'zod';
import { priceKind } from '../price-kind.ts';
import { compileRater } from '../compile-rater.ts';
import type { RateCard } from '../rate-card.ts';
import type { RatingPolicy } from '../rating-policy.ts';

const calendar = openOnWeekdays();
const policy: RatingPolicy = { calendar, contracts: {} };

const ownKind = (kind: string) =>
  priceKind({ kind, schema: z.object({ kind: z.string() }), compile: () => ({ basis: 'unbilled' }) });

describe('a policy that does not hold together says where', () => {
  const broken = { ...hourlyCard('1'), currency: 'EURO' };

  test.each<[string, object, string]>([
    [
      'a misspelt key',
      { ratecard: null },
      'RATING_POLICY_INVALID: (input): has the unknown key "ratecard"; it can have rateCard, calendar',
    ],
    [
      'a misspelt key of a customer',
      { customers: { acme: { rateCards: null } } },
      'RATING_POLICY_INVALID: customers.acme',
    ],
    [
      'a contract without a customer',
      { contracts: { one: {} } },
      'RATING_POLICY_INVALID: contracts.one.customerId: is missing',
    ],
    ['customers as a list', { customers: [] }, 'RATING_POLICY_INVALID: customers'],
    ['customers as a Map, which would be none', { customers: new Map() }, 'RATING_POLICY_INVALID: customers'],
    [
      'a customer "__proto__"',
      { customers: JSON.parse('{"__proto__":{}}') },
      'RATING_POLICY_INVALID: customers.__proto__',
    ],
    ['approval that is no boolean', { requireApproval: 'yes' }, 'RATING_POLICY_INVALID: requireApproval'],
    [
      'a price kind that is none',
      { priceKinds: [{ kind: 'own' }] },
      'RATING_POLICY_INVALID: priceKinds[0].schema: is missing',
    ],
    [
      'a price kind named like a built-in one',
      { priceKinds: [ownKind('hourly')] },
      'RATING_POLICY_INVALID: priceKinds[0].kind: "hourly" is the name of a built-in price kind',
    ],
    [
      'two price kinds of one name',
      { priceKinds: [ownKind('own'), ownKind('own')] },
      'RATING_POLICY_INVALID: priceKinds[1].kind: "own" is the name of an earlier price kind',
    ],
    ['a broken card', { rateCard: broken }, 'RATE_CARD_INVALID: rateCard.currency'],
    [
      'a broken card of a customer',
      { customers: { acme: { rateCard: broken } } },
      'RATE_CARD_INVALID: customers.acme.rateCard.currency',
    ],
    ['a broken cost book', { costBook: broken }, 'RATE_CARD_INVALID: costBook.currency'],
    ['no calendar', { calendar: undefined }, 'CALENDAR_INVALID: calendar: is missing'],
    [
      'an unknown zone of a contract',
      { contracts: { one: { customerId: 'acme', calendar: { ...calendar, zone: 'Mars/Olympus' } } } },
      'CALENDAR_INVALID: contracts.one.calendar.zone',
    ],
    [
      'a negative minimum of a service type',
      { serviceTypes: { support: { quantity: { minimumMinutes: -1 } } } },
      'QUANTITY_POLICY_INVALID: serviceTypes.support.quantity.minimumMinutes',
    ],
    [
      'a quantity policy at the top, where it would be dropped',
      { quantity: {} },
      'RATING_POLICY_INVALID: (input)',
    ],
  ])('%s', (_, more, message) => {
    expect(() => compileRater({ ...policy, ...more })).toThrow(message);
  });
});

describe('R43: a modifier for a band that no calendar of the policy has is refused, not ignored', () => {
  const weekned = [{ band: 'weekned', multiplier: '2' }];
  const night = [{ band: 'night', surcharge: '20' }];
  const open = openOnWeekdays({ bands: [{ name: 'night', from: '22:00', to: '06:00' }] });
  const known = "is none of the bands of the policy's calendars: business, after-hours, weekend, holiday";

  test('of a card, with the bands that there are', () => {
    expect(() => compileRater({ calendar, rateCard: hourlyCard('1', { modifiers: weekned }) })).toThrow(
      `RATING_POLICY_INVALID: rateCard.versions[0].modifiers[0].band: ${known}`,
    );
  });

  test('of a rule, whoever the card belongs to, and of the cost book', () => {
    const rules = [{ id: 'any', price: { kind: 'hourly', rate: '1' }, modifiers: weekned }];
    const of = (more: Partial<RatingPolicy>) => () => compileRater({ calendar, ...more });
    const at = 'versions[0].rules[0].modifiers[0].band';
    expect(of({ costBook: cardOf(rules) })).toThrow(`: costBook.${at}: is none`);
    expect(of({ customers: { acme: { rateCard: cardOf(rules) } } })).toThrow(
      `: customers.acme.rateCard.${at}: is none`,
    );
    expect(of({ contracts: { one: { customerId: 'acme', rateCard: cardOf(rules) } } })).toThrow(
      `: contracts.one.rateCard.${at}: is none`,
    );
  });

  test('with the path through the card as it was written: its versions in any order, or none', () => {
    const rules = [{ id: 'any', price: { kind: 'hourly', rate: '1' } }];
    const versions = [
      { effectiveFrom: '2026-07-01', rules, modifiers: weekned },
      { effectiveFrom: '2026-01-01', rules },
    ];
    const written = { id: 'standard', currency: 'EUR' };
    const of = (rateCard: object) => () => compileRater({ calendar, rateCard: rateCard as RateCard });
    expect(of({ ...written, versions })).toThrow(': rateCard.versions[0].modifiers[0].band: is none');
    expect(of({ ...written, rules, modifiers: weekned })).toThrow(': rateCard.modifiers[0].band: is none');
  });

  test('of a later version, by the place at which it was written', () => {
    const rules = [{ id: 'any', price: { kind: 'hourly', rate: '1' } }];
    const versions = [
      { effectiveFrom: '2026-01-01', rules },
      { effectiveFrom: '2026-07-01', rules, modifiers: weekned },
    ];
    const rateCard = { id: 'standard', currency: 'EUR', versions } as unknown as RateCard;
    expect(() => compileRater({ calendar, rateCard })).toThrow(
      ': rateCard.versions[1].modifiers[0].band: is none',
    );
  });

  test('but one calendar with the band is enough: cards are shared by customers with different calendars', () => {
    const rateCard = hourlyCard('60', { modifiers: night });
    expect(() => compileRater({ calendar, rateCard })).toThrow(known);
    const customers = { acme: { calendar: open } };
    expect(compileRater({ calendar, rateCard, customers }).rate([]).chargeCount).toBe(0);
    expect(() => compileRater({ calendar: open, rateCard, customers: { acme: { calendar } } })).not.toThrow();
  });
});
