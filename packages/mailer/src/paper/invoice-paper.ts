import { addDays, type CivilDate, compare, type Invoice, taxTexts } from '@billwright/core';
import { type Annex, annexBlocks } from './annex.ts';
import { formatOf, type LetterOptions, letterOf } from './letter.ts';
import { chargedLines, coveredLines, type DescribeLine } from './line-rows.ts';
import type { Block, Fact, Paper } from './paper.ts';
import { paragraph } from './paragraph.ts';
import { payingOf } from './payment.ts';
import { payableOf, sumsOf } from './sums.ts';
import { taxIdLabel } from './tax-id-label.ts';
import { needsTaxTable, taxTable } from './tax-table.ts';
import { type Writer, writerOf } from './write-values.ts';

/** What a document can be told to say otherwise. */
export interface PaperOptions extends LetterOptions {
  /** Names lines. Default: by their description, or else by their work. */
  readonly describeLine?: DescribeLine | undefined;
  /**
   * What the reference of a Swiss payment is made of: its digits on a QR-IBAN, its letters and digits on another. Check
   * digits are added. Default: the number of the invoice.
   */
  readonly swissReference?: ((invoice: Invoice) => string) | undefined;
  /** The work behind the lines of an invoice, on pages of its own. Default: none. */
  readonly annex?: Annex | undefined;
}

/** What an invoice or a credit note says. */
export function invoicePaper(invoice: Invoice, options: PaperOptions = {}): Paper {
  const { content, kind, issued } = invoice;
  const write = writerOf(content.language, content.seller);
  const { words } = write;
  const { describeLine = () => null } = options;
  const number = issued?.number ?? words.draft;
  const name = kind === 'invoice' ? words.invoice : words.creditNote;
  const about = invoice.credits === null ? '' : ` ${words.forInvoice(invoice.credits.invoiceNumber)}`;
  const state = invoice.settlement === 'void' ? ` – ${words.isVoid}` : '';
  const covered = coveredLines(invoice, write, describeLine);
  return {
    ...letterOf(content, write, content.language, options),
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
      ...(needsTaxTable(invoice) ? [taxTable(invoice, write)] : []),
      ...taxTexts(content).map(({ text }) => paragraph(text)),
      ...(covered === null ? [] : [covered]),
      ...payingBlocks(invoice, write, options),
      ...(options.annex === undefined ? [] : annexBlocks(invoice, options.annex, write, describeLine)),
    ],
  };
}

/** What the reference of a payment of an invoice is made of. */
export const swissReferenceOf = (invoice: Invoice, { swissReference }: PaperOptions): string =>
  swissReference?.(invoice) ?? invoice.issued?.number ?? '';

function payingBlocks(invoice: Invoice, write: Writer, options: PaperOptions): readonly Block[] {
  const { content, kind, issued, settlement } = invoice;
  const { words } = write;
  if (settlement === 'void') return [];
  if (kind === 'credit-note') return [paragraph(words.creditText)];
  const { days, from, instructions } = content.terms;
  const isAtOnce = days === 0 && from === 'issue';
  const amount = payableOf(invoice);
  const until = issued === null || isAtOnce ? words.payNow : words.payBy(write.date(issued.dueOn));
  // It may stand on another page than the sums.
  const rest = `${words.sums.payable}${words.colon}${write.money(amount)}. `;
  const toPay = {
    invoice,
    amount,
    text: compare(amount, content.totals.total) === 0 ? until : `${rest}${until}`,
    format: options.format ?? formatOf(content.seller),
    swissReference: swissReferenceOf(invoice, options),
  };
  const { payment, slip } = payingOf(toPay, write);
  return [
    payment,
    ...(instructions === null ? [] : [paragraph(instructions)]),
    ...(slip === null ? [] : [slip]),
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
    [vat === undefined ? '' : facts.yourTaxId(taxIdLabel(vat, content.buyer, write.words)), vat?.id ?? null],
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
