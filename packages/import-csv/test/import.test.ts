import { describe, expect, test } from 'vitest';
import type { CsvMapping } from '../src/index.ts';
import { importAll, smallMapping, split, timedMapping } from './support.ts';

const lines = (...rows: string[]): string => rows.join('\n');

describe('every row below the header is an entry or is rejected, with the line on which it begins', () => {
  const reasons: [string, CsvMapping, string, string[], string, (string | number)[]][] = [
    ['too few cells', smallMapping, 'Id,Who,Day,Hours', ['1,ana,2026-03-02'], 'column-count', []],
    ['too many cells', smallMapping, 'Id,Who,Day,Hours', ['1,ana,2026-03-02,1,x'], 'column-count', []],
    ['no agent', smallMapping, 'Id,Who,Day,Hours', ['1,,2026-03-02,1'], 'missing-value', ['agentId']],
    ['no id', smallMapping, 'Id,Who,Day,Hours', [' ,ana,2026-03-02,1'], 'missing-value', ['id']],
    ['no date', smallMapping, 'Id,Who,Day,Hours', ['1,ana,,1'], 'missing-value', ['date']],
    ['no duration', smallMapping, 'Id,Who,Day,Hours', ['1,ana,2026-03-02,'], 'missing-value', ['minutes']],
    [
      'a date that does not exist',
      smallMapping,
      'Id,Who,Day,Hours',
      ['1,ana,2026-02-29,1'],
      'unreadable-date',
      ['date'],
    ],
    [
      'a duration in words',
      smallMapping,
      'Id,Who,Day,Hours',
      ['1,ana,2026-03-02,one'],
      'unreadable-duration',
      ['minutes'],
    ],
    [
      'more than a year',
      smallMapping,
      'Id,Who,Day,Hours',
      ['1,ana,2026-03-02,9000'],
      'invalid-entry',
      ['minutes'],
    ],
    [
      'an id too long',
      smallMapping,
      'Id,Who,Day,Hours',
      [`${'1'.repeat(201)},ana,2026-03-02,1`],
      'invalid-entry',
      ['id'],
    ],
    [
      'R10: an end before its start',
      { ...timedMapping, time: { ...timedMapping.time, zone: 'Europe/Berlin' } },
      'Id,Who,Customer,Start,End',
      ['1,ana,acme,2026-03-02 10:00,2026-03-02 09:00'],
      'invalid-entry',
      ['end'],
    ],
    [
      'R10: a break longer than the work',
      {
        ...timedMapping,
        time: {
          ...timedMapping.time,
          zone: 'UTC',
          breaks: { column: 'Customer', format: 'minutes', holds: 'break' },
        },
      },
      'Id,Who,Customer,Start,End',
      ['1,ana,61,2026-03-02 09:00,2026-03-02 10:00'],
      'invalid-entry',
      ['breakMinutes'],
    ],
    [
      'an instant before 1970',
      { ...timedMapping, time: { ...timedMapping.time, zone: 'Asia/Tokyo' } },
      'Id,Who,Customer,Start,End',
      ['1,ana,acme,1970-01-01 00:00,1970-01-02 00:00'],
      'unreadable-date',
      ['start'],
    ],
    [
      'a word that is neither yes nor no',
      { ...smallMapping, billable: { column: 'Paid', yes: ['Yes'], no: ['No'] } },
      'Id,Who,Day,Hours,Paid',
      ['1,ana,2026-03-02,1,maybe'],
      'unreadable-billable',
      ['billable'],
    ],
  ];
  test.each(reasons)('%s', async (_, mapping, header, rows, reason, path) => {
    const [row] = await importAll(lines(header, ...rows), mapping);
    expect(row).toMatchObject({ status: 'rejected', line: 2, reason, issues: [{ path }] });
  });

  test('all faults of a row are told at once', async () => {
    const [row] = await importAll(lines('Id,Who,Day,Hours', ',,x,y'), smallMapping);
    expect(row).toMatchObject({
      reason: 'missing-value',
      issues: [{ path: ['id'] }, { path: ['agentId'] }, { path: ['date'] }, { path: ['minutes'] }],
    });
  });

  test('a rejected row keeps every cell as it stands, also those without a column', async () => {
    const [row] = await importAll(lines('Id,Who,Day,Hours,Tags,Tags,', '1, ana ,x,1,a,b,c,d'), smallMapping);
    expect(row).toMatchObject({
      row: {
        Id: '1',
        Who: ' ana ',
        Day: 'x',
        Tags: 'a',
        'Tags(column 6)': 'b',
        '(column 7)': 'c',
        '(column 8)': 'd',
      },
    });
  });
});

describe('lines are those that an editor shows', () => {
  const header = 'Id,Who,Day,Hours';
  test.each([
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ])('line breaks within quotes, blank lines and %s', async (_, end) => {
    const rows = ['', header, '"1","a', 'n', 'a",2026-03-02,1', '', '   ', '2,ben,2026-03-02,1', '3,cy,x,1'];
    for (const text of [rows.join(end), rows.join(end) + end]) {
      const found = await importAll(text, smallMapping);
      expect(found.map(({ status, line }) => [status, line])).toEqual([
        ['entry', 3],
        ['entry', 8],
        ['rejected', 9],
      ]);
    }
  });

  test('a file may change its line ends midway', async () => {
    const found = await importAll(`${header}\r\n1,ana,2026-03-02,1\n2,ben,2026-03-02,1\r\n`, smallMapping);
    expect(found.map(({ status, line }) => [status, line])).toEqual([
      ['entry', 2],
      ['entry', 3],
    ]);
  });
});

describe('what a cell says', () => {
  test('blanks around names and cells do not count', async () => {
    const [row] = await importAll(lines(' Id , Who,Day ,Hours', '1, ana , 2026-03-02 ,1 '), smallMapping);
    expect(row).toMatchObject({ entry: { agentId: 'ana', date: '2026-03-02', minutes: 60 } });
  });

  test('R11: a row without a customer is an entry without a customer', async () => {
    const [row] = await importAll(
      lines('Id,Who,Customer,Start,End', '1,ana,,2026-03-02 09:00,2026-03-02 10:00'),
      timedMapping,
    );
    expect(row).toMatchObject({ status: 'entry', entry: { customerId: null } });
  });

  test('R13: without a zone, times stay wall-clock times for the calendar to read', async () => {
    const [row] = await importAll(
      lines('Id,Who,Customer,Start,End', '1,ana,acme,2026-03-02 09:00,2026-03-02 10:00'),
      timedMapping,
    );
    expect(row).toMatchObject({ entry: { start: '2026-03-02T09:00:00', end: '2026-03-02T10:00:00' } });
  });

  test('R13: a time that the clocks showed twice is the earlier one, and the row says so', async () => {
    const mapping = { ...timedMapping, time: { ...timedMapping.time, zone: 'America/New_York' } };
    const [row] = await importAll(
      lines('Id,Who,Customer,Start,End', '1,ana,acme,2026-11-01 01:30,2026-11-01 02:30'),
      mapping,
    );
    expect(row).toMatchObject({
      entry: { start: '2026-11-01T05:30:00.000Z', end: '2026-11-01T07:30:00.000Z' },
      warnings: [{ code: 'wall-clock-ambiguous', path: ['start'] }],
    });
  });

  test('the zone may follow a column; a text without a zone is rejected unless the mapping has it with null', async () => {
    const zones = { acme: 'Asia/Kolkata', '': null };
    const mapping = { ...timedMapping, time: { ...timedMapping.time, zone: { column: 'Customer', zones } } };
    const times = '2026-03-02 09:00,2026-03-02 10:00';
    const file = lines(
      'Id,Who,Customer,Start,End',
      `1,ana,acme,${times}`,
      `2,ana,,${times}`,
      `3,ana,constructor,${times}`,
    );
    const { accepted, rejected } = split(await importAll(file, mapping));
    expect(accepted.map(({ entry }) => entry.start)).toEqual([
      '2026-03-02T03:30:00.000Z',
      '2026-03-02T09:00:00',
    ]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[4, 'unknown-zone']]);
  });

  test('an offset in the file wins over the zone of the mapping', async () => {
    const format = 'YYYY-MM-DDTHH:mm[Z]';
    const time = {
      kind: 'timed',
      start: { columns: 'Start', format },
      end: { columns: 'End', format },
      zone: 'Asia/Kolkata',
    } as const;
    const [row] = await importAll(
      lines('Id,Who,Customer,Start,End', '1,ana,acme,2026-03-02T09:00+01:00,2026-03-02T14:00'),
      { ...timedMapping, time },
    );
    expect(row).toMatchObject({
      entry: { start: '2026-03-02T09:00:00+01:00', end: '2026-03-02T08:30:00.000Z' },
    });
  });

  test('another delimiter, a comma in decimals, other columns first', async () => {
    const mapping = { ...smallMapping, delimiter: ';', decimalMark: ',' } as const;
    const [row] = await importAll(lines('Hours;Rate;Day;Who;Id', '1,5;9,99;2026-03-02;ana;1'), mapping);
    expect(row).toMatchObject({ entry: { id: '1', minutes: 90 } });
  });

  test('a net time shorter than the interval by less than a minute is no break', async () => {
    const breaks = { column: 'Net', format: 'decimal-hours', holds: 'net' } as const;
    const mapping = { ...timedMapping, time: { ...timedMapping.time, zone: 'UTC', breaks } };
    const header = 'Id,Who,Customer,Start,End,Net';
    const day = '2026-03-02';
    const rows = ['0.17', '0.16', '0.1', ''].map(
      (net, id) => `${id},ana,acme,${day} 09:00,${day} 09:10,${net}`,
    );
    const { accepted } = split(await importAll(lines(header, ...rows), mapping));
    expect(accepted.map(({ entry }) => entry.breakMinutes)).toEqual([undefined, undefined, 4, undefined]);
  });

  test('with one date for both times, an end before its start is on the next day, an equal one on the same', async () => {
    const from = { columns: ['Day', 'From'], format: 'YYYY-MM-DD HH:mm' };
    const to = { columns: ['Day', 'To'], format: 'YYYY-MM-DD HH:mm', nextDayIfEarlier: true };
    const mapping = { ...timedMapping, time: { kind: 'timed', start: from, end: to } } as const;
    const file = lines(
      'Id,Who,Customer,Day,From,To',
      '1,ana,acme,2026-12-31,23:00,01:00',
      '2,ana,acme,2026-12-31,09:00,09:00',
    );
    const { accepted } = split(await importAll(file, mapping));
    expect(accepted.map(({ entry }) => entry.end)).toEqual(['2027-01-01T01:00:00', '2026-12-31T09:00:00']);
  });

  test('an end before its start is told as that, whatever the net time says', async () => {
    const breaks = { column: 'Net', format: 'minutes', holds: 'net' } as const;
    const mapping = { ...timedMapping, time: { ...timedMapping.time, zone: 'UTC', breaks } };
    const [row] = await importAll(
      lines('Id,Who,Customer,Start,End,Net', '1,ana,acme,2026-03-02 10:00,2026-03-02 09:00,60'),
      mapping,
    );
    expect(row).toMatchObject({ reason: 'invalid-entry', issues: [{ path: ['end'] }] });
  });
});

test('"__proto__" and "constructor" are names and texts like all others', async () => {
  const mapping = { ...smallMapping, id: '__proto__', note: 'constructor' };
  const file = lines(
    '__proto__,Who,Day,Hours,constructor',
    '__proto__,__proto__,2026-03-02,1,x',
    '2,ana,bad,1,',
  );
  const [first, second] = await importAll(file, mapping);
  expect(first).toMatchObject({ entry: { id: '__proto__', agentId: '__proto__', note: 'x' } });
  expect(second?.status === 'rejected' && Object.entries(second.row)[0]).toEqual(['__proto__', '2']);
  expect(Object.getPrototypeOf(second?.status === 'rejected' && second.row)).toBe(Object.prototype);
});
