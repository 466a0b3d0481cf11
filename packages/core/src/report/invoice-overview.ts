import { z } from 'zod';
import { sum } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { invoiceFactsSchema, type LabelledInvoice, openOf } from './invoice-facts.ts';
import { requireReportable } from './read-report.ts';
import { intoGroups } from './report-group.ts';

/** The invoices of one label and currency. */
export interface InvoicesOfLabel {
  readonly label: string;
  readonly currency: CurrencyCode;
  readonly invoices: number;
  readonly total: Money;
  readonly paid: Money;
  readonly credited: Money;
  readonly open: Money;
}

/** How many invoices there are, and what they come to. */
export interface InvoiceOverview {
  /** By label, then currency. */
  readonly labels: readonly InvoicesOfLabel[];
  /** By currency. */
  readonly total: readonly Omit<InvoicesOfLabel, 'label'>[];
}

/**
 * Counts invoices and sums their amounts by label and currency: draft, open, sent, overdue, paid, or whatever labels are
 * in use.
 *
 * @throws BillingError `REPORT_INVALID` when an invoice lacks a label or an amount, or its amounts are in several
 * currencies.
 * @example
 * ```ts
 * import { invoiceOverview, money } from '@billwright/core';
 *
 * const invoice = (id: string, label: string, paid: string) => ({
 *   id, label, customerId: 'acme', dueOn: '2026-03-31',
 *   total: money('119.00', 'EUR'), paid: money(paid, 'EUR'), credited: money('0', 'EUR'),
 * });
 * const { labels } = invoiceOverview([invoice('a', 'Open', '0'), invoice('b', 'Paid', '119'), invoice('c', 'Open', '19')]);
 * for (const { label, invoices, open } of labels) console.log(label, invoices, open.amount);
 * // => Open 2 219.00
 * // => Paid 1 0.00
 * ```
 */
export function invoiceOverview(invoices: readonly LabelledInvoice[]): InvoiceOverview {
  requireReportable(z.array(invoiceFactsSchema), invoices, ['invoices']);
  requireReportable(z.array(z.looseObject({ label: z.string().min(1) })), invoices, ['invoices']);
  return {
    labels: intoGroups(invoices, ({ label }) => label).flatMap(([label, own]) =>
      sums(own).map((rest) => ({ label, ...rest })),
    ),
    total: sums(invoices),
  };
}

function sums(invoices: readonly LabelledInvoice[]): readonly Omit<InvoicesOfLabel, 'label'>[] {
  return intoGroups(invoices, ({ total }) => total.currency).map(([currency, own]) => {
    const sumOf = (amountOf: (invoice: LabelledInvoice) => Money): Money => sum(own.map(amountOf), currency);
    return {
      currency,
      invoices: own.length,
      total: sumOf(({ total }) => total),
      paid: sumOf(({ paid }) => paid),
      credited: sumOf(({ credited }) => credited),
      open: sumOf(openOf),
    };
  });
}
