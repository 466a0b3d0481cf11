import { expect, test } from 'vitest';
import { compareOnLog } from './compare-on-log.ts';
import { hasRealLog, readRealLog, realLogNeeded } from './real-log.ts';

test.skipIf(!hasRealLog)(`on all rows of a real log both raters agree${realLogNeeded}`, () => {
  const log = readRealLog();
  expect(log.length).toBe(203_621);
  compareOnLog(log);
});
