import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundSeconds } from '../../src/quantity/round-seconds.ts';
import type { Charge } from '../../src/rating/charge.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { RatedWork } from '../../src/rating/view/rated-work.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { anyRatingCase, type RatingCase } from '../rating/agreement.ts';
import { Exact } from '../reference/exact.ts';

const rate = ({ policy, contractId, work }: RatingCase): RatedWork =>
  compileRater(policy).rate(work, { contractId, faults: 'block' });

/** Asserts something of each charge, and of the entry that it is of. */
const forEachCharge = (holds: (charge: Charge, entry: TimeEntry | undefined) => void): void => {
  fc.assert(
    fc.property(anyRatingCase(30), (each) => {
      const rated = rate(each);
      const refused = new Set(rated.blocked.map(({ index }) => index));
      const entries = new Map(
        each.work.filter((_, at) => !refused.has(at)).map((entry) => [entry.id, entry]),
      );
      for (const charge of rated.charges()) holds(charge, entries.get(charge.entryId));
    }),
  );
};

test('R5, R45: an amount can be told again from the charge: billed time, or pieces, × unit price', () => {
  forEachCharge(({ unit, billedSeconds, pieces, unitPrice, amount }) => {
    const count = unit === 'hour' ? new Exact(billedSeconds).dividedBy(3600) : new Exact(pieces);
    expect(amount).toBe(count.times(unitPrice).toDecimalPlaces(10).toFixed());
  });
});

test('R11: a charge is for the customer of the entry, or else of the requester', () => {
  forEachCharge(({ customerId }, entry) => {
    expect(customerId).toBe(entry?.customerId ?? entry?.workItem?.requesterCustomerId);
  });
});

test('R12: all charges of an entry are of one day, and untimed work is of its own', () => {
  fc.assert(
    fc.property(anyRatingCase(30), (each) => {
      const dates = new Map<string, string>();
      for (const { entryId, date } of rate(each).charges()) {
        expect(dates.get(entryId) ?? date).toBe(date);
        dates.set(entryId, date);
      }
    }),
  );
  forEachCharge(({ date }, entry) => {
    expect(entry?.date ?? date).toBe(date);
  });
});

test('R23, R24: work without a time of day, or whose band a person chose, lies in one band', () => {
  forEachCharge(({ band }, entry) => {
    const possible = entry?.timeBand ?? (entry?.start == null ? 'business weekend holiday' : band);
    expect(possible.split(' ')).toContain(band);
  });
});

test('R32: in scope segment each band of an entry is rounded on its own', () => {
  fc.assert(
    fc.property(anyRatingCase(30), (each) => {
      const parts = new Map<
        string,
        { measured: number; billed: number; expected: (worked: number) => number }
      >();
      for (const charge of rate(each).charges()) {
        const step = charge.trace.find(({ code }) => code === 'quantity');
        if (step?.code !== 'quantity' || step.policy.scope !== 'segment') continue;
        const key = JSON.stringify([charge.entryId, charge.band]);
        const { measured, billed } = parts.get(key) ?? { measured: 0, billed: 0 };
        parts.set(key, {
          measured: measured + charge.measuredSeconds,
          billed: billed + charge.billedSeconds,
          expected: (worked) => roundSeconds(worked, step.policy),
        });
      }
      for (const { measured, billed, expected } of parts.values()) expect(billed).toBe(expected(measured));
    }),
  );
});

test('R33, R6: work that is not charged changes nothing about the work that is', () => {
  fc.assert(
    fc.property(anyRatingCase(30), (each) => {
      const rated = rate(each);
      const left = new Set([...rated.blocked, ...rated.excluded].map(({ index }) => index));
      const charged = { ...each, work: each.work.filter((_, index) => !left.has(index)) };
      expect(JSON.stringify([...rate(charged).charges()])).toBe(JSON.stringify([...rated.charges()]));
    }),
  );
});

test("R40: a person's rate is the price of every hour of the entry, in its own currency; else a rule decides", () => {
  forEachCharge(({ unitPrice, currency, ruleId }, entry) => {
    const chosen = entry?.rate ?? null;
    const priced =
      chosen === null ? [unitPrice, currency] : [new Exact(chosen.amount).toFixed(), chosen.currency];
    expect([...priced, chosen !== null]).toEqual([unitPrice, currency, ruleId === null]);
  });
});

test('R42: what is blocked for want of a price has its time, and no charge', () => {
  fc.assert(
    fc.property(anyRatingCase(30), (each) => {
      const rated = rate({ ...each, policy: { ...each.policy, rateCard: null } });
      const charged = new Set(Array.from(rated.charges(), ({ entryId }) => entryId));
      const unpriced = rated.blocked.filter(({ reason }) => reason === 'no-rate');
      expect(unpriced.filter(({ entryId, seconds }) => seconds === 0 || charged.has(entryId ?? ''))).toEqual(
        [],
      );
    }),
  );
});

test("R44: cost knows neither a person's rate nor whether the work is billed", () => {
  const costOf = (each: RatingCase): string => {
    const { cost } = rate(each);
    return JSON.stringify(
      cost && [Array.from(cost.charges(), (charge) => ({ ...charge, trace: null })), cost.missing],
    );
  };
  fc.assert(
    fc.property(anyRatingCase(30), (each) => {
      const work = each.work.map(
        (entry): TimeEntry => ({ ...entry, rate: null, billable: true, approval: 'approved' }),
      );
      expect(costOf({ ...each, work })).toBe(costOf(each));
    }),
  );
});
