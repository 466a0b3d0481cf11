import { z } from 'zod';
import { inputError } from '../errors/parse-input.ts';
import { sum } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { isNegative, isZero, type Money, zero } from '../money/money.ts';
import { type CivilDate, civilDate, dayNumber } from '../time/civil-date.ts';
import { invoiceFactsSchema, openOf, type InvoiceFacts } from './invoice-facts.ts';
import { requireReportable } from './read-report.ts';
import { intoGroups } from './report-group.ts';

/** How long an amount has been due: days after the due date, which itself is not overdue. */
export type AgingBucket = 'not-due' | '1-30' | '31-60' | '61-90' | 'over-90';

/** What is open in one currency, by age. */
export interface AgedAmounts {
  readonly currency: CurrencyCode;
  readonly buckets: Readonly<Record<AgingBucket, Money>>;
  /** What was paid or credited too much: below 0. */
  readonly credit: Money;
  /** The sum of all buckets and the credit. */
  readonly open: Money;
  /** How many invoices are not settled. */
  readonly invoices: number;
}

/** What one customer owes in one currency. */
export interface AgedCustomer extends AgedAmounts {
  readonly customerId: string;
}

/** Open invoices by age. */
export interface Aging {
  readonly on: CivilDate;
  /** By customer, then currency. Customers who owe nothing are left out. */
  readonly customers: readonly AgedCustomer[];
  /** By currency. */
  readonly total: readonly AgedAmounts[];
}

const buckets: readonly (readonly [AgingBucket, lastDay: number])[] = [
  ['not-due', 0],
  ['1-30', 30],
  ['31-60', 60],
  ['61-90', 90],
  ['over-90', Infinity],
];

/**
 * What is open on a civil date, by how long it has been due: not due, 1 to 30 days overdue, 31 to 60, 61 to 90, and
 * more; per customer and currency. An invoice that is due today is not overdue; one without a due date is not due. Of
 * records of your own, hand in what is issued and stands: drafts and void invoices are nobody's debt.
 *
 * @throws BillingError `REPORT_INVALID` when an invoice lacks an amount, or its amounts are in several currencies.
 * @throws BillingError `CIVIL_DATE_INVALID` when `on` is not a civil date.
 * @example
 * ```ts
 * import { aging, money } from '@billwright/core';
 *
 * const invoice = (id: string, dueOn: string) => ({
 *   id, customerId: 'acme', dueOn,
 *   total: money('119.00', 'EUR'), paid: money('19.00', 'EUR'), credited: money('0', 'EUR'),
 * });
 * const { total } = aging([invoice('a', '2026-03-31'), invoice('b', '2026-03-30')], '2026-03-31');
 * console.log(total[0]?.buckets['not-due'].amount, total[0]?.buckets['1-30'].amount, total[0]?.open.amount);
 * // => 100.00 100.00 200.00
 * ```
 */
export function aging(invoices: readonly InvoiceFacts[], on: CivilDate): Aging {
  requireReportable(z.array(invoiceFactsSchema), invoices, ['invoices']);
  const today = dayNumber(civilDate(on));
  const seen = new Set<string>();
  const open = invoices
    .map((invoice) => {
      const { id, customerId, dueOn } = invoice;
      if (seen.has(id)) {
        throw inputError('REPORT_INVALID', [{ path: ['invoices'], message: `holds invoice "${id}" twice` }]);
      }
      seen.add(id);
      const bucket = bucketOf(dueOn === null ? 0 : today - dayNumber(dueOn));
      return { customerId, bucket, amount: openOf(invoice) };
    })
    .filter(({ amount }) => !isZero(amount));
  return {
    on,
    customers: intoGroups(open, ({ customerId }) => customerId).flatMap(([customerId, own]) =>
      agedAmounts(own).map((aged) => ({ customerId, ...aged })),
    ),
    total: agedAmounts(open),
  };
}

interface OpenInvoice {
  readonly bucket: AgingBucket;
  readonly amount: Money;
}

function bucketOf(daysOverdue: number): AgingBucket {
  return buckets.find(([, lastDay]) => daysOverdue <= lastDay)?.[0] ?? 'over-90';
}

function agedAmounts(open: readonly OpenInvoice[]): readonly AgedAmounts[] {
  return intoGroups(open, ({ amount }) => amount.currency).map(([currency, own]) => {
    const sumOf = (counts: (one: OpenInvoice) => boolean): Money =>
      own.filter(counts).reduce((all, { amount }) => sum([all, amount], currency), zero(currency));
    const owed = (bucket: AgingBucket): Money =>
      sumOf((one) => one.bucket === bucket && !isNegative(one.amount));
    return {
      currency,
      buckets: {
        'not-due': owed('not-due'),
        '1-30': owed('1-30'),
        '31-60': owed('31-60'),
        '61-90': owed('61-90'),
        'over-90': owed('over-90'),
      },
      credit: sumOf(({ amount }) => isNegative(amount)),
      open: sumOf(() => true),
      invoices: own.length,
    };
  });
}
