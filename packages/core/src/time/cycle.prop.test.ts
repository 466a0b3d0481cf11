import { tz } from '@date-fns/tz';
import { addMonths } from 'date-fns/addMonths';
import { addWeeks } from 'date-fns/addWeeks';
import { formatISO } from 'date-fns/formatISO';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCivilDate, anyZone } from '../testing/time-arbitraries.ts';
import { addDays } from './civil-date.ts';
import { type Cycle, nextPeriod, periodAt } from './cycle.ts';
import { periodContains } from './period.ts';

const anyCycle: fc.Arbitrary<Cycle> = fc.record({
  frequency: fc.constantFrom('weekly', 'monthly', 'quarterly', 'yearly'),
  every: fc.integer({ min: 1, max: 5 }),
  anchor: anyCivilDate(),
  zone: anyZone(),
});

test('the periods of a cycle tile the line: no day is left out, none is in two', () => {
  fc.assert(
    fc.property(anyCycle, anyCivilDate(), (cycle, date) => {
      const period = periodAt(cycle, date);
      expect(periodContains(period, date)).toBe(true);
      for (const inside of [period.from, addDays(period.to, -1)])
        expect(periodAt(cycle, inside)).toEqual(period);
      expect(nextPeriod(cycle, period).from).toBe(period.to);
      expect(periodAt(cycle, addDays(period.from, -1)).to).toBe(period.from);
    }),
    { numRuns: 1_000 },
  );
});

test('the anchor is the first day of a period, and the later ones follow as date-fns adds to it', () => {
  const utc = { in: tz('UTC') };
  const months = { monthly: 1, quarterly: 3, yearly: 12 } as const;
  fc.assert(
    fc.property(anyCycle, fc.integer({ min: 0, max: 12 }), (cycle, count) => {
      const { frequency, every, anchor } = cycle;
      const first = `${anchor}T00:00:00Z`;
      const start =
        frequency === 'weekly'
          ? addWeeks(first, count * every, utc)
          : addMonths(first, count * every * months[frequency], utc);
      const date = formatISO(start, { ...utc, representation: 'date' });
      expect(periodAt(cycle, date).from).toBe(date);
    }),
    { numRuns: 500 },
  );
});
