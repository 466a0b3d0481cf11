import { test } from 'vitest';
import { assertRatersAgree } from './agreement.ts';

// In each of three zones: more than 1,000,000 entries in all.
test('the rater agrees with the slow and obvious one on every charge, warning, cost and reason (340,000 entries)', () => {
  assertRatersAgree(340_000);
});
