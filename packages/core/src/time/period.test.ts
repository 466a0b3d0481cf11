import { describe, expect, test } from 'vitest';
import { daysOf, period, periodContains } from './period.ts';

describe('R2: a period', () => {
  const march = period('2026-03-01', '2026-04-01', 'Europe/Berlin');

  test('is half-open: its last day is the one before `to`', () => {
    expect(
      ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((date) => periodContains(march, date)),
    ).toEqual([false, true, true, false]);
  });

  test('has as many civil days as the calendar says, whatever the clocks do', () => {
    expect(daysOf(march)).toBe(31);
    expect(daysOf(period('2028-02-01', '2028-03-01', 'Europe/Berlin'))).toBe(29);
  });

  test.each([
    ['to', '2026-03-01', '2026-03-01', 'Europe/Berlin'],
    ['to', '2026-03-02', '2026-03-01', 'Europe/Berlin'],
    ['from', '2026-02-30', '2026-04-01', 'Europe/Berlin'],
    ['zone', '2026-03-01', '2026-04-01', '+01:00'],
  ])('is refused with the path %s when it is %s to %s in %s', (path, from, to, zone) => {
    expect(() => period(from, to, zone)).toThrow(
      expect.objectContaining({
        code: 'PERIOD_INVALID',
        details: { issues: [expect.objectContaining({ path: [path] })] },
      }),
    );
  });
});
