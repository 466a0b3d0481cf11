import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { NumberLocale } from '../money/format-money.ts';
import type { Money } from '../money/money.ts';
import type { TaxRounding } from '../tax/compute-tax.ts';
import type { TaxCode } from '../tax/tax-code.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/period.ts';
import type { Discount } from './discount.ts';
import type { InvoiceLine } from './invoice-line.ts';
import type { LinePolicy } from './line-policy.ts';
import type { BankAccount, Party } from './party.ts';
import type { PaymentTerms } from './payment-terms.ts';
import type { InvoiceTotals } from './total-invoice.ts';

/** What is still to be paid on an invoice, and whether it counts at all: one of its three independent states. */
export type SettlementState =
  | 'draft'
  | 'issued'
  | 'partially-paid'
  | 'paid'
  | 'partially-refunded'
  | 'refunded'
  | 'void'
  | 'written-off';

/** Whether the customer got the invoice. `unknown`: it was handed over, and nobody can say whether it arrived. */
export type DeliveryState = 'unsent' | 'queued' | 'sent' | 'failed' | 'unknown';

/** Where the copy of an invoice in one ledger stands. `stale`: the invoice changed after it was copied. */
export type LedgerState =
  | 'none'
  | 'queued'
  | 'sending'
  | 'confirmed'
  | 'unknown'
  | 'reconciling'
  | 'rejected'
  | 'stale';

/** The copy of an invoice in one ledger. */
export interface LedgerCopy {
  readonly state: LedgerState;
  /** The ledger's own id, once it is known. */
  readonly externalId: string | null;
  /** The revision of the invoice that was sent last. */
  readonly revision: number | null;
  /** When the ledger last said that it has the copy; `null` before. */
  readonly confirmedAt: Instant | null;
  /** What the ledger said when it refused. */
  readonly reason: string | null;
}

/** A file that goes along, by reference: it is kept where the caller keeps files. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** For example "application/pdf". */
  readonly mediaType: string;
  readonly reference: string;
}

/** A contract's period that an invoice bills, and how its charges became lines (R52). */
export interface InvoicedPeriod {
  readonly contractId: string;
  readonly period: Period;
  readonly linePolicy: LinePolicy;
}

/** What an invoice says: all that is frozen when it is issued (R82). */
export interface InvoiceContent {
  readonly customerId: string;
  /** The contract that it bills; `null` by hand, or when its periods are of several. */
  readonly contractId: string | null;
  /** The days from the first to the last that it bills, or `null` by hand. */
  readonly period: Period | null;
  /** The periods that it bills, in order of time; none by hand. */
  readonly bills: readonly InvoicedPeriod[];
  readonly currency: CurrencyCode;
  readonly language: NumberLocale;
  readonly seller: Party;
  readonly buyer: Party;
  readonly bankAccounts: readonly BankAccount[];
  readonly terms: PaymentTerms;
  readonly lines: readonly InvoiceLine[];
  readonly discounts: readonly Discount[];
  /** The taxes that the lines name, with their percentages and legal texts of that day (R68). */
  readonly taxCodes: readonly TaxCode[];
  readonly pricesIncludeTax: boolean;
  readonly taxRounding: TaxRounding;
  readonly cashRounding: { readonly step: DecimalString } | null;
  /** How charges became lines (R52); `null` by hand, or when its periods differ: then each of `bills` tells. */
  readonly linePolicy: LinePolicy | null;
  readonly totals: InvoiceTotals;
  /**
   * What prepaid accounts pay of the total, those whose tax is due with the work (R78). They are payments to be made when
   * it is issued, after tax; none on a credit note.
   */
  readonly prepaidPayments: readonly { readonly accountId: string; readonly amount: Money }[];
  readonly note: string | null;
  /** The customer's order number or the like. */
  readonly purchaseOrder: string | null;
  readonly attachments: readonly Attachment[];
}

/** A line of a credit note, and the line of the invoice that it takes back. */
export interface CreditedLine {
  /** The key of the line on the credit note. */
  readonly key: string;
  /** The key of the line on the invoice. */
  readonly invoiceLineKey: string;
}

/** An invoice or a credit note, with everything that became of it. Plain JSON. */
export interface Invoice {
  readonly id: string;
  readonly kind: 'invoice' | 'credit-note';
  /** 1 at first. Goes up when an issued invoice is reopened or voided, so that copies in ledgers are known to be old. */
  readonly revision: number;
  readonly content: InvoiceContent;
  /**
   * On a credit note: the invoice that it corrects. `null` on an invoice, and on the credit note that a negative result
   * became (R87): it stands for no single invoice.
   */
  readonly credits: {
    readonly invoiceId: string;
    readonly invoiceNumber: string;
    readonly reason: string;
    readonly lines: readonly CreditedLine[];
  } | null;
  /** What issuing gave it (R81). A void or reopened invoice keeps it. */
  readonly issued: {
    readonly series: string;
    readonly sequence: number;
    readonly number: string;
    readonly at: Instant;
    /** The civil date of issue in the seller's zone. */
    readonly on: CivilDate;
    readonly dueOn: CivilDate;
  } | null;
  readonly settlement: SettlementState;
  readonly delivery: DeliveryState;
  /** By the id of the connector. */
  readonly ledgers: Readonly<Record<string, LedgerCopy>>;
  /** What was paid, all payments and all customer credit together. */
  readonly paid: Money;
  /** What of it went back, to the customer or to the customer's credit. */
  readonly refunded: Money;
  /** What issued credit notes took off. */
  readonly credited: Money;
  /** What nobody will pay any more. */
  readonly writtenOff: Money;
  /** The batch that made it, or `null`. */
  readonly batchId: string | null;
}
