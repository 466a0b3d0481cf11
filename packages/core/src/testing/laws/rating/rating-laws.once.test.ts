import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineCalendar } from '../../../calendar/calendar.ts';
import { compileRater, type Rater } from '../../../rating/compile-rater.ts';
import type { Charge } from '../../../rating/charge.ts';
import { defineRateCard } from '../../../rating/define-rate-card.ts';
import { priceKind } from '../../../rating/price-kind.ts';
import type { RatingPolicy } from '../../../rating/rating-policy.ts';
import type { RatedWork } from '../../../rating/view/rated-work.ts';
import { instantToSeconds, secondsToInstant } from '../../../time/instant.ts';
import { localSecondsAt } from '../../../time/wall-clock.ts';
import { zoneTable } from '../../../time/zone.ts';
import type { TimeEntry } from '../../../work/time-entry.ts';
import { assertLaws } from '../assert-laws.ts';
import { checkLaws } from '../check-laws.ts';
import { lawProperty } from '../law-property.ts';
import type { Law } from '../law.ts';
import type { RatingCase } from '../rating-case.ts';
import { tellStory } from '../tell-story.ts';
import { ratingLaws } from './rating-laws.ts';

const calendar = defineCalendar({
  zone: 'Europe/Berlin',
  business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
});
const policy: RatingPolicy = {
  calendar,
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
  }),
};
const sound = compileRater(policy);

/** A rater that does something with the charges of a sound one. */
const changing =
  (
    change: (charges: readonly Charge[], work: readonly TimeEntry[]) => readonly Charge[],
  ): Pick<Rater, 'rate'>['rate'] =>
  (work, options): RatedWork => {
    const rated = sound.rate(work, options);
    const charges = change(Array.from(rated.charges()), work);
    return { ...rated, chargeCount: charges.length, charges: () => charges.values() };
  };

const onWallClock = (text: string): string =>
  secondsToInstant(localSecondsAt(instantToSeconds(text), zoneTable('Europe/Berlin'))).slice(0, 19);

function withoutOffsets(entry: TimeEntry): TimeEntry {
  if (entry.date != null) return entry;
  const { start, end } = entry;
  return { ...entry, start: onWallClock(start), end: onWallClock(end) };
}

let calls = 0;
const faults: readonly (readonly [string, Law<RatingCase>, Rater['rate']])[] = [
  [
    'drops the offsets of times, so that a repeated hour is lost',
    ratingLaws.conservation,
    (work, options) => sound.rate(work.map(withoutOffsets), options),
  ],
  ['loses charges', ratingLaws.conservation, changing((charges) => charges.slice(1))],
  [
    'changes the currency on the way',
    ratingLaws.currencySafe,
    changing((charges) => charges.map((charge) => ({ ...charge, currency: 'USD' }))),
  ],
  [
    'makes long work cheaper',
    ratingLaws.monotoneInTime,
    changing((charges) =>
      charges.map((charge) => (charge.billedSeconds > 7200 ? { ...charge, unitPrice: '1' } : charge)),
    ),
  ],
  [
    'gives a second back for each that was billed',
    ratingLaws.neverNegative,
    changing((charges) => charges.map((charge) => ({ ...charge, billedSeconds: -charge.billedSeconds }))),
  ],
  ['repeats a charge', ratingLaws.noDoublePay, changing((charges) => [...charges, ...charges.slice(0, 1)])],
  [
    'measures twice',
    ratingLaws.noDoublePay,
    changing((charges) => charges.map((one) => ({ ...one, measuredSeconds: one.measuredSeconds * 2 }))),
  ],
  [
    'bills twice what comes first in the list',
    ratingLaws.orderFree,
    changing((charges, [first]) =>
      charges.map((one) =>
        one.entryId === first?.id ? { ...one, billedSeconds: one.billedSeconds * 2 } : one,
      ),
    ),
  ],
  [
    'remembers how often it was asked',
    ratingLaws.reratingIdempotent,
    changing((charges) => charges.map((charge) => ({ ...charge, unitPrice: String((calls += 1)) }))),
  ],
];

describe('each law rejects a rater that breaks it', () => {
  test.each(faults)('one that %s', (_, law, rate) => {
    const [report] = checkLaws(policy, { laws: [law], rater: { rate }, seed: 7 });
    expect(report).toMatchObject({ law: law.name, outcome: 'broken' });
    // Shrunk: one entry, or two where their order is what matters.
    expect(report?.counterExample?.work.length).toBe(law === ratingLaws.orderFree ? 2 : 1);
  });

  test('one that throws breaks every law', () => {
    const rate = (): never => {
      throw new Error('out of paper');
    };
    for (const { outcome, counterExample } of checkLaws(policy, { rater: { rate } }))
      expect([outcome, counterExample?.found]).toEqual(['broken', 'out of paper']);
  });
});

test('every law judges more than a sixth of the cases of a plain policy, and holds', () => {
  for (const { law, outcome, judged, cases } of checkLaws(policy, { runs: 100 }))
    expect([law, outcome, judged > cases / 6]).toEqual([law, 'holds', true]);
});

const volume = defineRateCard({
  id: 'standard',
  currency: 'EUR',
  rules: [
    {
      id: 'volume',
      price: {
        kind: 'tiered',
        mode: 'volume',
        tiers: [
          { upTo: '1', rate: '120' },
          { upTo: null, rate: '60' },
        ],
      },
    },
  ],
});

test('a law that can judge nothing says why, and has not passed', () => {
  const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
  const options = {
    laws: [ratingLaws.monotoneInTime],
    work: fc.constant([{ ...entry, date: '2026-03-02', minutes: 60 }]),
    runs: 30,
  };
  const says = ratingLaws.monotoneInTime.exceptions['volume-tiers'];
  expect(checkLaws({ calendar, rateCard: volume }, options)).toEqual([
    {
      law: 'monotone-in-time',
      says: 'More work never costs less.',
      outcome: 'not-applicable',
      cases: 30,
      judged: 0,
      exceptions: [{ name: 'volume-tiers', says, cases: 30 }],
      counterExample: null,
    },
  ]);
  expect(() => assertLaws({ calendar, rateCard: volume }, options)).toThrow(
    `More work never costs less. (monotone-in-time)
None of 30 cases could be judged.
  volume-tiers (30): ${says}`,
  );
  expect(() =>
    fc.assert(lawProperty(ratingLaws.monotoneInTime, { calendar, rateCard: volume }, options)),
  ).toThrow('too many pre-condition failures');
  // Of laws that nobody named, those that had nothing to judge are only reported.
  const reports = assertLaws({ calendar, rateCard: volume }, { work: options.work, runs: 30 });
  expect(reports.find(({ law }) => law === 'monotone-in-time')?.outcome).toBe('not-applicable');
});

test('a broken law throws its story, and seed and path find the case again', () => {
  const rater = { rate: changing((charges) => charges.slice(1)) };
  const laws = [ratingLaws.conservation];
  const [first] = checkLaws(policy, { laws, rater, seed: 7 });
  const story = first?.counterExample == null ? 'none' : tellStory(first.counterExample);
  expect(() => assertLaws(policy, { laws, rater, seed: 7 })).toThrow(story);
  const { seed = 0, path = '' } = first?.counterExample?.replay ?? {};
  const [again] = checkLaws(policy, { laws, rater, seed, path });
  expect(again?.counterExample?.work).toEqual(first?.counterExample?.work);
  const [about = ''] = story.split('\n\n');
  const details = fc.check(lawProperty(ratingLaws.conservation, policy, { rater }), { seed: 7 });
  expect(String(details.errorInstance)).toContain(about);
});

test.each([
  ['volume tiers', { rateCard: volume }, 'volume-tiers'],
  [
    'graduated tiers under multiplied bands',
    {
      rateCard: defineRateCard({
        id: 'standard',
        currency: 'EUR',
        rules: [
          {
            id: 'tiers',
            price: {
              kind: 'tiered',
              mode: 'graduated',
              tiers: [
                { upTo: '1', rate: '120' },
                { upTo: null, rate: '1' },
              ],
            },
          },
        ],
        modifiers: [{ band: 'after-hours', multiplier: '3' }],
      }),
    },
    'tiers-over-bands',
  ],
  [
    'rounding over dear and cheap bands',
    {
      rateCard: defineRateCard({
        id: 'standard',
        currency: 'EUR',
        rules: [{ id: 'any', price: { kind: 'hourly', rate: '120' } }],
        modifiers: [{ band: 'after-hours', multiplier: '0' }],
        quantity: { incrementMinutes: 60 },
      }),
    },
    'rounded-over-prices',
  ],
])('%s are reported as an exception of the law, and not as a pass', (_, terms, exception) => {
  const [report] = checkLaws(
    { calendar, ...terms },
    { laws: [ratingLaws.monotoneInTime], runs: 400, seed: 3 },
  );
  expect(report?.outcome).toBe('holds');
  expect(report?.exceptions.map(({ name }) => name)).toContain(exception);
});

test('a price kind of one’s own is judged like any other', () => {
  const cheaper = priceKind({
    kind: 'cheaper',
    schema: z.strictObject({ kind: z.literal('cheaper') }),
    compile: () => ({
      basis: 'schedule',
      runs: (_before, seconds) => [{ seconds, rate: seconds > 3600 ? '60' : '120', step: 0 }],
    }),
  });
  const priceKinds = [cheaper];
  const rateCard = defineRateCard(
    { id: 'own', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'cheaper' } }] },
    { priceKinds },
  );
  const reports = checkLaws({ calendar, rateCard, priceKinds });
  const broken = reports.filter(({ outcome }) => outcome === 'broken').map(({ law }) => law);
  expect(broken).toEqual(['monotone-in-time']);
});

test('what is no policy is refused before work is made from it', () => {
  // @ts-expect-error no calendar
  expect(() => checkLaws({ rateCard: volume })).toThrow('CALENDAR_INVALID');
  // @ts-expect-error no calendar
  expect(() => checkLaws({ rating: { rateCard: volume } })).toThrow('CALENDAR_INVALID');
});
