import { expect, test } from 'vitest';
import { acts } from './model/acts.ts';
import { proveWholeEngine } from './model/prove-whole-engine.ts';

/** A look in each zone; the many are in one, and here in the night. */
const numRuns = Number(process.env['FC_RUNS'] ?? '50');

test('I1 to I24: whatever two tenants do, in whatever order, and whatever fails in the middle of it, no promise is broken', async () => {
  const never = await proveWholeEngine(numRuns, numRuns > 700 ? 30 : 6);
  expect(never.length).toBeLessThan(Object.keys(acts).length);
}, 600_000);
