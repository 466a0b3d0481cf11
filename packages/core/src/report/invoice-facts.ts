import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { invoiceLabel } from '../invoice/life/invoice-label.ts';
import { openAmount } from '../invoice/life/open-amount.ts';
import { negate, subtract, sum } from '../money/arithmetic.ts';
import { type Money, moneySchema } from '../money/money.ts';
import { type CivilDate, civilDate, civilDateSchema } from '../time/civil-date.ts';
import { requireReportable } from './read-report.ts';

/** What reports must know of an invoice. All amounts are in one currency; a credit note is part of its invoice. */
export interface InvoiceFacts {
  readonly id: string;
  readonly customerId: string;
  /** `null` while nothing is due, as on a draft. */
  readonly dueOn: CivilDate | null;
  readonly total: Money;
  /** What was paid, less what went back. */
  readonly paid: Money;
  /** What credit notes took off. */
  readonly credited: Money;
  /** What nobody will pay any more. Left out: nothing. */
  readonly writtenOff?: Money | undefined;
  /** What is still to be paid. Left out: the total less what was paid, credited and written off. */
  readonly open?: Money | undefined;
}

/** An invoice and the label that people see on it. */
export interface LabelledInvoice extends InvoiceFacts {
  /** For example `draft`, `open`, `overdue`, `paid`. */
  readonly label: string;
}

/** {@link InvoiceFacts} from outside. */
export const invoiceFactsSchema: z.ZodType = z
  .looseObject({
    id: idSchema,
    customerId: idSchema,
    dueOn: civilDateSchema.nullable(),
    total: moneySchema,
    paid: moneySchema,
    credited: moneySchema,
    writtenOff: moneySchema.optional(),
    open: moneySchema.optional(),
  })
  .refine(
    ({ total, paid, credited, writtenOff = total, open = total }) =>
      [paid, credited, writtenOff, open].every(({ currency }) => currency === total.currency),
    { path: ['total'], error: 'is in another currency than what was paid, credited, written off or is open' },
  );

const invoiceFrame = z.looseObject({
  id: idSchema,
  kind: z.enum(['invoice', 'credit-note']),
  content: z.looseObject({
    customerId: idSchema,
    currency: z.string(),
    totals: z.looseObject({ total: moneySchema }),
  }),
  credits: z.looseObject({}).nullable(),
  issued: z.looseObject({ dueOn: civilDateSchema }).nullable(),
  settlement: z.string(),
  ledgers: z.looseObject({}),
  paid: moneySchema,
  refunded: moneySchema,
  credited: moneySchema,
  writtenOff: moneySchema,
});

/**
 * What {@link aging} and {@link invoiceOverview} must know of invoices. Drafts and void invoices have nothing open. A
 * credit note is not told by itself: it is in what was credited on its invoice. One that stands for no single invoice
 * (R87) is told with amounts below 0.
 *
 * @throws BillingError `REPORT_INVALID` when something is no invoice.
 * @throws BillingError `CIVIL_DATE_INVALID` when `today` is not a civil date.
 * @example
 * ```ts
 * import { aging, invoiceFacts, manualInvoice, manualLine, transitionInvoice } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const invoice = transitionInvoice(draft, {
 *   type: 'issue', series: 'INV', sequence: 42, number: 'INV-00042', at: '2026-04-01T08:00:00Z', on: '2026-04-01',
 * });
 * const today = '2026-04-16';
 * const facts = invoiceFacts([invoice, { ...draft, id: 'inv_2' }], today);
 * console.log(facts.map(({ label }) => label).join(' '), aging(facts, today).total[0]?.buckets['1-30'].amount);
 * // => overdue draft 80.00
 * ```
 */
export function invoiceFacts(invoices: readonly Invoice[], today: CivilDate): readonly LabelledInvoice[] {
  requireReportable(z.array(invoiceFrame), invoices, ['invoices']);
  const day = civilDate(today);
  return invoices
    .filter(({ kind, credits }) => kind === 'invoice' || credits === null)
    .map((invoice) => {
      const { id, kind, content, issued, paid, refunded, credited, writtenOff } = invoice;
      const owed = (amount: Money): Money => (kind === 'invoice' ? amount : negate(amount));
      return {
        id,
        customerId: content.customerId,
        label: invoiceLabel(invoice, day),
        dueOn: issued?.dueOn ?? null,
        total: owed(content.totals.total),
        paid: owed(subtract(paid, refunded)),
        credited: owed(credited),
        writtenOff: owed(writtenOff),
        open: owed(openAmount(invoice)),
      };
    });
}

/** What is still to be paid; below 0 when it was too much. */
export function openOf({ total, paid, credited, writtenOff, open }: InvoiceFacts): Money {
  if (open !== undefined) return open;
  const settled = sum([paid, credited, ...(writtenOff === undefined ? [] : [writtenOff])], total.currency);
  return subtract(total, settled);
}
