import { describe, expect, test } from 'vitest';
import { importTimeEntries } from '../src/index.ts';
import { smallMapping } from './support.ts';

const rows = 200_000;

describe('rows are read as they come', () => {
  test(`of ${rows} rows, never more than a few thousand are taken before they are asked for`, async () => {
    let produced = 0;
    function* source(): Generator<string> {
      yield 'Id,Who,Day,Hours,Note\n';
      while (produced < rows) {
        let text = '';
        for (let at = 0; at < 100; at += 1) {
          produced += 1;
          text += `${produced},ana,2026-03-02,${produced % 8}.5,"Ticket ${produced}, again"\n`;
        }
        yield text;
      }
    }
    let read = 0;
    let ahead = 0;
    let minutes = 0;
    for await (const row of importTimeEntries(source(), smallMapping)) {
      read += 1;
      ahead = Math.max(ahead, produced - read);
      if (row.status === 'entry') minutes += row.entry.minutes ?? 0;
    }
    expect(read).toBe(rows);
    expect(ahead).toBeLessThan(5000);
    // 0.5 to 7.5 hours in turn: 4 hours on average.
    expect(minutes).toBe(rows * 4 * 60);
  }, 60_000);

  test('whoever stops early closes the source', async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<string> {
      try {
        yield 'Id,Who,Day,Hours\n';
        for (let id = 1; ; id += 1) yield `${id},ana,2026-03-02,1\n`;
      } finally {
        isClosed = true;
      }
    }
    for await (const row of importTimeEntries(source(), smallMapping)) {
      if (row.line > 3) break;
    }
    expect(isClosed).toBe(true);
  });
});
