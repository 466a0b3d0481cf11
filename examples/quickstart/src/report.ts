import {
  formatNumber,
  type Invoice,
  type MarginReport,
  type ReasonedTally,
  sum,
  type Tally,
} from '@billwright/core';
import type { FileCoverage } from './coverage.ts';
import { type Column, textTable } from './text-table.ts';

/** What there is to tell after a run. */
export interface Told {
  /** All invoices that there are, by number. */
  readonly invoices: readonly Invoice[];
  /** Those that this run issued. */
  readonly issued: readonly Invoice[];
  readonly margins: MarginReport;
  readonly coverage: FileCoverage;
}

const shownRows = 20;

/** What the console shows: the invoices, what became of each row, and why rows are on no invoice. */
export function report({ invoices, issued, margins, coverage }: Told): string {
  return [
    news(issued.length, invoices.length),
    invoiceTable(invoices),
    marginTable(margins, namesOf(invoices)),
    coverageTable(coverage),
    undecidedList(coverage),
    warningList(coverage),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function news(issued: number, all: number): string {
  const earlier = all - issued;
  const before = `${invoicesIn(earlier)} issued before; nothing of that is billed again.`;
  if (earlier === 0) return issued === 0 ? 'Nothing is to be billed.' : `${invoicesIn(issued)} issued.`;
  return issued === 0 ? `No new invoices. ${before}` : `${invoicesIn(issued)} issued. ${before}`;
}

const invoicesIn = (number: number): string => (number === 1 ? '1 invoice' : `${count(number)} invoices`);

const namesOf = (invoices: readonly Invoice[]): ReadonlyMap<string, string> =>
  new Map(invoices.map(({ content: { customerId, buyer } }) => [customerId, buyer.name]));

function invoiceTable(invoices: readonly Invoice[]): string {
  const rows = invoices.map(({ issued, content: { buyer, currency, lines, totals } }) => [
    issued?.number ?? '',
    buyer.name,
    count(new Set(lines.flatMap(({ entryIds }) => entryIds)).size),
    count(lines.length),
    amount(totals.net.amount),
    amount(totals.tax.amount),
    amount(totals.total.amount),
    currency,
  ]);
  const currencies = [...new Set(invoices.map(({ content }) => content.currency))].toSorted();
  const sums = currencies.map((currency) => {
    const totals = invoices.flatMap(({ content }) => (content.currency === currency ? [content.totals] : []));
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

function marginTable({ groups, total }: MarginReport, names: ReadonlyMap<string, string>): string {
  const titles = ['Net', '', 'Cost', '', 'Margin'];
  const rows = groups.flatMap(({ id, figures }) => {
    const earned = figures.find(({ revenue }) => !isNothing(revenue.amount));
    const spent = figures.find(({ cost }) => !isNothing(cost.amount));
    if (id === null || earned === undefined) return [];
    const { revenue, margin } = earned;
    return [
      [
        names.get(id) ?? id,
        amount(revenue.amount),
        revenue.currency,
        spent === undefined ? '–' : amount(spent.cost.amount),
        spent?.cost.currency ?? '',
        margin === null ? '–' : amount(margin.amount),
      ],
    ];
  });
  // Without a cost book, nothing costs anything that is known.
  if (rows.every(([, , , cost]) => cost === '–')) return '';
  const table = textTable(
    [
      { title: 'After cost', align: 'left' },
      ...titles.map((title): Column => ({ title, align: title === '' ? 'left' : 'right' })),
    ],
    rows,
  );
  const unknown = total.missing.length;
  return unknown === 0
    ? table
    : `${table}\nWithout a known cost: ${unknown === 1 ? '1 entry' : `${count(unknown)} entries`}.`;
}

const isNothing = (decimal: string): boolean => Number(decimal) === 0;

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
      ...(entries.covered.count === 0 ? [] : [line('covered', entries.covered)]),
      line('excluded', entries.excluded),
      ...reasons(entries.excluded),
      line('blocked', entries.blocked),
      ...reasons(entries.blocked),
      ...(entries.late.count === 0 ? [] : [line('late', entries.late)]),
      ['rejected', count(rejected), ''],
      ...[...rejections].map(([reason, found]) => [`  ${reason}`, count(found), '']),
    ],
    [['all rows of the file', count(rows), hours(entries.inputs.seconds)]],
  );
}

/** Rows that somebody has to look at. What is left out on purpose is counted above and listed in coverage.json. */
function undecidedList({ unbilled }: FileCoverage): string {
  // The rows that could not even be read come first: there are few of them, and they are the easiest to miss.
  const undecided = ['rejected', 'blocked', 'late'].flatMap((wanted) =>
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
