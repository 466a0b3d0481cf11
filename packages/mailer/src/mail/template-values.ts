import type { Invoice, Mail, MailNotice, MailSubject, Money, NoticeAudience, Party } from '@billwright/core';
import { payableOf } from '../paper/sums.ts';
import { type Writer, writerOf } from '../paper/write-values.ts';
import { oneLine } from './mail-address.ts';
import { noticeValues } from './notice-values.ts';

/** What a template can name. Each value is one line, without control characters. */
export interface TemplateValues {
  readonly language: string;
  readonly kind: 'invoice' | 'credit-note' | 'reminder' | MailNotice['kind'];
  /** Who reads it: the customer, or on notices also the seller's own people. */
  readonly audience: NoticeAudience;
  /** The default subject: what the mail is about. */
  readonly heading: string;
  /** Between a label and its value. */
  readonly colon: string;
  readonly greeting: string;
  readonly intro: string;
  /** That the document goes along; empty on notices, which have none. */
  readonly attached: string;
  readonly regards: string;
  /** Of the invoice, and so are the next; empty on notices. */
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
export function templateValues(mail: Mail, unsubscribeUrl: string | null): TemplateValues {
  const { subject, language } = mail;
  const { seller, buyer } = partiesOf(subject);
  const write = writerOf(language, seller);
  const { mail: words } = write.words;
  const about =
    'invoice' in subject
      ? invoiceValues(subject, write)
      : { ...none, ...noticeValues(subject, language, write) };
  return {
    ...about,
    language,
    kind: kindOf(subject),
    audience: 'audience' in subject ? subject.audience : 'customer',
    colon: write.words.colon,
    greeting: words.greeting,
    attached: 'invoice' in subject ? words.attached : '',
    regards: words.regards,
    seller: oneLine(seller.name),
    seller_email: oneLine(seller.email ?? ''),
    buyer: oneLine(buyer.name),
    contact: oneLine(buyer.contact ?? ''),
    unsubscribe_url: unsubscribeUrl ?? '',
    unsubscribe: words.unsubscribe,
  };
}

/** Between whom a mail is. */
function partiesOf(subject: MailSubject): { readonly seller: Party; readonly buyer: Party } {
  return 'invoice' in subject
    ? subject.invoice.content
    : { seller: subject.seller, buyer: subject.customer.party };
}

const kindOf = (subject: MailSubject): TemplateValues['kind'] =>
  subject.kind === 'invoice' ? subject.invoice.kind : subject.kind;

type Values = Pick<
  TemplateValues,
  'heading' | 'intro' | 'number' | 'date' | 'due_on' | 'total' | 'open' | 'days_overdue' | 'facts'
>;

/** What only invoices have. */
const none = { number: '', date: '', due_on: '', total: '', open: '', days_overdue: 0 } as const;

function invoiceValues(subject: AboutInvoice, write: Writer): Values {
  const { words } = write;
  const { invoice } = subject;
  const { content, issued } = invoice;
  const number = oneLine(issued?.number ?? words.draft);
  const date = issued === null ? '' : write.date(issued.on);
  const dueOn = issued === null ? '' : write.date(issued.dueOn);
  const kind = subject.kind === 'reminder' ? 'reminder' : invoice.kind;
  const daysOverdue = subject.kind === 'reminder' ? subject.daysOverdue : 0;
  const open = openOf(subject);
  const openText = open === null ? '' : write.money(open);
  const total = write.money(content.totals.total);
  const isCredit = kind === 'credit-note';
  const facts = [
    { label: isCredit ? words.facts.creditNumber : words.facts.invoiceNumber, value: number },
    { label: words.facts.date, value: date },
    { label: isCredit ? words.sums.credit : words.sums.total, value: total },
    ...(openText === '' || (openText === total && kind === 'invoice')
      ? []
      : [{ label: words.sums.open, value: openText }]),
    ...(isCredit
      ? []
      : [{ label: kind === 'reminder' ? words.mail.overdueSince : words.facts.dueOn, value: dueOn }]),
  ];
  const texts = {
    invoice: [words.mail.invoice(number), words.mail.invoiceText],
    'credit-note': [words.mail.creditNote(number), words.mail.creditNoteText],
    reminder: [words.mail.reminder(number), words.reminderText(daysOverdue)],
  } as const;
  const [heading, intro] = texts[kind];
  return {
    heading,
    intro,
    number,
    date,
    due_on: dueOn,
    total,
    open: openText,
    days_overdue: daysOverdue,
    facts: facts.filter(({ value }) => value !== ''),
  };
}

type AboutInvoice = Extract<MailSubject, { readonly invoice: Invoice }>;

/** What is to be paid; `null` on a credit note. */
function openOf(subject: AboutInvoice): Money | null {
  if (subject.kind === 'reminder') return subject.open;
  return subject.invoice.kind === 'invoice' ? payableOf(subject.invoice) : null;
}
