import {
  type Bill,
  type Invoice,
  type InvoiceLine,
  type InvoiceTotals,
  type LinePolicy,
  type NumberLocale,
  type Party as StoredParty,
  type ReportedWork,
} from '@billwright/core';
import { lineTitle } from './line-title.ts';
import type { Plan } from './plan.ts';
import { sentencesOf } from './sentences.ts';
import { type TimesheetRow, timesheet } from './timesheet.ts';

/** A line with the words beside its numbers. */
export interface ExplainedLine extends InvoiceLine {
  readonly title: string;
  readonly explanation: string;
}

/** Somebody as the paper names them. */
export interface PrintedParty {
  readonly name: string;
  readonly address: readonly string[];
  readonly taxId: string | null;
}

/** One invoice: everything that is on the paper, as it is on the paper. Plain JSON. */
export interface InvoiceDocument {
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  /** First and last day of work, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly language: NumberLocale;
  readonly seller: PrintedParty;
  readonly customer: PrintedParty & { readonly id: string };
  readonly account: string | null;
  /** How work became lines; `null` where it differs from period to period. */
  readonly linePolicy: LinePolicy | null;
  readonly lines: readonly ExplainedLine[];
  readonly totals: InvoiceTotals;
  readonly entryCount: number;
  /** Each entry with its share of the invoice and the reasons, or `null` where there are too many for paper. */
  readonly timesheet: readonly TimesheetRow[] | null;
}

// More entries than these are not read on paper; their lines and the JSON's policy remain.
const longestTimesheet = 500;

/** How the amounts of an invoice came about. */
export interface Evidence {
  /** The bills that it is made of. */
  readonly bills: readonly Bill[];
  /** By entry. */
  readonly work: ReadonlyMap<string, ReportedWork>;
}

/** The paper of an issued invoice. */
export function invoiceDocument(
  { content, issued }: Invoice,
  { bills, work }: Evidence,
  plan: Plan,
): InvoiceDocument {
  const { language, lines, seller, buyer } = content;
  const sentences = sentencesOf(bills, language);
  const entryIds = new Set(
    bills.flatMap(({ charges, covered }) => [...charges, ...covered].map(({ entryId }) => entryId)),
  );
  const issuedOn = issued?.on ?? plan.payment.issuedOn;
  return {
    number: issued?.number ?? '',
    issuedOn,
    dueOn: issued?.dueOn ?? issuedOn,
    from: lines.reduce((first, { from }) => (from < first ? from : first), lines[0]?.from ?? issuedOn),
    to: lines.reduce((last, { to }) => (to > last ? to : last), lines[0]?.to ?? issuedOn),
    currency: content.currency,
    language,
    seller: printed(seller, seller, language),
    customer: { id: content.customerId, ...printed(buyer, seller, language) },
    account: content.terms.instructions,
    linePolicy: content.linePolicy,
    lines: lines.map((line) => ({
      ...line,
      title: lineTitle(line, plan, language),
      explanation: sentences('line', line.key).join(' '),
    })),
    totals: content.totals,
    entryCount: entryIds.size,
    timesheet: entryIds.size > longestTimesheet ? null : timesheet(bills, work, sentences),
  };
}

/** The country is written on what goes abroad. */
function printed(
  { name, address, taxIds }: StoredParty,
  home: StoredParty,
  language: NumberLocale,
): PrintedParty {
  const abroad = address !== null && address.country !== home.address?.country;
  const country = abroad
    ? new Intl.DisplayNames(language, { type: 'region' }).of(address.country)
    : undefined;
  return {
    name,
    address: [...(address?.lines ?? []), ...(country === undefined ? [] : [country])],
    taxId: taxIds[0]?.id ?? null,
  };
}
