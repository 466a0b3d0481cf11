import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWallClock } from '../../test/support/wall-clock-reader.ts';
import { anyInstant, anyInstantNearClockChange, anyZone } from '../testing/time-arbitraries.ts';
import { instantToSeconds } from './instant.ts';
import { formatWallClock, localSecondsAt, resolveWallClock } from './wall-clock.ts';
import { zoneTable } from './zone.ts';

const anyMoment = anyZone().chain((zone) =>
  fc.tuple(
    fc.constant(zone),
    fc.oneof(anyInstant({ from: '1975-01-01', to: '2060-01-01' }), anyInstantNearClockChange(zone)),
  ),
);

test('R13: a wall-clock time is the first instant at which the clocks showed it', () => {
  fc.assert(
    fc.property(anyMoment, ([zone, instant]) => {
      const table = zoneTable(zone);
      const local = instantToSeconds(instant);
      // By definition: every offset around that time, and what it would make of the wall clock.
      const around = table.ranges(local - 2 * 86_400, local + 2 * 86_400);
      const shown = [...new Set(around.map(({ offset }) => local - offset))]
        .filter((at) => localSecondsAt(at, table) === local)
        .toSorted((one, other) => one - other);
      const { seconds, resolution } = resolveWallClock(local, table);
      expect(resolution).toBe((['skipped', 'exact', 'ambiguous'] as const)[shown.length]);
      const gap = Math.max(
        ...around.slice(1).map(({ offset }, index) => offset - (around[index]?.offset ?? 0)),
        0,
      );
      expect(seconds).toBe(shown[0] ?? seconds);
      expect(localSecondsAt(seconds, table)).toBe(resolution === 'skipped' ? local + gap : local);
    }),
    { numRuns: 1_000 },
  );
});

test('the wall clock of an instant is the one that Intl shows', () => {
  fc.assert(
    fc.property(anyMoment, ([zone, instant]) => {
      const seconds = instantToSeconds(instant);
      const { date, time } = readWallClock(zone, seconds);
      expect(formatWallClock(seconds, zoneTable(zone))).toBe(`${date} ${time}`);
    }),
    { numRuns: 1_000 },
  );
});
