import { type TimeEntry, timeEntry } from '@billwright/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CsvMapping } from '../src/index.ts';
import { importAll } from './support.ts';

const columns = [
  'id',
  'customer',
  'agent',
  'team',
  'service',
  'kind',
  'item',
  'title',
  'from',
  'to',
  'break',
  'bill',
  'note',
  'tags',
];
const moment = 'YYYY-MM-DDTHH:mm:ss[.SSS][Z]';
const items = (['ticket', 'task', 'project'] as const).map((kind) => ({ kind, id: kind, title: 'title' }));
const mapping: CsvMapping = {
  id: 'id',
  customerId: 'customer',
  agentId: 'agent',
  teamId: 'team',
  serviceTypeId: 'service',
  workItem: items,
  time: {
    kind: 'timed',
    start: { columns: 'from', format: moment },
    end: { columns: 'to', format: moment },
    breaks: { column: 'break', format: 'seconds', holds: 'break' },
  },
  billable: { column: 'bill', yes: ['yes'], no: ['no'] },
  note: 'note',
  tags: { column: 'tags', separator: '|' },
};

/** Text with quotes, delimiters and line breaks in it, without blanks around it. */
const text = fc
  .string({
    unit: fc.oneof(fc.constantFrom('"', ',', '\n', '\r\n', ';', ' ', '='), fc.string({ unit: 'grapheme' })),
    maxLength: 12,
  })
  .map((raw) => raw.replaceAll('\0', '').trim());
const id = text.filter((raw) => raw !== '');
const tag = id.filter((raw) => !raw.includes('|'));
const time = fc.integer({ min: 1_000_000_000, max: 4_000_000_000 });

const entry: fc.Arbitrary<TimeEntry> = fc
  .record({
    id,
    customerId: fc.option(id),
    agentId: id,
    teamId: fc.option(id),
    serviceTypeId: id,
    item: fc.option(
      fc.record({ kind: fc.constantFrom('ticket', 'task', 'project'), id, title: fc.option(id) }),
    ),
    start: time,
    seconds: fc.nat(200_000),
    pause: fc.nat(100_000),
    billable: fc.boolean(),
    note: fc.option(id),
    tags: fc.array(tag, { maxLength: 3 }),
  })
  .map(({ item, start, seconds, pause, note, tags, teamId, ...rest }) =>
    timeEntry({
      ...rest,
      start: new Date(start * 1000).toISOString(),
      end: new Date((start + seconds) * 1000).toISOString(),
      ...(teamId === null ? {} : { teamId }),
      ...(item === null ? {} : { workItem: item.title === null ? { kind: item.kind, id: item.id } : item }),
      ...(Math.min(pause, seconds) === 0 ? {} : { breakMinutes: Math.min(pause, seconds) / 60 }),
      ...(note === null ? {} : { note }),
      ...(tags.length === 0 ? {} : { tags }),
    }),
  );

function toRow(one: TimeEntry): string {
  const { workItem } = one;
  const cells = [
    one.id,
    one.customerId,
    one.agentId,
    one.teamId,
    one.serviceTypeId,
    ...items.map(({ kind }) => (workItem?.kind === kind ? workItem.id : '')),
    workItem?.title,
    one.start,
    one.end,
    one.breakMinutes == null ? '' : String(Math.round(one.breakMinutes * 60)),
    one.billable === true ? 'yes' : 'no',
    one.note,
    one.tags?.join('|'),
  ];
  return cells.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(',');
}

test('entries written as CSV come back as they were', async () => {
  const header = columns.flatMap((column) =>
    column === 'kind' ? ['ticket'] : column === 'item' ? ['task', 'project'] : [column],
  );
  const property = fc.asyncProperty(
    fc.array(entry, { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n'),
    async (entries, end) => {
      const file = [header.join(','), ...entries.map(toRow), ''].join(end);
      const rows = await importAll(file, mapping);
      expect(rows.map((row) => (row.status === 'entry' ? row.entry : row))).toEqual(entries);
    },
  );
  await fc.assert(property);
});
