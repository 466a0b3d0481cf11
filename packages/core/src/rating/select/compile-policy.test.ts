import { describe, expect, test } from 'vitest';
import { hourlyCard, openOnWeekdays } from '../../../test/rating/desk.ts';
import { compileRater } from '../compile-rater.ts';
import type { RatingPolicy } from '../rating-policy.ts';

const calendar = openOnWeekdays();
const policy: RatingPolicy = { calendar, contracts: {} };

describe('a policy that does not hold together says where', () => {
  const broken = { ...hourlyCard('1'), currency: 'EURO' };

  test.each<[string, object, string]>([
    ['a misspelt key', { ratecard: null }, 'RATING_POLICY_INVALID: (input)'],
    [
      'a misspelt key of a customer',
      { customers: { acme: { rateCards: null } } },
      'RATING_POLICY_INVALID: customers.acme',
    ],
    [
      'a contract without a customer',
      { contracts: { one: {} } },
      'RATING_POLICY_INVALID: contracts.one.customerId',
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
      'RATING_POLICY_INVALID: priceKinds[0].schema',
    ],
    ['a broken card', { rateCard: broken }, 'RATE_CARD_INVALID: rateCard.currency'],
    [
      'a broken card of a customer',
      { customers: { acme: { rateCard: broken } } },
      'RATE_CARD_INVALID: customers.acme.rateCard.currency',
    ],
    ['a broken cost book', { costBook: broken }, 'RATE_CARD_INVALID: costBook.currency'],
    ['no calendar', { calendar: undefined }, 'CALENDAR_INVALID: calendar'],
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
