import { formatNumber, type ReasonedTally, sum, type Tally } from '@billwright/core';
import type { FileCoverage } from './coverage.ts';
import type { InvoiceDocument } from './make-invoices.ts';
import type { Margins } from './margin.ts';
import { type Column, textTable } from './text-table.ts';

const shownRows = 20;

/** What the console shows: the invoices, what became of each row, and why rows are on no invoice. */
export function report(
  invoices: readonly InvoiceDocument[],
  margins: Margins | null,
  coverage: FileCoverage,
): string {
  return [
    invoiceTable(invoices),
    marginTable(margins),
    coverageTable(coverage),
    undecidedList(coverage),
    warningList(coverage),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function invoiceTable(invoices: readonly InvoiceDocument[]): string {
  const rows = invoices.map(({ number, customer, currency, entryCount, lines, totals }) => [
    number,
    customer.name,
    count(entryCount),
    count(lines.length),
    amount(totals.net.amount),
    amount(totals.tax.amount),
    amount(totals.total.amount),
    currency,
  ]);
  const currencies = [...new Set(invoices.map(({ currency }) => currency))].toSorted();
  const sums = currencies.map((currency) => {
    const totals = invoices
      .filter((invoice) => invoice.currency === currency)
      .map((invoice) => invoice.totals);
    const all = (part: 'net' | 'tax' | 'total'): string =>
      amount(
        sum(
          totals.map((total) => total[part]),
          currency,
        ).amount,
      );
    return ['', 'All invoices', '', '', all('net'), all('tax'), all('total'), currency];
  });
  return textTable(
    [
      { title: 'Invoice', align: 'left' },
      { title: 'Customer', align: 'left' },
      { title: 'Entries', align: 'right' },
      { title: 'Lines', align: 'right' },
      { title: 'Net', align: 'right' },
      { title: 'Tax', align: 'right' },
      { title: 'Total', align: 'right' },
      { title: '', align: 'left' },
    ],
    rows,
    sums,
  );
}

function marginTable(margins: Margins | null): string {
  if (margins === null) return '';
  const titles = ['Net', '', 'Cost', '', 'Margin'];
  const table = textTable(
    [
      { title: 'After cost', align: 'left' },
      ...titles.map((title): Column => ({ title, align: title === '' ? 'left' : 'right' })),
    ],
    margins.rows.map(({ customer, net, cost, margin }) => [
      customer,
      amount(net.amount),
      net.currency,
      cost === null ? '–' : amount(cost.amount),
      cost?.currency ?? '',
      margin === null ? '–' : amount(margin.amount),
    ]),
  );
  return margins.unknown === 0 ? table : `${table}\nWithout a known cost: ${count(margins.unknown)} entries.`;
}

function coverageTable({ rows, entries, rejected, unbilled }: FileCoverage): string {
  const line = (title: string, { count: found, seconds }: Tally): string[] => [
    title,
    count(found),
    hours(seconds),
  ];
  const reasons = (tally: ReasonedTally<string>): string[][] =>
    Object.entries(tally.reasons).map(([reason, part]) =>
      line(`  ${reason}`, part ?? { count: 0, seconds: 0 }),
    );
  const rejections = new Map<string, number>();
  for (const { status, reason } of unbilled) {
    if (status === 'rejected') rejections.set(reason, (rejections.get(reason) ?? 0) + 1);
  }
  return textTable(
    [
      { title: 'What became of the rows', align: 'left' },
      { title: 'Rows', align: 'right' },
      { title: 'Hours worked', align: 'right' },
    ],
    [
      line('billed', entries.billed),
      line('excluded', entries.excluded),
      ...reasons(entries.excluded),
      line('blocked', entries.blocked),
      ...reasons(entries.blocked),
      ['rejected', count(rejected), ''],
      ...[...rejections].map(([reason, found]) => [`  ${reason}`, count(found), '']),
    ],
    [['all rows of the file', count(rows), hours(entries.inputs.seconds)]],
  );
}

/** Rows that somebody has to look at. What is left out on purpose is counted above and listed in coverage.json. */
function undecidedList({ unbilled }: FileCoverage): string {
  // The rows that could not even be read come first: there are few of them, and they are the easiest to miss.
  const undecided = ['rejected', 'blocked'].flatMap((wanted) =>
    unbilled.filter(({ status }) => status === wanted),
  );
  return firstRows(
    [
      { title: 'Line', align: 'right' },
      { title: 'Undecided', align: 'left' },
      { title: 'Why', align: 'left' },
    ],
    undecided.map(({ line, status, message }) => [count(line), status, message]),
  );
}

function warningList({ warnings }: FileCoverage): string {
  return firstRows(
    [
      { title: 'Line', align: 'right' },
      { title: 'Clock change', align: 'left' },
    ],
    warnings.map(({ line, message }) => [count(line), message]),
  );
}

function firstRows(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const table = textTable(columns, rows.slice(0, shownRows));
  const more = rows.length - shownRows;
  return more <= 0 ? table : `${table}\n… and ${count(more)} more: see coverage.json`;
}

const amount = (text: string): string => formatNumber(text, 'en');
const count = (number: number): string => formatNumber(String(number), 'en');

/** `1,234:05`: hours and minutes, seconds cut off. */
function hours(seconds: number): string {
  return `${count(Math.floor(seconds / 3600))}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;
}
