import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyClockChangeCase, anyOrdinaryCase, assertBandsAgree } from '../../test/support/band-agreement.ts';
import { anyCalendar, anyInstant } from '../testing/time-arbitraries.ts';
import { instantToSeconds } from '../time/instant.ts';
import { cutIntoBands } from './cut-into-bands.ts';

// Fewer only where a run asks for fewer.
const numRuns = Math.min(1_000, 10 * (fc.readConfigureGlobal()?.numRuns ?? 100));

test('R20, R21, R22: the bands of work are those of a minute-by-minute count (1,000 ordinary cases)', () => {
  assertBandsAgree(anyOrdinaryCase(), numRuns);
});

test('R20, R21, R22: and so they are where clocks change (1,000 adversarial cases)', () => {
  assertBandsAgree(anyClockChangeCase(), numRuns);
});

test('R22: the parts of work add up to its elapsed time, and each band is there once', () => {
  fc.assert(
    fc.property(anyCalendar(), anyInstant(), anyInstant(), (calendar, one, other) => {
      const [start, end] = one < other ? [one, other] : [other, one];
      const parts = cutIntoBands(calendar, start, end);
      expect(parts.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(
        instantToSeconds(end) - instantToSeconds(start),
      );
      expect(new Set(parts.map(({ band }) => band)).size).toBe(parts.length);
      expect(parts.every(({ seconds }) => seconds > 0)).toBe(true);
    }),
  );
});

test('R21: work cut in two at any instant has the bands of the whole', () => {
  fc.assert(
    fc.property(anyCalendar(), fc.tuple(anyInstant(), anyInstant(), anyInstant()), (calendar, instants) => {
      const [start, middle, end] = instants.toSorted() as [string, string, string];
      const sums = new Map<string, number>();
      for (const part of [...cutIntoBands(calendar, start, middle), ...cutIntoBands(calendar, middle, end)]) {
        sums.set(part.band, (sums.get(part.band) ?? 0) + part.seconds);
      }
      expect([...sums]).toEqual(
        cutIntoBands(calendar, start, end).map(({ band, seconds }) => [band, seconds]),
      );
    }),
  );
});
