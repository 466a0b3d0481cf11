import { addDays, type CivilDate, type Invoice, isZero, type Money } from '@billwright/core';
import { type PaperOptions, swissReferenceOf } from './invoice-paper.ts';
import { formatOf, letterOf } from './letter.ts';
import type { Paper, Sums } from './paper.ts';
import { paragraph } from './paragraph.ts';
import { payingOf } from './payment.ts';
import { type Writer, writerOf } from './write-values.ts';

/** An overdue invoice, and what is open of it. */
export interface Overdue {
  readonly invoice: Invoice;
  readonly daysOverdue: number;
  readonly open: Money;
}

/** What a reminder of an overdue invoice says. It is of the day on which the invoice is so many days overdue. */
export function reminderPaper(overdue: Overdue, options: PaperOptions = {}): Paper {
  const { invoice, daysOverdue, open } = overdue;
  const { content, issued } = invoice;
  const write = writerOf(content.language, content.seller);
  const { words } = write;
  const number = issued?.number ?? words.draft;
  const dueOn = issued?.dueOn ?? '';
  const date: CivilDate = dueOn === '' ? '2000-01-01' : addDays(dueOn, daysOverdue);
  const heading = `${words.reminder} ${words.forInvoice(number)}`;
  const { seller } = content;
  const toPay = {
    invoice,
    amount: open,
    text: words.payNow,
    format: options.format ?? formatOf(seller),
    swissReference: swissReferenceOf(invoice, options),
  };
  const { payment, slip } = payingOf(toPay, write);
  return {
    ...letterOf(content, write, content.language, options),
    language: content.language,
    title: heading,
    date,
    facts: [
      { label: words.facts.date, value: write.date(date) },
      ...(content.buyer.reference === null
        ? []
        : [{ label: words.facts.customer, value: content.buyer.reference }]),
    ],
    heading,
    blocks: [
      paragraph(words.mail.greeting),
      paragraph(words.reminderText(daysOverdue)),
      {
        kind: 'table',
        title: null,
        columns: [
          { title: words.columns.number, align: 'left', width: null },
          { title: words.columns.date, align: 'left', width: 30 },
          { title: words.columns.dueOn, align: 'left', width: 30 },
          { title: words.columns.total, align: 'right', width: 40 },
        ],
        rows: [
          {
            cells: [
              number,
              issued === null ? '' : write.date(issued.on),
              dueOn === '' ? '' : write.date(dueOn),
              write.money(content.totals.total),
            ],
            note: null,
            carried: null,
          },
        ],
        carried: null,
      },
      openSums(overdue, write),
      payment,
      paragraph(words.reminderPaid),
      paragraph(`${words.mail.regards}\n${seller.name}`),
      ...(slip === null ? [] : [slip]),
    ],
  };
}

/** What of the total is settled, and what is open. */
function openSums({ invoice, open }: Overdue, { words, minus, money }: Writer): Sums {
  const settled = [
    [words.sums.paid, invoice.paid, minus],
    [words.sums.credited, invoice.credited, minus],
    [words.sums.writtenOff, invoice.writtenOff, minus],
  ] as const;
  return {
    kind: 'sums',
    rows: [
      ...settled
        .filter(([, amount]) => !isZero(amount))
        .map(([label, amount, shown]) => ({ label, value: shown(amount), tone: 'normal' as const })),
      { label: words.sums.open, value: money(open), tone: 'total' },
    ],
  };
}
