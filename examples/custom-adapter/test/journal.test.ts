import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../src/journal.ts';

test('a line that nobody finished does not count, and costs no other line', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'journal-')), 'lines.jsonl');
  const journal = openJournal<{ readonly says: string }>(file);
  expect(await journal.lines()).toEqual([]);
  await journal.add({ says: 'one' });
  appendFileSync(file, '\n{"says":"tw');
  expect(await journal.lines()).toEqual([{ says: 'one' }]);
  await journal.add({ says: 'three\nin two lines' });
  expect(await journal.lines()).toEqual([{ says: 'one' }, { says: 'three\nin two lines' }]);
});
