import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOffset } from '../../test/support/wall-clock-reader.ts';
import { anyInstant, anyInstantNearClockChange, anyZone } from '../testing/time-arbitraries.ts';
import { instantToSeconds } from './instant.ts';
import { zoneTable } from './zone.ts';

const anyTime = { from: '1970-01-01', to: '2100-01-01' };

test('the table of a zone gives the offset that its wall clock shows', () => {
  fc.assert(
    fc.property(anyZone(), anyInstant(anyTime), (zone, instant) => {
      const seconds = instantToSeconds(instant);
      expect(zoneTable(zone).offsetAt(seconds)).toBe(readOffset(zone, seconds));
    }),
    { numRuns: 2_000 },
  );
});

test('the table of a zone is right to the second where clocks change', () => {
  const anyCase = anyZone().chain((zone) => fc.tuple(fc.constant(zone), anyInstantNearClockChange(zone)));
  fc.assert(
    fc.property(anyCase, ([zone, instant]) => {
      const table = zoneTable(zone);
      const seconds = instantToSeconds(instant);
      const around = table.ranges(seconds - 90_000, seconds + 90_000).slice(1);
      for (const at of [seconds, ...around.flatMap(({ from }) => [from - 1, from])]) {
        expect(table.offsetAt(at)).toBe(readOffset(zone, at));
      }
    }),
    { numRuns: 500 },
  );
});

test('offset ranges tile the time asked for, and neighbours differ', () => {
  fc.assert(
    fc.property(
      anyZone(),
      anyInstant(anyTime),
      fc.nat({ max: 10 * 366 * 86_400 }),
      (zone, instant, length) => {
        const table = zoneTable(zone);
        const from = instantToSeconds(instant);
        const ranges = table.ranges(from, from + length);
        expect(ranges.map((range) => range.from)).toEqual(
          length === 0 ? [] : [from, ...ranges.slice(0, -1).map(({ to }) => to)],
        );
        expect(ranges.at(-1)?.to ?? from).toBe(from + length);
        for (const [index, range] of ranges.entries()) {
          expect(range.offset).not.toBe(ranges[index + 1]?.offset);
          expect(table.offsetAt(range.from)).toBe(range.offset);
          expect(table.offsetAt(range.to - 1)).toBe(range.offset);
        }
      },
    ),
  );
});
