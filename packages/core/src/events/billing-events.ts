import type { AllowanceUnit } from '../contract/allowance.ts';
import type { Contract } from '../contract/contract.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { NoticeKind } from '../master-data/notice-settings.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';

/** What every event carries. */
export interface EventFrame {
  readonly tenantId: string;
  /** When it happened, by the engine's clock. */
  readonly at: Instant;
}

/** Which mail an event is about. */
export interface MailEvent {
  /** As in `desk.mails`. */
  readonly mailId: string;
  readonly kind: 'invoice' | 'reminder' | NoticeKind;
  readonly about: { readonly kind: 'invoice' | 'contract' | 'prepaid-account'; readonly id: string };
  readonly customerId: string;
}

/** Everything that happens in billing and that somebody may want to know, by name. Told after it was committed. */
export interface BillingEvents {
  readonly 'work.recorded': { readonly ids: readonly string[] };
  readonly 'work.changed': { readonly id: string };
  readonly 'work.deleted': { readonly id: string };
  readonly 'contract.changed': { readonly contract: Contract };
  readonly 'contract.renewed': { readonly contract: Contract; readonly successor: Contract };
  readonly 'contract.expiring': { readonly contract: Contract; readonly daysLeft: number };
  readonly 'quota.crossed': {
    readonly contractId: string;
    readonly componentId: string;
    readonly period: CivilDate;
    /** Percent of the allowance, for example "80". */
    readonly threshold: DecimalString;
    readonly unit: AllowanceUnit;
    /** Seconds, incidents, or an amount in the contract's currency: of the period's own quantity and what was carried in. */
    readonly used: DecimalString;
    readonly limit: DecimalString;
  };
  readonly 'budget.crossed': {
    readonly budgetId: string;
    /** Percent of the budget, for example "75". */
    readonly threshold: DecimalString;
    /** Seconds, or an amount in the budget's currency. */
    readonly used: DecimalString;
    readonly limit: DecimalString;
  };
  readonly 'prepaid.topped-up': { readonly accountId: string; readonly lotId: string };
  readonly 'prepaid.low': {
    readonly accountId: string;
    /** The invoice over the top-up, and its price before tax. */
    readonly invoiceId: string;
    readonly amount: Money;
    /** Without the top-up: hours with at most 4 decimal places, or an amount in the account's currency. */
    readonly balance: DecimalString;
  };
  readonly 'prepaid.top-up-failed': { readonly accountId: string; readonly reason: string };
  readonly 'prepaid.expired': { readonly accountId: string; readonly lotId: string };
  readonly 'batch.saved': { readonly batchId: string };
  readonly 'batch.deleted': { readonly batchId: string };
  readonly 'batch.customer': {
    readonly batchId: string;
    readonly customerId: string;
    readonly status: 'invoiced' | 'nothing-due' | 'blocked' | 'failed';
  };
  readonly 'invoice.drafted': { readonly invoice: Invoice };
  readonly 'invoice.deleted': { readonly invoiceId: string };
  readonly 'invoice.issued': { readonly invoice: Invoice };
  readonly 'invoice.reopened': { readonly invoice: Invoice };
  readonly 'invoice.voided': { readonly invoice: Invoice };
  readonly 'invoice.credited': { readonly invoice: Invoice; readonly creditNote: Invoice };
  readonly 'invoice.written-off': { readonly invoice: Invoice };
  readonly 'invoice.paid': { readonly invoice: Invoice };
  readonly 'invoice.partially-paid': { readonly invoice: Invoice };
  readonly 'invoice.refunded': { readonly invoice: Invoice };
  /** Told once: on the first look after its due date. */
  readonly 'invoice.overdue': { readonly invoice: Invoice; readonly daysOverdue: number };
  /** A step of the schedule of reminders has come; told also when nothing is mailed. */
  readonly 'invoice.reminded': {
    readonly invoice: Invoice;
    readonly afterDays: number;
    readonly daysOverdue: number;
    /** The draft over the fee. */
    readonly feeInvoiceId: string | null;
  };
  readonly 'invoice.sent': {
    readonly invoice: Invoice;
    /** Whether it was sent once more, because nobody could say whether it had arrived: the customer may have it twice. */
    readonly sentAgain: boolean;
  };
  /** Told also of one that a ledger was to mail, and for which nobody knows an address: its delivery is as it was. */
  readonly 'invoice.delivery-failed': { readonly invoice: Invoice; readonly reason: string };
  /** A reminder or a notice was refused, was given up, or may be lost. Of invoices, `invoice.delivery-failed` tells. */
  readonly 'mail.failed': MailEvent & {
    /** The only one of its recipients that it failed for; `null`: all of them. */
    readonly recipient: string | null;
    readonly reason: string;
  };
  /** A mail came back, or its reader complained: an invoice, a reminder or a notice. */
  readonly 'mail.bounced': MailEvent & {
    readonly bounce: 'hard' | 'soft' | 'complaint';
    readonly recipient: string;
    readonly reason: string;
  };
  readonly 'invoice.exported': { readonly invoice: Invoice; readonly connector: string };
  readonly 'invoice.export-failed': {
    readonly invoice: Invoice;
    readonly connector: string;
    readonly reason: string;
  };
  readonly 'payment.recorded': { readonly paymentId: string; readonly amount: Money };
  readonly 'payment.reversed': { readonly paymentId: string; readonly amount: Money };
  readonly 'credit.changed': {
    readonly customerId: string;
    readonly currency: CurrencyCode;
    readonly balance: Money;
  };
  /** A ledger has something that our books can't follow: somebody has to see to it. Told once for the same. */
  readonly 'ledger.finding': {
    /** As in `desk.ledgers.findings`. */
    readonly findingId: string;
    readonly connector: string;
    readonly customerId: string;
    /** How much is not in our books. */
    readonly amount: Money;
    /** What it is, and what can be done. */
    readonly reason: string;
  };
}

/** The name of one of the {@link BillingEvents}. */
export type BillingEventName = keyof BillingEvents;

/** An event with what it carries. Plain JSON. */
export type BillingEvent<Name extends BillingEventName = BillingEventName> = {
  readonly [One in Name]: EventFrame & { readonly name: One } & BillingEvents[One];
}[Name];
