import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { sum } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../src/plan-file.ts';
import { readWork } from '../src/read-work.ts';
import { coverageOf, invoicesOf, runDemo, temporaryFolder } from './support/run-demo.ts';

const timeLog = fileURLToPath(new URL('../../../../shared/data/CESAW_time_fact.csv.gz', import.meta.url));
const mappings = fileURLToPath(new URL('../mappings/time-log.json', import.meta.url));

// Seconds on a machine of its own; other suites may want it at the same time.
const timeout = 180_000;

const silent = { step: () => undefined, done: () => undefined };

describe.skipIf(!existsSync(timeLog))('a real log of 203,621 rows', () => {
  test('is read to the row', { timeout }, async () => {
    const { mapping } = await readPlan(mappings);
    const { rowCount, entries, rejected } = await readWork(timeLog, mapping, silent);
    expect([rowCount, entries.length + rejected.length]).toEqual([203_621, 203_621]);
    expect(rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '64345 unreadable-date',
      '89057 invalid-entry',
      '116215 unreadable-date',
      '132611 unreadable-duration',
    ]);
    expect(entries.filter(({ customerId }) => customerId === null || customerId === undefined)).toHaveLength(
      29,
    );
  });

  // A fortieth of it, all over the log: the books of all of it take minutes.
  test('R6: every fortieth row of it is accounted for', { timeout }, async () => {
    const [head = '', ...rows] = gunzipSync(await readFile(timeLog))
      .toString('utf8')
      .trimEnd()
      .split(/\r?\n/);
    const some = rows.filter((_, at) => at % 40 === 0 || at + 2 === 64_345);
    const file = join(await temporaryFolder(), 'log.csv');
    await writeFile(file, [head, ...some].join('\n'));
    const run = await runDemo(['--file', file, '--mapping', mappings]);
    expect(run.stderr).toMatch(/reading \d/);
    expect(run.exitCode).toBe(0);

    const { rows: found, billed, excluded, blocked, late, rejected, unbilled } = coverageOf(run);
    expect(found).toBe(some.length);
    expect([billed + excluded + blocked + rejected, late, rejected]).toEqual([some.length, 0, 1]);
    expect(new Set(unbilled.map(({ line }) => line)).size).toBe(found - billed);

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
  });
});
