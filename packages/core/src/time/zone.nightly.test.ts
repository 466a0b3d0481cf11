import { expect, test } from 'vitest';
import { readOffset } from '../../test/support/wall-clock-reader.ts';
import { instantToSeconds } from './instant.ts';
import { zoneTable } from './zone.ts';

const from = instantToSeconds('1970-01-01T00:00:00Z');
const to = instantToSeconds('2041-01-01T00:00:00Z');

test.each(Intl.supportedValuesOf('timeZone'))(
  'the table of %s is right on each day from 1970 to 2040',
  (zone) => {
    const table = zoneTable(zone);
    const wrong: number[] = [];
    for (let at = from; at < to; at += 86_400) {
      if (table.offsetAt(at) !== readOffset(zone, at)) wrong.push(at);
    }
    for (const { from: change } of table.ranges(from, to).slice(1)) {
      for (const at of [change - 1, change]) if (table.offsetAt(at) !== readOffset(zone, at)) wrong.push(at);
    }
    expect(wrong).toEqual([]);
  },
);
