import { expect, test } from 'vitest';
import { proveWholeEngine } from './model/prove-whole-engine.ts';

test('I1 to I24: whatever two tenants do, in whatever order, and whatever fails in the middle of it, no promise is broken', async () => {
  // Short runs reach what few things do together, and there are more of them.
  const never = await proveWholeEngine(2100, 6);
  // An act that is never done proves nothing.
  expect(never).toEqual([]);
}, 1_800_000);
