import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sum } from '@billwright/core';
import { expect, test } from 'vitest';
import { coverageOf, invoicesOf, runDemo } from './support/run-demo.ts';

const timeLog = fileURLToPath(new URL('../../../../shared/data/CESAW_time_fact.csv.gz', import.meta.url));

// Seconds on a machine of its own; other suites may want it at the same time.
const timeout = 180_000;

test.skipIf(!existsSync(timeLog))(
  'R6: a real log of 203,621 rows is accounted for to the row',
  { timeout },
  async () => {
    const run = await runDemo(['--file', timeLog, '--mapping', 'mappings/time-log.json']);
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/rows read \(\d+ %\)/);

    const { rows, billed, excluded, blocked, rejected, unbilled } = coverageOf(run);
    expect(rows).toBe(203_621);
    expect(billed + excluded + blocked + rejected).toBe(rows);
    expect(unbilled.filter(({ reason }) => reason === 'no-customer')).toHaveLength(29);
    const unreadable = unbilled.filter(({ reason }) => reason === 'unreadable-date');
    expect(unreadable.map(({ line }) => line)).toEqual([64_345, 116_215]);
    expect(new Set(unbilled.map(({ line }) => line)).size).toBe(rows - billed);

    const invoices = invoicesOf(run);
    expect(invoices.map(([, { customer, currency }]) => `${customer.id} ${currency}`)).toEqual([
      'A USD',
      'B USD',
      'C INR',
      'D GBP',
    ]);
    expect(run.files.get('LOG-0001-A-USD.html')).toMatch(/The [\d,]+ entries are not printed one by one\./);
    // Each billed entry is on one invoice, on one line or more, and the lines sum to the total.
    expect(new Set(invoices.flatMap(([, { lines }]) => lines.flatMap(({ entryIds }) => entryIds))).size).toBe(
      billed,
    );
    for (const [, { lines, totals, currency }] of invoices) {
      expect(
        sum(
          lines.map(({ amount }) => amount),
          currency,
        ),
      ).toEqual(totals.total);
    }
  },
);
