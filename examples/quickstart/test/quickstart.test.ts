import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Money, sum } from '@billwright/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { helpdeskMapping } from '../src/helpdesk-mapping.ts';
import { helpdeskPlan } from '../src/policy.ts';
import {
  coverageOf,
  type DemoRun,
  invoiceOf,
  invoicesOf,
  runDemo,
  temporaryFolder,
} from './support/run-demo.ts';

const ownCsv = fileURLToPath(new URL('../data/helpdesk.csv', import.meta.url));

let own: DemoRun;
beforeAll(async () => {
  own = await runDemo();
}, 60_000);

describe('on its own file', () => {
  test('the console shows invoices, margins and what became of each row', async () => {
    expect(own.exitCode).toBe(0);
    await expect(own.stdout).toMatchFileSnapshot('golden/console.txt');
    expect(own.stderr).toMatch(
      /304 rows: reading \d+\.\d\d s, opening \d+\.\d\d s, billing \d+\.\d\d s, reports and files \d/,
    );
  });

  test('the README shows what the console shows', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`\n${own.stdout.trimEnd()}\n`);
  });

  test('the invoices are those that were checked', async () => {
    const invoices = invoicesOf(own);
    expect(invoices).toHaveLength(6);
    for (const [name, { timesheet, ...invoice }] of invoices) {
      expect(timesheet).toHaveLength(invoice.entryCount);
      await expect(`${JSON.stringify(invoice, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json.snap`);
    }
  });

  // Steps of 6 min up, one line for each ticket, band and price, 5 % off, 19 % tax:
  //   #8115              27 → 30 min and 11 → 12 min: 0.7 h × 92.00                                64.40
  //   #8141 after-hours  45 → 48 min, 25 of 45 after 18:00: 1,600 s, 0.4444 h × 138.00 = 61.3272   61.33
  //   #8141 business     the other 1,280 s, and 20 → 24 min: 2,720 s, 0.7556 h × 92.00 = 69.5152   69.52
  //   #8173              two entries, one price for the ticket: 1 × 18.50                          18.50
  //   #8186              73 − 10 = 63 → 66 min, at April's price: 1.1 h × 96.00                   105.60
  //   #8192              125 − 15 = 110 → 114 min on site, in April: 1.9 h × 116.00               220.40
  //                                                                                      subtotal 539.75
  //   5 % of 539.75 = 26.9875                                                            discount  26.99
  //   539.75 − 26.99                                                                          net 512.76
  //   19 % of 512.76 = 97.4244                                                                tax  97.42
  //                                                                                         total 610.18
  test('R31, R50, R83: the invoice of a small customer is what a person computes', () => {
    const { lines, totals } = invoiceOf(own, '2026-0006-vogt-EUR');
    expect(
      lines.map(({ group: { workItem, band }, quantity, unitPrice, amount }) =>
        [`#${workItem?.id}`, band, quantity, '×', unitPrice, '=', amount.amount].join(' '),
      ),
    ).toEqual([
      '#8115 business 0.7 × 92.00 = 64.40',
      '#8141 after-hours 0.4444 × 138.00 = 61.33',
      '#8141 business 0.7556 × 92.00 = 69.52',
      '#8173 business 1 × 18.50 = 18.50',
      '#8186 business 1.1 × 96.00 = 105.60',
      '#8192 business 1.9 × 116.00 = 220.40',
    ]);
    const { subtotal, discount, net, tax, total } = totals;
    expect([subtotal, discount, net, tax, total].map(({ amount }) => amount)).toEqual([
      '539.75',
      '26.99',
      '512.76',
      '97.42',
      '610.18',
    ]);
  });

  // Of the small customer, at 41.00, 58.00 and 47.50 per hour: 27 + 11 + 45 + 20 + 6 + 5 = 114 min, 63 min and 110 min:
  // 77.90 + 60.90 + 87.08 = 225.88, and 512.76 − 225.88 = 286.88.
  test('R44: the margin of a small customer is what a person computes', () => {
    expect(own.stdout).toMatch(/^Kanzlei Vogt & Partner mbB +512\.76 +EUR +225\.88 +EUR +286\.88$/m);
  });

  test('R6: each row of the file is billed, excluded, blocked or rejected', async () => {
    const text = await readFile(ownCsv, 'utf8');
    // Two line breaks of the file are within a note.
    const rows = text.trimEnd().split('\n').length - 1 - 2;
    const coverage = coverageOf(own);
    expect(coverage).toMatchObject({ rows, billed: 269, covered: 24, excluded: 8, blocked: 2, rejected: 1 });
    const { billed, covered, excluded, blocked, rejected } = coverage;
    expect(billed + covered + excluded + blocked + rejected).toBe(rows);
    expect(coverage.unbilled).toHaveLength(rows - billed - covered);
    const lines = text.split('\n');
    const found = coverage.unbilled.map(({ line, reason }) => [reason, lines[line - 1]?.split(',')[0]]);
    expect(found).toContainEqual([
      'unreadable-date',
      lines.find((line) => line.includes('31.02.2026'))?.split(',')[0],
    ]);
    expect(found).toContainEqual([
      'no-rate',
      lines.find((line) => line.includes('data-recovery'))?.split(',')[0],
    ]);
    expect(found).toContainEqual([
      'no-customer',
      lines.find((line) => line.includes('"Anruf ohne'))?.split(',')[0],
    ]);
  });

  test('R53: the shares of the time sheet sum to the lines of work, and all lines to the subtotal', () => {
    for (const [, { timesheet, lines, totals, currency }] of invoicesOf(own)) {
      const work = lines.filter(({ kind }) => kind !== 'recurring-fee' && kind !== 'true-up');
      expect(sumOf(timesheet ?? [], currency)).toEqual(sumOf(work, currency));
      expect(sumOf(lines, currency)).toEqual(totals.subtotal);
    }
  });

  test('R60, R62, R71: an allowance, a minimum and hours bought before are on the invoices', () => {
    const linesOf = (name: string) =>
      invoiceOf(own, name).lines.map(({ kind, title, quantity, amount }) => ({
        kind,
        title,
        quantity,
        amount,
      }));
    expect(linesOf('2026-0002-brandt-EUR')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'recurring-fee', amount: { amount: '690.00', currency: 'EUR' } }),
        expect.objectContaining({ kind: 'information', quantity: '10' }),
      ]),
    );
    expect(invoiceOf(own, '2026-0001-bibliothek-EUR').totals.net.amount).toBe('4200.00');
    const hours = linesOf('2026-0004-lumiere-EUR').filter(({ kind }) => kind === 'information');
    expect(hours.length).toBeGreaterThan(0);
    expect(hours.every(({ amount }) => amount.amount === '0.00')).toBe(true);
  });

  test('R13, R21: work through the hour that the clocks skip is as long as it was', () => {
    const { timesheet } = invoiceOf(own, '2026-0002-brandt-EUR');
    const night = timesheet?.filter(({ date }) => date === '2026-03-29');
    expect(
      night?.map(({ from, to, measuredSeconds }) => `${from}–${to} ${measuredSeconds / 60} min`),
    ).toEqual([
      // 2 h 25 min on the clock, less the skipped hour and a break of 15 min.
      '01:20–03:45 70 min',
      // Written down as 02:30, which no clock showed.
      '03:30–04:00 30 min',
    ]);
    expect(coverageOf(own).warnings).toHaveLength(1);
  });

  test('R8: a second run in another time zone writes the same bytes', async () => {
    const again = await runDemo([], 'Pacific/Apia');
    expect(again.stdout).toBe(own.stdout);
    expect(again.files).toEqual(own.files);
  });
});

describe('run again', () => {
  test('R91: nothing is billed twice, and the files and figures stay as they are', async () => {
    const out = await temporaryFolder();
    const first = await runDemo(['--out', out]);
    const again = await runDemo(['--out', out]);
    expect(first.stdout).toBe(own.stdout);
    expect(again.files).toEqual(first.files);
    const [news, ...rest] = again.stdout.split('\n');
    expect(news).toBe('No new invoices. 6 invoices issued before; nothing of that is billed again.');
    expect(rest).toEqual(first.stdout.split('\n').slice(1));
  });

  test('R6: a row that was mended since, of a month that has its bill, is told as late', async () => {
    const out = await temporaryFolder();
    await runDemo(['--out', out]);
    const file = join(await temporaryFolder(), 'work.csv');
    await writeFile(file, (await readFile(ownCsv, 'utf8')).replace('31.02.2026 17:40', '31.03.2026 17:40'));
    const run = await runDemo(['--file', file, '--out', out]);
    expect(run.stdout).toContain('Entry “T-50480” is on the next invoice: its month was billed before.');
    expect(coverageOf(run)).toMatchObject({ rows: 304, rejected: 0, late: 1 });
  });

  test('--fresh begins anew', async () => {
    const out = await temporaryFolder();
    await runDemo(['--out', out]);
    const { stdout, files } = await runDemo(['--out', out, '--fresh']);
    expect(stdout).toBe(own.stdout);
    expect(files).toEqual(own.files);
  });
});

describe('on a file of somebody else', () => {
  test('a packed file and a plan in JSON give what the file and the plan of the example give', async () => {
    const folder = await temporaryFolder();
    const [file, plan] = [join(folder, 'work.csv.gz'), join(folder, 'plan.json')];
    await writeFile(file, gzipSync(await readFile(ownCsv)));
    await writeFile(plan, JSON.stringify({ mapping: helpdeskMapping, policy: helpdeskPlan }));
    const { stdout, files } = await runDemo(['--file', file, '--mapping', plan]);
    expect(stdout).toBe(own.stdout);
    expect(files).toEqual(own.files);
  });

  test('a customer that no policy names is billed under its id', async () => {
    const file = join(await temporaryFolder(), 'work.csv');
    await writeFile(file, (await readFile(ownCsv, 'utf8')).replaceAll(',vogt,', ',../new,'));
    const invoices = invoicesOf(await runDemo(['--file', file]));
    expect(invoices.map(([name]) => name)).toContain('2026-0001-___new-EUR');
  });

  test.each([
    ['a file that is not there', ['--file', 'nowhere.csv'], /ENOENT.*nowhere\.csv/],
    ['an option that does not exist', ['--fiel', 'work.csv'], /--fiel/],
    ['a mapping that is no JSON', ['--mapping', 'README.md'], /README\.md is no JSON/],
    ['a mapping without columns', ['--mapping', 'package.json'], /package\.json is no plan[\s\S]*mapping/],
    [
      'columns that the file does not have',
      ['--mapping', 'mappings/time-log.json'],
      /CSV_MAPPING_INVALID: id: the file has no column "time_log_fact_key"/,
    ],
  ])('%s is told in words', async (_, args, message) => {
    const { exitCode, stderr, files } = await runDemo(args);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
    expect(files.size).toBe(0);
  });
});

function sumOf(parts: readonly { readonly amount: Money }[], currency: string): Money {
  return sum(
    parts.map(({ amount }) => amount),
    currency,
  );
}
