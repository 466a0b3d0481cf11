import type { Mail, Money } from '@billwright/core';
import { payableOf } from '../paper/sums.ts';
import { writerOf } from '../paper/write-values.ts';
import { oneLine } from './mail-address.ts';
import { unwritable } from './mailer-options.ts';

/** What a template can name. Each value is one line, without control characters. */
export interface TemplateValues {
  readonly language: string;
  readonly kind: 'invoice' | 'credit-note' | 'reminder';
  /** The default subject: what the mail is about. */
  readonly heading: string;
  readonly greeting: string;
  readonly intro: string;
  readonly attached: string;
  readonly regards: string;
  readonly number: string;
  /** The day of issue. */
  readonly date: string;
  readonly due_on: string;
  readonly total: string;
  /** What is to be paid; empty on a credit note. */
  readonly open: string;
  readonly days_overdue: number;
  readonly seller: string;
  readonly seller_email: string;
  readonly buyer: string;
  readonly contact: string;
  /** What the default template lists. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Where reminders can be stopped; empty on other mails. */
  readonly unsubscribe_url: string;
  readonly unsubscribe: string;
}

/** The values of a mail's templates. */
export function templateValues({ subject, language }: Mail, unsubscribeUrl: string | null): TemplateValues {
  if (!('invoice' in subject)) throw unwritable(`there is no template for "${subject.kind}"`);
  const { invoice } = subject;
  const { content, issued } = invoice;
  const write = writerOf(language, content.seller);
  const { words } = write;
  const number = oneLine(issued?.number ?? words.draft);
  const date = issued === null ? '' : write.date(issued.on);
  const dueOn = issued === null ? '' : write.date(issued.dueOn);
  const kind = subject.kind === 'reminder' ? 'reminder' : invoice.kind;
  const open: Money | null =
    subject.kind === 'reminder' ? subject.open : kind === 'invoice' ? payableOf(invoice) : null;
  const openText = open === null ? '' : write.money(open);
  const total = write.money(content.totals.total);
  const totalLabel = kind === 'credit-note' ? words.sums.credit : words.sums.total;
  const numberLabel = kind === 'credit-note' ? words.facts.creditNumber : words.facts.invoiceNumber;
  const facts = [
    { label: numberLabel, value: number },
    { label: words.facts.date, value: date },
    { label: totalLabel, value: total },
    ...(openText === '' || (openText === total && kind === 'invoice')
      ? []
      : [{ label: words.sums.open, value: openText }]),
    ...(kind === 'credit-note'
      ? []
      : [{ label: kind === 'reminder' ? words.mail.overdueSince : words.facts.dueOn, value: dueOn }]),
  ];
  const of = {
    invoice: [words.mail.invoice(number), words.mail.invoiceText],
    'credit-note': [words.mail.creditNote(number), words.mail.creditNoteText],
    reminder: [
      words.mail.reminder(number),
      words.reminderText(subject.kind === 'reminder' ? subject.daysOverdue : 0),
    ],
  } as const;
  const [heading, intro] = of[kind];
  return {
    language,
    kind,
    heading,
    greeting: words.mail.greeting,
    intro,
    attached: words.mail.attached,
    regards: words.mail.regards,
    number,
    date,
    due_on: dueOn,
    total,
    open: openText,
    days_overdue: subject.kind === 'reminder' ? subject.daysOverdue : 0,
    seller: oneLine(content.seller.name),
    seller_email: oneLine(content.seller.email ?? ''),
    buyer: oneLine(content.buyer.name),
    contact: oneLine(content.buyer.contact ?? ''),
    facts: facts.filter(({ value }) => value !== ''),
    unsubscribe_url: unsubscribeUrl ?? '',
    unsubscribe: words.mail.unsubscribe,
  };
}
