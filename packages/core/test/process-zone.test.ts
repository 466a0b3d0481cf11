import { expect, inject, test } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The process's time zone in this run of the suite, from vitest.config.ts. */
    zone: string;
  }
}

// Minutes behind UTC in January and in July, as `getTimezoneOffset()` counts them.
const offsets: Record<string, readonly [number, number]> = {
  UTC: [0, 0],
  'America/St_Johns': [210, 150],
  'Pacific/Apia': [-780, -780],
};

test('this process really lives in the time zone that its run stands for', () => {
  const zone = inject('zone');
  expect(process.env['TZ']).toBe(zone);
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
  expect([
    new Date('2026-01-15T12:00:00Z').getTimezoneOffset(),
    new Date('2026-07-15T12:00:00Z').getTimezoneOffset(),
  ]).toEqual(offsets[zone]);
});
