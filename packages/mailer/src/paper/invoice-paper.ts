import { addDays, type CivilDate, type Invoice, taxTexts } from '@billwright/core';
import { letterOf } from './letter.ts';
import { chargedLines, coveredLines, type DescribeLine } from './line-rows.ts';
import type { Block, Fact, Paper } from './paper.ts';
import { paragraph } from './paragraph.ts';
import { paymentOf } from './payment.ts';
import { payableOf, sumsOf } from './sums.ts';
import { type Writer, writerOf } from './write-values.ts';

/** What a document can be told to say otherwise. */
export interface PaperOptions {
  /** Default: by the country of the seller. */
  readonly format?: Paper['format'] | undefined;
  /** Names lines. Default: by their description, or else by their work. */
  readonly describeLine?: DescribeLine | undefined;
}

/** What an invoice or a credit note says. */
export function invoicePaper(invoice: Invoice, options: PaperOptions = {}): Paper {
  const { content, kind, issued } = invoice;
  const write = writerOf(content.language);
  const { words } = write;
  const { describeLine = () => null } = options;
  const number = issued?.number ?? words.draft;
  const name = kind === 'invoice' ? words.invoice : words.creditNote;
  const about = invoice.credits === null ? '' : ` ${words.forInvoice(invoice.credits.invoiceNumber)}`;
  const state = invoice.settlement === 'void' ? ` – ${words.isVoid}` : '';
  const covered = coveredLines(invoice, write, describeLine);
  return {
    ...letterOf(content, write, content.language, options.format ?? null),
    language: content.language,
    title: `${name} ${number}`,
    date: issued?.on ?? lastDay(invoice),
    facts: factsOf(invoice, write),
    heading: `${name} ${number}${about}${state}`,
    blocks: [
      ...(invoice.credits === null
        ? []
        : [paragraph(`${words.reason}${words.colon}${invoice.credits.reason}`)]),
      ...(content.note === null ? [] : [paragraph(content.note)]),
      chargedLines(invoice, write, describeLine),
      sumsOf(invoice, write),
      ...taxTexts(content).map(({ text }) => paragraph(text)),
      ...(covered === null ? [] : [covered]),
      ...payingOf(invoice, write),
    ],
  };
}

function payingOf(invoice: Invoice, write: Writer): readonly Block[] {
  const { content, kind, issued, settlement } = invoice;
  const { words } = write;
  if (settlement === 'void') return [];
  if (kind === 'credit-note') return [paragraph(words.creditText)];
  const { days, from, instructions } = content.terms;
  const isAtOnce = days === 0 && from === 'issue';
  const text = issued === null || isAtOnce ? words.payNow : words.payBy(write.date(issued.dueOn));
  const reference = issued?.number ?? words.draft;
  const { bankAccounts: accounts, seller } = content;
  const toPay = { amount: payableOf(invoice), text, seller: seller.name, accounts, reference };
  return [
    paymentOf(issued === null ? { ...toPay, accounts: [] } : toPay, write),
    ...(instructions === null ? [] : [paragraph(instructions)]),
  ];
}

function factsOf(invoice: Invoice, write: Writer): readonly Fact[] {
  const { content, kind, issued } = invoice;
  const { facts } = write.words;
  const { from, to } = daysOf(invoice);
  const vat = content.buyer.taxIds.find(({ scheme }) => scheme === 'vat') ?? content.buyer.taxIds[0];
  const isInvoice = kind === 'invoice';
  const all: readonly (readonly [string, string | null])[] = [
    [isInvoice ? facts.invoiceNumber : facts.creditNumber, issued?.number ?? write.words.draft],
    [facts.date, issued === null ? null : write.date(issued.on)],
    [from === to ? facts.serviceDate : facts.servicePeriod, from === '' ? null : write.days(from, to)],
    [facts.dueOn, issued === null || !isInvoice ? null : write.date(issued.dueOn)],
    [facts.customer, content.buyer.reference],
    [facts.order, content.purchaseOrder],
    [facts.yourTaxId, vat?.id ?? null],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** The first and the last day of supply: of the period that is billed, or else of the lines. */
function daysOf({ content }: Invoice): { readonly from: CivilDate; readonly to: CivilDate } {
  const { period, lines } = content;
  if (period !== null) return { from: period.from, to: addDays(period.to, -1) };
  const from = lines.map((line) => line.from).toSorted()[0] ?? '';
  return {
    from,
    to:
      lines
        .map(({ to }) => to)
        .toSorted()
        .at(-1) ?? '',
  };
}

// A draft without lines has no day of its own.
const lastDay = (invoice: Invoice): CivilDate => daysOf(invoice).to || '2000-01-01';
