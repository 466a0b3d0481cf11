import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuantityPolicyInput } from '../../src/quantity/quantity-policy.ts';
import type { Charge } from '../../src/rating/charge.ts';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import type { RateCard } from '../../src/rating/rate-card.ts';
import type { TraceStep } from '../../src/rating/trace-step.ts';
import type { RatedWork } from '../../src/rating/view/rated-work.ts';
import { anyQuantityPolicy } from '../../src/testing/quantity-arbitraries.ts';
import { anyRateCard } from '../../src/testing/rate-card-arbitraries.ts';
import { anyWork } from '../../src/testing/work-arbitraries.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { anyRatingCase, type RatingCase } from './agreement.ts';
import { hourlyCard, openOnWeekdays, untimed } from './desk.ts';

const rate = ({ policy, contractId, work }: RatingCase): RatedWork =>
  compileRater(policy).rate(work, { contractId, faults: 'block' });

/** A result as text, without the places that entries had in the list; an error about one names its place too. */
const told = (rated: RatedWork): string => {
  const { blocked, excluded, warnings, cost } = rated;
  return JSON.stringify([
    [...rated.charges()],
    placeless(blocked.map((each) => ({ ...each, error: each.error?.code }))),
    placeless(excluded),
    placeless(warnings),
    cost === null ? null : [[...cost.charges()], cost.missing],
  ]);
};

const placeless = (items: readonly object[]): string[] =>
  items.map((item) => JSON.stringify({ ...item, index: null })).toSorted();

/** Entries with ids of their own, since of two with one id the later one is refused. */
const distinct = (work: readonly TimeEntry[]): readonly TimeEntry[] => {
  const ids = new Set(work.map(({ id }) => id));
  return work.filter(({ id }) => ids.delete(id));
};

const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length });

describe('R8: the order of what is handed in changes nothing', () => {
  test('R8: entries in any order give the same charges and reasons', () => {
    const inAnyOrder = anyRatingCase(30).chain((each) => {
      const work = distinct(each.work);
      return fc.record({ each: fc.constant({ ...each, work }), other: shuffled(work) });
    });
    fc.assert(
      fc.property(inAnyOrder, ({ each, other }) => {
        expect(told(rate({ ...each, work: other }))).toBe(told(rate(each)));
      }),
    );
  });

  test('R41: the rules of a card in any order give the same charges', () => {
    const reordered = anyRateCard().chain((card) =>
      fc
        .tuple(...card.versions.map(({ rules }) => shuffled(rules)))
        .map((rules): readonly [RateCard, RateCard] => [
          card,
          defineRateCard({
            ...card,
            versions: card.versions.map((version, at) => ({ ...version, rules: rules[at] ?? [] })),
          }),
        ]),
    );
    const calendar = openOnWeekdays();
    fc.assert(
      fc.property(reordered, anyWork({ calendar }), ([card, other], work) => {
        const once = rate({ policy: { rateCard: card, calendar }, contractId: null, work });
        const again = rate({ policy: { rateCard: other, calendar }, contractId: null, work });
        expect(told(again)).toBe(told(once));
      }),
    );
  });

  test('R8: rating again, by the same rater or a new one, gives the same bytes', () => {
    fc.assert(
      fc.property(anyRatingCase(30), (each) => {
        const { policy, contractId, work } = each;
        const rater = compileRater(policy);
        const first = told(rater.rate(work, { contractId, faults: 'block' }));
        expect(told(rater.rate(work, { contractId, faults: 'block' }))).toBe(first);
        expect(told(rate(each))).toBe(first);
      }),
    );
  });

  test('R7: rating changes neither the policy nor the work', () => {
    fc.assert(
      fc.property(anyRatingCase(30), (each) => {
        const before = JSON.stringify(each);
        told(rate(each));
        expect(JSON.stringify(each)).toBe(before);
      }),
    );
  });
});

describe('R6: nothing is lost', () => {
  test('R6: every entry is exactly one of charged, excluded and blocked', () => {
    fc.assert(
      fc.property(anyRatingCase(30), (each) => {
        const rated = rate(each);
        const left = [...rated.blocked, ...rated.excluded].map(({ index }) => index);
        const charged = new Set(Array.from(rated.charges(), ({ entryId }) => entryId));
        expect(new Set(left).size).toBe(left.length);
        expect(charged.size + left.length).toBe(each.work.length);
        const others = each.work.filter((_, index) => !left.includes(index)).map(({ id }) => id);
        expect([...charged].toSorted()).toEqual(others.toSorted());
      }),
    );
  });

  test('R6, R10, R22: the parts of an entry add up to its worked seconds', () => {
    fc.assert(
      fc.property(anyRatingCase(30), (each) => {
        for (const charges of byEntry(rate(each)).values()) {
          const worked = charges[0]?.trace.find((step) => step.code === 'timed' || step.code === 'untimed');
          const measured = charges.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0);
          expect(worked).toMatchObject({ workedSeconds: measured });
        }
      }),
    );
  });
});

describe('faults', () => {
  test('a call stops exactly when it would block an entry with an error, and with the first such error', () => {
    fc.assert(
      fc.property(anyRatingCase(8), (each) => {
        const { policy, contractId, work } = each;
        const rater = compileRater(policy);
        const codes = rate(each).blocked.flatMap(({ error }) => error?.code ?? []);
        expect(codeThrown(() => rater.rate(work, { contractId }))).toBe(codes[0] ?? null);
      }),
    );
  });

  test('a call that does not stop gives what one gives that would block', () => {
    fc.assert(
      fc.property(anyRatingCase(8), (each) => {
        const { policy, contractId, work } = each;
        const broken = new Set(
          rate(each).blocked.flatMap(({ error, index }) => (error === null ? [] : [index])),
        );
        const sound = work.filter((_, index) => !broken.has(index));
        const rated = compileRater(policy).rate(sound, { contractId });
        expect(told(rated)).toBe(told(rate({ ...each, work: sound })));
      }),
    );
  });
});

describe('billed quantity', () => {
  test('R30: what is rounded as one becomes whole increments, or its minimum where there are none', () => {
    fc.assert(
      fc.property(anyRatingCase(30), (each) => {
        for (const { policy, fromSeconds, toSeconds } of [...rate(each).charges()].flatMap(quantityOf)) {
          const increment = Math.round(policy.incrementMinutes * 60);
          const minimum = Math.round(policy.minimumMinutes * 60);
          const whole =
            increment === 0 ? Math.max(fromSeconds, minimum) : toSeconds - (toSeconds % increment);
          expect(fromSeconds === 0 ? 0 : whole).toBe(toSeconds);
        }
      }),
    );
  });

  test('R31, R32: what is billed of an entry, or of a segment of it, adds up to its rounded time', () => {
    fc.assert(
      fc.property(anyRatingCase(30), (each) => {
        for (const charges of byEntry(rate(each)).values()) {
          for (const charge of charges) {
            const together = charges.filter(({ band }) => band === charge.band);
            const expected = { entry: sumsOf(charges), segment: sumsOf(together) };
            for (const { policy, fromSeconds, toSeconds } of quantityOf(charge)) {
              if (policy.scope !== 'entry' && policy.scope !== 'segment') continue;
              expect([fromSeconds, toSeconds]).toEqual(expected[policy.scope]);
            }
          }
        }
      }),
    );
  });

  test('R30: rounded up, billed time is never less than worked time', () => {
    fc.assert(
      fc.property(anyQuantityPolicy(), fc.integer({ min: 1, max: 200_000 }), (quantity, seconds) => {
        expect(billedFor({ ...quantity, direction: 'up' }, seconds)).toBeGreaterThanOrEqual(seconds);
      }),
    );
  });

  test('R30: whole increments stay what they are in every direction', () => {
    const increments = fc.constantFrom(1, 6, 10, 15, 45, 0.25);
    fc.assert(
      fc.property(
        anyQuantityPolicy(),
        increments,
        fc.integer({ min: 1, max: 200 }),
        (quantity, incrementMinutes, steps) => {
          const seconds = steps * incrementMinutes * 60;
          expect(billedFor({ ...quantity, minimumMinutes: 0, incrementMinutes }, seconds)).toBe(seconds);
        },
      ),
    );
  });
});

function codeThrown(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    return isBillingError(error) ? error.code : String(error);
  }
}

type QuantityStep = Extract<TraceStep, { readonly code: 'quantity' }>;

function quantityOf({ trace }: Charge): readonly QuantityStep[] {
  return trace.filter((step) => step.code === 'quantity');
}

/** Measured and billed seconds of charges. */
function sumsOf(charges: readonly Charge[]): readonly [number, number] {
  return [
    charges.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0),
    charges.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0),
  ];
}

function billedFor(quantity: QuantityPolicyInput, seconds: number): number | undefined {
  const rateCard = hourlyCard('60', { quantity });
  const rated = compileRater({ rateCard, calendar: openOnWeekdays() }).rate([untimed(seconds)]);
  return rated.charge(0).billedSeconds;
}

function byEntry(rated: RatedWork): ReadonlyMap<string, readonly Charge[]> {
  const found = new Map<string, Charge[]>();
  for (const charge of rated.charges())
    found.set(charge.entryId, [...(found.get(charge.entryId) ?? []), charge]);
  return found;
}
