import { expect, inject, test } from 'vitest';
import { compareOnLog } from './compare-on-log.ts';
import { hasRealLog, readRealLog, realLogNeeded } from './real-log.ts';

// The suite runs in three zones. Each takes a third of the rows, so that together they compare every one.
const third = ['UTC', 'America/St_Johns', 'Pacific/Apia'].indexOf(inject('zone'));

test.skipIf(!hasRealLog)(
  `on a third of the rows of a real log both raters agree${realLogNeeded}`,
  { timeout: 120_000 },
  () => {
    const log = readRealLog();
    expect(log.length).toBe(203_621);
    expect(third).not.toBe(-1);
    compareOnLog(log.filter((_, row) => row % 3 === third));
  },
);
