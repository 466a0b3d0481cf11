import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Price, type PriceKind, priceKind } from '../../src/rating/price-kind.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import { type PlainCharge, rateBoth } from './plain-result.ts';
import { openOnWeekdays, timed } from './desk.ts';

const callOut = priceKind({
  kind: 'call-out',
  schema: z.strictObject({ kind: z.literal('call-out'), fee: z.string() }),
  compile: ({ fee }) => ({ basis: 'piece', price: fee, once: 'agent-day' }),
});

const discounted = priceKind({
  kind: 'discounted',
  schema: z.strictObject({ kind: z.literal('discounted'), list: z.string(), net: z.string() }),
  compile: ({ net }) => ({ basis: 'hourly', rate: net }),
});

const firstHourDear = priceKind({
  kind: 'first-hour',
  schema: z.strictObject({ kind: z.literal('first-hour'), first: z.string(), later: z.string() }),
  compile: ({ first, later }) => ({
    basis: 'schedule',
    runs: (before, seconds) => {
      const dear = Math.min(seconds, Math.max(0, 3600 - before));
      return [
        { seconds: dear, rate: first, step: 0 },
        { seconds: seconds - dear, rate: later, step: 1 },
      ].filter((run) => run.seconds > 0);
    },
  }),
});

const afterHours = { modifiers: [{ band: 'after-hours', multiplier: '1.5' }] };

const rated = (kind: PriceKind, price: Price & Readonly<Record<string, string>>): readonly PlainCharge[] => {
  const priceKinds = [kind];
  const rateCard = defineRateCard(
    { id: 'own', currency: 'EUR', rules: [{ id: 'any', price }], ...afterHours },
    { priceKinds },
  );
  const entries = [
    timed('2026-03-02T17:30:00+01:00', '2026-03-02T18:30:00+01:00', { id: 'te_1' }),
    timed('2026-03-02T19:00:00+01:00', '2026-03-02T20:00:00+01:00', { id: 'te_2' }),
  ];
  return rateBoth({ rateCard, calendar: openOnWeekdays(), priceKinds }, entries).charges;
};

test('R43: band modifiers change the rate of a price kind of one’s own', () => {
  const charges = rated(discounted, { kind: 'discounted', list: '120', net: '100' });
  expect(charges.map(({ band, unitPrice, amount }) => [band, unitPrice, amount])).toEqual([
    ['business', '100', '50'],
    ['after-hours', '150', '75'],
    ['after-hours', '150', '150'],
  ]);
});

test('R43: and each rate of its schedule', () => {
  const charges = rated(firstHourDear, { kind: 'first-hour', first: '100', later: '60' });
  expect(charges.map(({ unitPrice, billedSeconds }) => [unitPrice, billedSeconds])).toEqual([
    ['100', 1800],
    ['150', 1800],
    ['90', 3600],
  ]);
});

test('a price per piece of one’s own is the same in every band, and is charged once', () => {
  const charges = rated(callOut, { kind: 'call-out', fee: '45' });
  expect(charges.map(({ pieces, amount }) => [pieces, amount])).toEqual([
    [1, '45'],
    [0, '0'],
  ]);
});

test('R7: worked time of a part that rounds to nothing stays with the first of its runs', () => {
  const halves = priceKind({
    kind: 'halves',
    schema: z.strictObject({ kind: z.literal('halves') }),
    compile: () => ({
      basis: 'schedule',
      runs: (_, seconds) => [
        { seconds: Math.floor(seconds / 2), rate: '100', step: 0 },
        { seconds: Math.ceil(seconds / 2), rate: '50', step: 1 },
      ],
    }),
  });
  const priceKinds = [halves];
  const rateCard = defineRateCard(
    {
      id: 'own',
      currency: 'EUR',
      rules: [{ id: 'any', price: { kind: 'halves' } }],
      quantity: { incrementMinutes: 15, direction: 'down' },
    },
    { priceKinds },
  );
  const { charges } = rateBoth({ rateCard, calendar: openOnWeekdays(), priceKinds }, [
    timed('2026-03-02T09:00:00+01:00', '2026-03-02T09:10:00+01:00'),
  ]);
  expect(charges.map(({ measuredSeconds, billedSeconds }) => [measuredSeconds, billedSeconds])).toEqual([
    [600, 0],
    [0, 0],
  ]);
});
