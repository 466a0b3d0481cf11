import { expect, test } from 'vitest';
import { cardOf, hourlyCard, openOnWeekdays, timed, untimed } from '../../../test/rating/desk.ts';
import { compileRater } from '../compile-rater.ts';
import type { RatingPolicy } from '../rating-policy.ts';

const evening = timed('2026-03-02T17:50:00+01:00', '2026-03-02T18:02:00+01:00', { id: 'te_2' });
const other = untimed(3600, { id: 'te_1' });

const keysOf = (policy: Partial<RatingPolicy>, work: readonly (typeof evening)[]): readonly string[] => {
  const rated = compileRater({ rateCard: hourlyCard('120.00'), calendar: openOnWeekdays(), ...policy });
  return Array.from(rated.rate(work).charges(), ({ key }) => key);
};

test('a charge’s key is its entry and its place among the charges of the entry', () => {
  expect(keysOf({}, [evening, other])).toEqual(['te_1#0', 'te_2#0', 'te_2#1']);
});

test('R8: a charge has the same key alone and beside other work', () => {
  expect(keysOf({}, [evening])).toEqual(['te_2#0', 'te_2#1']);
  expect(keysOf({}, [other, evening]).slice(1)).toEqual(['te_2#0', 'te_2#1']);
});

test('the charges of an entry that tiers cut are counted on', () => {
  const tiers = [
    { upTo: '0.1', rate: '1' },
    { upTo: null, rate: '2' },
  ];
  const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode: 'graduated', tiers } }]);
  expect(keysOf({ rateCard }, [evening])).toEqual(['te_2#0', 'te_2#1', 'te_2#2']);
});
