import { isBillingError } from '@billwright/core';
import { expect, test } from 'vitest';
import { type CsvMapping, defineCsvMapping, importTimeEntries, kimaiMapping } from '../src/index.ts';

const net = (
  zone: CsvMapping['time'] extends infer Time ? (Time extends { zone?: infer Zone } ? Zone : never) : never,
): CsvMapping => ({
  agentId: { constant: 'ana' },
  serviceTypeId: { constant: 'support' },
  time: {
    kind: 'timed',
    start: { columns: 'From', format: 'YYYY-MM-DD HH:mm' },
    end: { columns: 'To', format: 'YYYY-MM-DD HH:mm' },
    zone,
    breaks: { column: 'Net', format: 'H:MM', holds: 'net' },
  },
});

test('R10: on the night when the clocks go forward, the lost hour is no break', async () => {
  // 22:00 to 06:00 on the wall are 7 hours of work; the tracker measured 7:00.
  const file = 'From,To,Net\n2026-03-28 22:00,2026-03-29 06:00,7:00\n';
  for await (const row of importTimeEntries(file, net('Europe/Berlin'))) {
    expect(row.status === 'entry' ? row.entry.breakMinutes : row).toBeUndefined();
  }
});

test('R10: on the night when they go back, the hour that comes twice is work', async () => {
  // 22:00 to 06:00 on the wall are 9 hours; the tracker measured 8:30, so half an hour was a break.
  const file = 'From,To,Net\n2026-10-24 22:00,2026-10-25 06:00,8:30\n';
  for await (const row of importTimeEntries(file, net('Europe/Berlin'))) {
    expect(row.status === 'entry' ? row.entry.breakMinutes : row).toBe(30);
  }
});

test.each([
  ['no zone', null],
  ['a zone that some rows lack', { column: 'Zone', zones: { B: 'Europe/Berlin', '': null } }],
] as const)('net times with %s are refused: nobody could tell the break from a clock change', (_, zone) => {
  const define = (): CsvMapping => defineCsvMapping(net(zone));
  expect(define).toThrow(/time\.zone: is missing/);
  expect(() =>
    defineCsvMapping({ ...net(zone), time: { ...net(zone).time, breaks: null } } as CsvMapping),
  ).not.toThrow();
});

test('the Kimai preset asks for its zone', () => {
  // @ts-expect-error a zone is needed
  expect(() => kimaiMapping({})).toThrow(
    expect.toSatisfy((error) => isBillingError(error, 'CSV_MAPPING_INVALID')),
  );
});
