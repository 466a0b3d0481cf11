import { test } from 'vitest';
import { anyClockChangeCase, anyOrdinaryCase, assertBandsAgree } from '../../test/support/band-agreement.ts';

test('R20, R21, R22: the bands of work are those of a minute-by-minute count (20,000 ordinary cases)', () => {
  assertBandsAgree(anyOrdinaryCase(), 20_000);
});

test('R20, R21, R22: and so they are where clocks change (20,000 adversarial cases)', () => {
  assertBandsAgree(anyClockChangeCase(), 20_000);
});
