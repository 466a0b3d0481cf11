import { isBillingError } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { type CsvMapping, defineCsvMapping } from './csv-mapping.ts';

const sound = {
  agentId: 'Who',
  serviceTypeId: { constant: 'support' },
  time: {
    kind: 'timed',
    start: { columns: ['Day', 'From'], format: 'YYYY-MM-DD HH:mm' },
    end: { columns: ['Day', 'To'], format: 'YYYY-MM-DD HH:mm' },
    zone: { column: 'Office', zones: { Berlin: 'Europe/Berlin', elsewhere: null } },
  },
} as const satisfies CsvMapping;

function pathsRefused(input: unknown): string[] {
  try {
    defineCsvMapping(input as CsvMapping);
  } catch (error) {
    if (isBillingError(error, 'CSV_MAPPING_INVALID'))
      return error.details.issues.map(({ path }) => path.join('.'));
    throw error;
  }
  return [];
}

test('a sound mapping comes back as it is, frozen', () => {
  const mapping = defineCsvMapping(sound);
  expect(mapping).toEqual(sound);
  expect(Object.isFrozen(mapping)).toBe(true);
});

describe('a mapping that does not hold together is refused at the place of its fault', () => {
  test.each([
    ['an unknown key', { ...sound, customer: 'Client' }, ''],
    ['no agent', { ...sound, agentId: null }, 'agentId'],
    ['a delimiter of two characters', { ...sound, delimiter: '||' }, 'delimiter'],
    ['a quote as delimiter', { ...sound, delimiter: '"' }, 'delimiter'],
    [
      'a format that can not be read',
      { ...sound, time: { ...sound.time, start: { columns: 'Start', format: 'M/D/YYYY H:MM' } } },
      'time.start.format',
    ],
    [
      'a zone that does not exist',
      { ...sound, time: { ...sound.time, zone: 'Europe/Atlantis' } },
      'time.zone',
    ],
    [
      'one of several zones that does not exist',
      { ...sound, time: { ...sound.time, zone: { column: 'Office', zones: { Berlin: '+01:00' } } } },
      'time.zone.zones.Berlin',
    ],
    ['time of no kind', { ...sound, time: { start: sound.time.start, end: sound.time.end } }, 'time.kind'],
    ['no word for yes', { ...sound, billable: { column: 'Billable', yes: [], no: ['No'] } }, 'billable.yes'],
    ['a work item of an unknown kind', { ...sound, workItem: { kind: 'epic', id: 'Epic' } }, 'workItem'],
    ['an empty list of ways to a text', { ...sound, note: [] }, 'note'],
    ['nothing at all', null, ''],
  ])('%s', (_, input, path) => {
    expect(pathsRefused(input)).toEqual([path]);
  });
});
