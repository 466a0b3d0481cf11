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
import { anyChange } from '../../src/testing/laws/change.ts';
import { counterExampleOf } from '../../src/testing/laws/counter-example.ts';
import { ratingLaws } from '../../src/testing/laws/rating/rating-laws.ts';
import { textOfRated } from '../../src/testing/laws/same-result.ts';
import { tellStory } from '../../src/testing/laws/tell-story.ts';
import { anyQuantityPolicy } from '../../src/testing/quantity-arbitraries.ts';
import { anyRateCard } from '../../src/testing/rate-card-arbitraries.ts';
import { anyWork } from '../../src/testing/work-arbitraries.ts';
import { anyRatingCase, type RatingCase } from './agreement.ts';
import { hourlyCard, openOnWeekdays, timed, untimed } from './desk.ts';

const rate = ({ policy, contractId, work }: RatingCase): RatedWork =>
  compileRater(policy).rate(work, { contractId, faults: 'block' });

const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length });

describe('the laws that users ask about their policies hold for any policy and any work', () => {
  const tags = {
    conservation: 'R6',
    currencySafe: 'R1',
    monotoneInTime: 'always',
    neverNegative: 'always',
    noDoublePay: 'R6',
    orderFree: 'R8',
    reratingIdempotent: 'R8',
  } as const;

  test.each(
    Object.entries(ratingLaws).map(
      ([name, law]) => [tags[name as keyof typeof tags], law.says, law] as const,
    ),
  )('%s: %s', (_tag, _says, law) => {
    const outcomes = new Map<string, number>();
    const anyCase = fc.tuple(anyRatingCase(30), anyChange()).map(([{ policy, ...rest }, change]) => {
      return { policy, rater: compileRater(policy), ...rest, change };
    });
    fc.assert(
      fc.property(anyCase, (given) => {
        const verdict = law.judge(given);
        outcomes.set(verdict.outcome, (outcomes.get(verdict.outcome) ?? 0) + 1);
        const setting = { zone: given.policy.calendar.zone, bill: null, work: given.work, replay: null };
        const found = counterExampleOf(law, given, setting);
        expect(found === null ? 'holds' : tellStory(found)).toBe('holds');
      }),
    );
    // A law that judged nothing has proved nothing.
    expect(outcomes.get('holds')).toBeGreaterThan(20);
  });
});

// 1 h × 60.00 = 60.00. Were the first entry 15 min longer, it would be the one of its id, and it is not billable.
test('always: an entry that counts for nothing is not made longer, even when its id is that of one that does', () => {
  const begin = '2026-03-02T09:00:00Z';
  const noTime = timed(begin, begin, { id: 'twice', billable: false, breakMinutes: 1 });
  const work = [noTime, untimed(3600, { id: 'twice' })];
  const policy = { rateCard: hourlyCard('60'), calendar: openOnWeekdays() };
  const change = { seconds: 900, order: [0] };
  const rater = compileRater(policy);
  const verdict = ratingLaws.monotoneInTime.judge({ policy, rater, contractId: null, work, change });
  expect(verdict).toMatchObject({ outcome: 'holds' });
});

describe('what else changes nothing', () => {
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
        expect(textOfRated(again)).toBe(textOfRated(once));
      }),
    );
  });

  test('R7: rating changes neither the policy nor the work', () => {
    fc.assert(
      fc.property(anyRatingCase(30), (each) => {
        const before = JSON.stringify(each);
        textOfRated(rate(each));
        expect(JSON.stringify(each)).toBe(before);
      }),
    );
  });
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
        expect(textOfRated(rated)).toBe(textOfRated(rate({ ...each, work: sound })));
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
