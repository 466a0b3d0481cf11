import { describe, expect, test } from 'vitest';
import { compileRater } from '../../src/rating/compile-rater.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import type { RatingPolicy } from '../../src/rating/rating-policy.ts';
import { openOnWeekdays, untimed } from '../rating/desk.ts';
import { rateBoth } from '../rating/plain-result.ts';

/** Steps of so many minutes: the entry has one minute, so what is billed tells whose steps were used. */
const steps = (incrementMinutes: number) => ({ incrementMinutes });
const hourly = { kind: 'hourly', rate: '60.00' } as const;
const when = { serviceType: 'support' } as const;

const policy = ({
  withRule = true,
  withServiceType = true,
  withContract = true,
  withCustomer = true,
} = {}): RatingPolicy => ({
  calendar: openOnWeekdays(),
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    quantity: steps(5),
    rules: [{ id: 'support', when, price: hourly, quantity: withRule ? steps(1) : null }],
  }),
  serviceTypes: withServiceType ? { support: { quantity: steps(2) } } : {},
  contracts: { silver: { customerId: 'acme', quantity: withContract ? steps(3) : null } },
  customers: { acme: { quantity: withCustomer ? steps(4) : null } },
});
const billedMinutes = (given: RatingPolicy, more: object = {}): number =>
  (rateBoth(given, [untimed(30, more)], 'silver').charges[0]?.billedSeconds ?? 0) / 60;

describe('R30 to R32: whose quantity policy is used, the first that has one and all of it', () => {
  test('R30: rate rule, service type, contract, customer, rate card', () => {
    const withRule = false;
    const withServiceType = false;
    const withContract = false;
    const withCustomer = false;
    expect([
      billedMinutes(policy()),
      billedMinutes(policy({ withRule })),
      billedMinutes(policy({ withRule, withServiceType })),
      billedMinutes(policy({ withRule, withServiceType, withContract })),
      billedMinutes(policy({ withRule, withServiceType, withContract, withCustomer })),
    ]).toEqual([1, 2, 3, 4, 5]);
  });

  test("R30, R40: a person's rate has no rule, so the service type's policy comes first", () => {
    const rate = { amount: '75.00', currency: 'USD' };
    expect(billedMinutes(policy(), { rate })).toBe(2);
    expect(billedMinutes(policy({ withServiceType: false }), { rate })).toBe(3);
    expect(rateBoth(policy(), [untimed(30, { rate })], 'silver').charges[0]).toMatchObject({
      amount: '2.5',
      currency: 'USD',
    });
  });

  test('R45: the trace names the one that was used', () => {
    const [charge] = compileRater(policy({ withRule: false }))
      .rate([untimed(30)])
      .charges();
    expect(charge?.trace).toContainEqual(
      expect.objectContaining({ code: 'quantity', source: 'service-type' }),
    );
  });
});
