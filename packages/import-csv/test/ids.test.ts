import { expect, test } from 'vitest';
import { harvestMapping } from '../src/index.ts';
import { importAll, split } from './support.ts';

const header = 'Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Amount';
const rows = [
  '2026-03-02,Acme,Website,Design,Sketches,1.25,Yes,Ana,Silva,150.00',
  '2026-03-02,Acme,Website,Design,Sketches,1.25,Yes,Ana,Silva,150.00',
  '2026-03-02,Acme,Website,Design,Icons,1.25,Yes,Ana,Silva,150.00',
];

async function ids(...file: string[]): Promise<string[]> {
  const { accepted } = split(await importAll(file.join('\n'), harvestMapping()));
  return accepted.map(({ entry }) => entry.id);
}

test('without an id column, equal rows are told apart by their number', async () => {
  const [first = '', second, other, third] = await ids(header, ...rows, rows[0] ?? '');
  expect(first).toMatch(/^csv-[\w-]{22}$/);
  expect([second, third]).toEqual([`${first}-2`, `${first}-3`]);
  expect(other).not.toContain(first);
});

test('the same file gives the same ids, and so does a longer one that holds its rows', async () => {
  const more = ['2026-03-01,Acme,Website,Design,Sketches,1.25,Yes,Ana,Silva,150.00', ...rows];
  expect((await ids(header, ...more)).slice(1)).toEqual(await ids(header, ...rows));
});

test('a new price, other columns and another date format leave the id as it is; a new note makes a new one', async () => {
  const [first] = await ids(header, rows[0] ?? '');
  const other = 'Last Name,First Name,Date,Client,Project,Task,Notes,Hours,Billable?';
  expect(await ids(other, 'Silva,Ana,2026-03-02,Acme,Website,Design,Sketches,1.250,No')).toEqual([first]);
  expect(await ids(other, 'Silva,Ana,2026-03-02,Acme,Website,Design,Sketch,1.25,Yes')).not.toEqual([first]);
});

test('an id stays the same in every version: it is what keeps work from being billed twice', async () => {
  expect(await ids(header, rows[0] ?? '')).toEqual(['csv-E5fMU-s2xrsz1lrakZdNJj']);
});
