import {
  addDays,
  chargesByCustomer,
  chargesByLine,
  type CustomerCharges,
  type Discount,
  explainLine,
  type InvoiceLine,
  type InvoiceTotals,
  type LinePolicy,
  type NumberLocale,
  priceLines,
  type RatedWork,
  totalInvoice,
} from '@billwright/core';
import { type Party, type Plan, linePolicyOf, termsOf } from './plan.ts';
import { type TimesheetRow, timesheet } from './timesheet.ts';
import { groupBy } from './group-by.ts';
import { lineTitle } from './line-title.ts';
import { invoiceWords } from './words.ts';

/** A line with the words beside its numbers. */
export interface ExplainedLine extends InvoiceLine {
  readonly title: string;
  readonly explanation: string;
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
  readonly seller: Party;
  readonly customer: Party & { readonly id: string };
  readonly account: string | null;
  /** How work became lines; with it, and with the work, each amount can be told again. */
  readonly linePolicy: LinePolicy;
  readonly lines: readonly ExplainedLine[];
  readonly totals: InvoiceTotals;
  readonly entryCount: number;
  /** Each entry with its share of the invoice and the reasons, or `null` where there are too many for paper. */
  readonly timesheet: readonly TimesheetRow[] | null;
}

// More entries than these are not read on paper; their lines and the JSON's policy remain.
const longestTimesheet = 500;

/** Makes one invoice for each customer and currency, in that order. */
export function* makeInvoices(rated: RatedWork, plan: Plan): Generator<InvoiceDocument> {
  for (const [place, work] of chargesByCustomer(rated).entries()) {
    const number = String(plan.numbers.first + place).padStart(4, '0');
    yield makeInvoice(work, plan.numbers.prefix + number, plan);
  }
}

function makeInvoice(
  { customerId, currency, charges }: CustomerCharges,
  number: string,
  plan: Plan,
): InvoiceDocument {
  const terms = termsOf(plan, customerId);
  const { language = 'en', taxCode } = terms;
  const policy = linePolicyOf(terms);
  const options = { taxCodes: () => (taxCode === undefined ? [] : [taxCode]) };
  const lines = priceLines(charges, policy, options);
  const totals = totalInvoice({
    lines,
    currency,
    taxCodes: plan.taxCodes,
    discounts: discountsOf(terms.discountPercent, language),
  });

  const ofLine = chargesByLine(charges, policy, options);
  const ofEntry = groupBy(charges, ({ entryId }) => entryId);
  const { issuedOn, days, account } = plan.payment;
  return {
    number,
    issuedOn,
    dueOn: addDays(issuedOn, days),
    from: lines.reduce((first, { from }) => (from < first ? from : first), lines[0]?.from ?? issuedOn),
    to: lines.reduce((last, { to }) => (to > last ? to : last), lines[0]?.to ?? issuedOn),
    currency,
    language,
    seller: plan.seller,
    customer: { id: customerId, name: terms.name, address: terms.address ?? [], taxId: terms.taxId ?? null },
    account,
    linePolicy: policy,
    lines: lines.map((line) => ({
      ...line,
      title: lineTitle(line, plan, language),
      explanation: explainLine(line, ofLine.get(line.key) ?? [], { locale: language }),
    })),
    totals,
    entryCount: ofEntry.size,
    timesheet: ofEntry.size > longestTimesheet ? null : timesheet(lines, ofLine, ofEntry, language),
  };
}

function discountsOf(percent: string | undefined, language: NumberLocale): readonly Discount[] {
  if (percent === undefined) return [];
  return [{ id: 'agreed', description: invoiceWords[language].agreedDiscount(percent), percent }];
}
