import { describe, expect, test } from 'vitest';
import { instant, instantToSeconds, secondsToInstant } from './instant.ts';

describe('R2: an instant', () => {
  test('is normalised to UTC milliseconds, so that text order is time order', () => {
    expect(instant('2026-03-02T09:00:00Z')).toBe('2026-03-02T09:00:00.000Z');
    expect(instant('2026-03-02T09:00:00.5+05:45')).toBe('2026-03-02T03:15:00.500Z');
    expect(instant('2026-03-01T23:30:00-09:30')).toBe('2026-03-02T09:00:00.000Z');
    expect(instant('2026-03-02T09:00:00Z') < instant('2026-03-02T09:00:00.500Z')).toBe(true);
  });

  test('that is normalised stays as it is', () => {
    const once = instant('2026-03-02T09:00:00.123456Z');
    expect(instant(once)).toBe(once);
  });

  test.each(['2026-03-02T09:00:00', '2026-02-30T09:00:00Z', '1969-12-31T23:59:59Z', 'yesterday', ''])(
    'is refused when it is "%s"',
    (text) => {
      expect(() => instant(text)).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
      expect(() => instantToSeconds(text)).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
    },
  );

  test('is counted in whole seconds from 1970; a fraction is cut off', () => {
    expect(instantToSeconds('1970-01-02T00:00:00Z')).toBe(86_400);
    expect(instantToSeconds('1970-01-02T00:00:00.999Z')).toBe(86_400);
    expect(secondsToInstant(86_400)).toBe('1970-01-02T00:00:00.000Z');
  });

  test.each([-1, 7_258_118_400, Number.NaN])('does not exist %d seconds after 1970', (seconds) => {
    expect(() => secondsToInstant(seconds)).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
  });

  test('that is no text is refused with a fault, not with a TypeError', () => {
    expect(() => instant(42 as unknown as string)).toThrow(
      expect.objectContaining({ code: 'INSTANT_INVALID' }),
    );
  });
});
