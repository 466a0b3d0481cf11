import type { InvoiceLine, PostingKind, TaxCategory } from '@billwright/core';

/** What documents and mails say in one language. */
export interface Words {
  readonly invoice: string;
  readonly creditNote: string;
  readonly reminder: string;
  readonly statement: string;
  readonly draft: string;
  readonly isVoid: string;
  readonly forInvoice: (number: string) => string;
  readonly reason: string;
  /** Before what a label is for. */
  readonly colon: string;
  readonly facts: {
    readonly invoiceNumber: string;
    readonly creditNumber: string;
    readonly date: string;
    readonly serviceDate: string;
    readonly servicePeriod: string;
    readonly dueOn: string;
    readonly customer: string;
    readonly order: string;
    readonly yourTaxId: (name: string) => string;
    readonly account: string;
    readonly period: string;
  };
  readonly columns: {
    readonly position: string;
    readonly description: string;
    readonly quantity: string;
    readonly unitPrice: string;
    /** Where prices contain their tax. */
    readonly unitPriceWithTax: string;
    readonly tax: string;
    readonly amount: string;
    readonly date: string;
    readonly total: string;
    readonly open: string;
    readonly dueOn: string;
    readonly number: string;
  };
  readonly carriedForward: string;
  readonly broughtForward: string;
  readonly covered: string;
  /** `piece`: of one; `pieces`: of another quantity. */
  readonly units: Readonly<Record<InvoiceLine['unit'] | 'pieces', string>>;
  readonly kinds: Readonly<Record<InvoiceLine['kind'], string>>;
  readonly bands: Readonly<Record<string, string>>;
  readonly hours: (hours: string) => string;
  readonly pieces: (pieces: string) => string;
  readonly sums: {
    readonly subtotal: string;
    readonly subtotalWithTax: string;
    readonly net: string;
    readonly tax: (name: string, base: string) => string;
    /** All taxes together, when a table has each of them. */
    readonly taxes: string;
    readonly rounding: string;
    readonly total: string;
    readonly credit: string;
    readonly prepaid: (account: string) => string;
    readonly payable: string;
    readonly containedNet: string;
    readonly containedTax: (name: string, base: string) => string;
    readonly containedTaxes: string;
    readonly paid: string;
    readonly credited: string;
    readonly writtenOff: string;
    readonly open: string;
  };
  readonly taxTable: {
    readonly title: string;
    readonly tax: string;
    readonly category: string;
    readonly rate: string;
    readonly base: string;
    readonly amount: string;
    readonly categories: Readonly<Record<TaxCategory, string>>;
  };
  readonly payBy: (date: string) => string;
  readonly payNow: string;
  readonly nothingToPay: string;
  readonly creditText: string;
  readonly holder: string;
  readonly bank: string;
  readonly iban: string;
  readonly account: string;
  readonly bic: string;
  readonly routing: string;
  /** The number of a bank in the United Kingdom. */
  readonly sortCode: string;
  readonly reference: string;
  readonly scanToPay: string;
  /** Of the Swiss QR bill, as its standard has them. */
  readonly swiss: {
    readonly paymentPart: string;
    readonly receipt: string;
    readonly account: string;
    readonly reference: string;
    readonly message: string;
    readonly payableBy: string;
    readonly payableByName: string;
    readonly currency: string;
    readonly amount: string;
    readonly acceptancePoint: string;
    readonly separate: string;
    /** What who does not see the code hears of it. */
    readonly code: string;
    /** Instead of account numbers, where the slip has them. */
    readonly payWith: string;
  };
  /** By scheme, or by scheme and country where that has another name for it, as in `vat-AT`. */
  readonly taxIds: Readonly<Record<string, string>>;
  readonly otherTaxId: (scheme: string) => string;
  readonly page: string;
  readonly reminderText: (days: number) => string;
  readonly reminderPaid: string;
  readonly postings: Readonly<Record<PostingKind, string>>;
  readonly opening: string;
  readonly closing: string;
  readonly change: string;
  readonly entry: (id: string) => string;
  readonly works: string;
  readonly annex: {
    readonly title: string;
    readonly columns: {
      readonly date: string;
      readonly time: string;
      readonly work: string;
      readonly duration: string;
      /** How much of the duration is billed or covered. */
      readonly counted: string;
    };
    readonly total: string;
    /** Of work that stands behind several lines. */
    readonly shared: string;
    /** Of a part of an entry that took so long. */
    readonly part: (whole: string) => string;
    /** Of a sum of time that the invoice names in hours that are rounded. */
    readonly rounded: (hours: string) => string;
    readonly position: (number: number, text: string) => string;
    readonly covered: (text: string) => string;
  };
  readonly mail: {
    readonly greeting: string;
    readonly invoice: (number: string) => string;
    readonly creditNote: (number: string) => string;
    readonly reminder: (number: string) => string;
    readonly invoiceText: string;
    readonly creditNoteText: string;
    readonly attached: string;
    readonly regards: string;
    readonly overdueSince: string;
    readonly unsubscribe: string;
  };
}
