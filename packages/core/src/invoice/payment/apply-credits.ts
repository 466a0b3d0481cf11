import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import { sum } from '../../money/arithmetic.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import type { Invoice } from '../invoice.ts';
import { allocatePayment } from './allocate-payment.ts';
import { fillInOrder } from './fill-in-order.ts';
import { amountSchema } from './payment-allocation.ts';
import type { PaymentOrder } from './payment-order.ts';

/** What is left of one credit of a customer, for example of an overpayment. */
export interface CustomerCredit {
  readonly creditId: string;
  readonly left: Money;
}

/** A credit that pays for an invoice. */
export interface CreditUse {
  readonly creditId: string;
  readonly invoiceId: string;
  readonly amount: Money;
}

/** What became of the credits of a customer. Uses and what is left add up to what there was, credit by credit. */
export interface CreditAllocation {
  /** Each with more than 0. */
  readonly uses: readonly CreditUse[];
  /** In the order of the credits, also those that are used up. */
  readonly credits: readonly CustomerCredit[];
}

const creditsSchema: z.ZodType<readonly CustomerCredit[]> = z
  .array(z.strictObject({ creditId: idSchema, left: amountSchema }))
  .refine(
    (credits) => new Set(credits.map(({ creditId }) => creditId)).size === credits.length,
    'has a credit twice',
  );

/**
 * Pays invoices from the credits of a customer (R85), the first credit first. A credit is a means of payment: it
 * changes no line, no tax and no total. Invoices are served as {@link allocatePayment} serves them.
 *
 * @throws BillingError `PAYMENT_INVALID` when a credit is below 0 or there twice, or the order does not hold together.
 * @throws BillingError `CURRENCY_MISMATCH` when a credit or an invoice that is named is of another currency.
 * @example
 * ```ts
 * import { applyCredits, manualInvoice, manualLine, money, transitionInvoice } from '@billwright/core';
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
 * const credits = ['50.00', '40.00'].map((left, index) => ({ creditId: `cr_${index}`, left: money(left, 'EUR') }));
 * const { uses, credits: rest } = applyCredits(credits, [invoice], 'EUR');
 * console.log(uses.map(({ creditId, amount }) => `${creditId} ${amount.amount}`).join(', '));
 * // => cr_0 50.00, cr_1 30.00
 * console.log(rest.map(({ left }) => left.amount).join(' '));
 * // => 0.00 10.00
 * ```
 */
export function applyCredits(
  credits: readonly CustomerCredit[],
  invoices: readonly Invoice[],
  currency: CurrencyCode,
  order: PaymentOrder = {},
): CreditAllocation {
  const known = parseInput('PAYMENT_INVALID', creditsSchema, credits, ['credits']);
  const available = sum(
    known.map(({ left }) => left),
    currency,
  );
  const left = known.map((credit) => toMinorUnits(credit.left));
  const uses: CreditUse[] = [];
  for (const { invoiceId, amount } of allocatePayment(available, invoices, order).applications) {
    for (const [index, units] of fillInOrder(toMinorUnits(amount), left).entries()) {
      left[index] = (left[index] ?? 0n) - units;
      const creditId = known[index]?.creditId ?? '';
      if (units > 0n) uses.push({ creditId, invoiceId, amount: fromMinorUnits(units, currency) });
    }
  }
  return {
    uses,
    credits: known.map(({ creditId }, index) => ({
      creditId,
      left: fromMinorUnits(left[index] ?? 0n, currency),
    })),
  };
}
