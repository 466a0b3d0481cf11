import {
  addDays,
  type BankAccount,
  fromLedgerQuantity,
  type NumberLocale,
  type Party,
  type PrepaidAccount,
  type PrepaidStatement,
} from '@billwright/core';
import { type LetterOptions, letterOf } from './letter.ts';
import type { Paper, Row, Table } from './paper.ts';
import { type Writer, writerOf } from './write-values.ts';

/** A statement, and between whom it is. */
export interface StatementLetter {
  readonly account: PrepaidAccount;
  readonly statement: PrepaidStatement;
  readonly language: NumberLocale;
  readonly seller: Party;
  readonly buyer: Party;
  readonly bankAccounts?: readonly BankAccount[] | undefined;
}

/** What the statement of a prepaid account says: opening balance, changes, closing balance, and the work behind them. */
export function statementPaper(letter: StatementLetter, options: LetterOptions = {}): Paper {
  const { account, statement, language, seller, buyer, bankAccounts = [] } = letter;
  const write = writerOf(language, seller);
  const { words } = write;
  const quantity = quantityOf(account, write);
  const unit = account.unit === 'hours' ? words.units.hour : (account.currency ?? '');
  const columns: Table['columns'] = [
    { title: words.columns.description, align: 'left', width: null },
    { title: `${words.change} (${unit})`, align: 'right', width: 45 },
  ];
  return {
    ...letterOf({ seller, buyer, bankAccounts }, write, language, options),
    language,
    title: `${words.statement} ${account.id}`,
    date: addDays(statement.period.to, -1),
    facts: [
      { label: words.facts.account, value: account.id },
      { label: words.facts.period, value: write.period(statement.period) },
    ],
    heading: `${words.statement} ${account.id}`,
    blocks: [
      {
        kind: 'table',
        title: null,
        columns,
        rows: [
          row(words.opening, quantity(statement.opening)),
          ...statement.byKind.map((each) => row(words.postings[each.kind], quantity(each.quantity))),
        ],
        carried: null,
      },
      {
        kind: 'sums',
        rows: [{ label: words.closing, value: `${quantity(statement.closing)}\u00a0${unit}`, tone: 'total' }],
      },
      ...(statement.entries.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              title: words.works,
              columns: [{ title: words.columns.date, align: 'left' as const, width: 30 }, ...columns],
              rows: statement.entries.map((entry) => ({
                cells: [
                  entry.workDate === null ? '' : write.date(entry.workDate),
                  words.entry(entry.entryId),
                  quantity(entry.quantity),
                ],
                note: null,
                carried: null,
              })),
              carried: null,
            },
          ]),
    ],
  };
}

const row = (label: string, value: string): Row => ({ cells: [label, value], note: null, carried: null });

/** Ledgers of hours count seconds. */
const quantityOf =
  (account: PrepaidAccount, write: Writer) =>
  (quantity: string): string =>
    write.number(account.unit === 'hours' ? fromLedgerQuantity(account, quantity) : quantity);
