import { isBillingError } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { type CsvMapping, type CsvSource, importTimeEntries } from '../src/index.ts';
import { importAll, smallMapping } from './support.ts';

/** How an import ends: the lines read before, and the error. */
async function endOf(
  source: CsvSource,
  mapping: CsvMapping = smallMapping,
): Promise<{ read: number[]; error: unknown }> {
  const read: number[] = [];
  try {
    for await (const { line } of importTimeEntries(source, mapping)) read.push(line);
  } catch (error) {
    return { read, error: isBillingError(error) ? error.toJSON() : error };
  }
  return { read, error: null };
}

const start = 'Id,Who,Day,Hours\n1,ana,2026-03-02,1\n';

describe('what is not CSV ends the import with the line of the row at fault, after the rows before it', () => {
  test.each([
    [
      'a quote that is never closed',
      `${start}2,"ben,2026-03-02,1\n3,cy,2026-03-02,1\n`,
      /a quote that is never closed$/,
    ],
    ['text after a closing quote', `${start}2,"ben" b,2026-03-02,1\n`, /text after a closing quote/],
    ['a quote within a cell', `${start}2,be"n,2026-03-02,1\n`, /a quote within a cell/],
    [
      'a row of more than a million characters',
      `${start}2,${'b'.repeat(1_000_001)}`,
      /longer than 1000000 characters/,
    ],
    ['a row of a million empty cells', `${start}2${','.repeat(1_200_000)}`, /longer than 1000000 characters/],
  ])('%s', async (_, text, reason) => {
    const { read, error } = await endOf(text);
    expect(read).toEqual([2]);
    expect(error).toMatchObject({
      code: 'CSV_UNREADABLE',
      details: { line: 3, reason: expect.stringMatching(reason) },
    });
  });

  test('bytes that are not UTF-8, such as those of an old spreadsheet', async () => {
    const bytes = Buffer.from(`${start}2,J\u00FCrgen,2026-03-02,1`, 'latin1');
    const { error } = await endOf(bytes);
    expect(error).toMatchObject({
      code: 'CSV_UNREADABLE',
      details: { line: 3, reason: expect.stringContaining('UTF-8') },
    });
  });

  test('a file that ends within a character', async () => {
    const { error } = await endOf([start, Uint8Array.of(0x32, 0x2c, 0xc3)]);
    expect(error).toMatchObject({ code: 'CSV_UNREADABLE', details: { line: 3 } });
  });

  test('an empty file', async () => {
    for (const empty of ['', '\n\n', '\uFEFF', []]) {
      const { error } = await endOf(empty);
      expect(error).toMatchObject({
        code: 'CSV_UNREADABLE',
        details: { line: 1, reason: 'there is no header row' },
      });
    }
  });
});

describe('a header that the mapping does not fit is refused with everything that is missing', () => {
  test('columns that the file does not have', async () => {
    const { error } = await endOf('id,Who,Date,Hours\n1,ana,2026-03-02,1\n');
    expect(error).toMatchObject({
      code: 'CSV_MAPPING_INVALID',
      details: {
        issues: [
          { path: ['id'], message: 'the file has no column "Id"; it has "id", "Who", "Date", "Hours"' },
          { path: ['date'], message: 'the file has no column "Day"; it has "id", "Who", "Date", "Hours"' },
        ],
      },
    });
  });

  test('a column that is there twice', async () => {
    const { error } = await endOf('Id,Who,Day,Hours,Hours\n');
    expect(error).toMatchObject({
      code: 'CSV_MAPPING_INVALID',
      details: { issues: [{ path: ['minutes'], message: 'the file has more than one column "Hours"' }] },
    });
  });

  test('a column that is there twice and not asked for does no harm', async () => {
    expect(
      await importAll('Id,Who,Day,Hours,Tags,Tags\n1,ana,2026-03-02,1,a,b\n', smallMapping),
    ).toHaveLength(1);
  });
});

test('an error of the source comes through as it is', async () => {
  const failure = new Error('disk gone');
  async function* source(): AsyncGenerator<string> {
    yield start;
    throw failure;
  }
  expect((await endOf(source())).error).toBe(failure);
});

test('a mapping at fault is refused before the file is touched', () => {
  const mapping = { ...smallMapping, delimiter: '' };
  expect(() => importTimeEntries('', mapping)).toThrow('CSV_MAPPING_INVALID');
});

test.each([
  ['a number', 123, 'the source is of type number, not text or bytes'],
  ['nothing', undefined, 'the source is of type undefined, not text or bytes'],
  ['null', null, 'the source is null, not text or bytes'],
  ['a promise of a text', Promise.resolve(start), 'the source is a promise: await it first'],
])('%s is no source, which is told before the first row is asked for', (_, source, reason) => {
  // As plain JavaScript may do.
  expect(() => importTimeEntries(source as never, smallMapping)).toThrow(`CSV_UNREADABLE: line 1: ${reason}`);
});
