import { z } from 'zod';
import { inputError, parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import { requireCurrency } from '../../money/arithmetic.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import { compareText } from '../compare-text.ts';
import type { Invoice } from '../invoice.ts';
import { openAmount } from '../life/open-amount.ts';
import { amountSchema } from './payment-allocation.ts';

/** An invoice that a payment is meant for. */
export interface NamedInvoice {
  readonly invoiceId: string;
  /** The most that it is to get. Default: all that is open on it. */
  readonly amount?: Money | null | undefined;
}

/** Which invoices a payment goes to. */
export interface PaymentOrder {
  /** Those that come first, in this order. Default: none. */
  readonly named?: readonly NamedInvoice[] | undefined;
  /**
   * What becomes of the rest: it goes to the other invoices, the oldest due date first, or waits as the customer's
   * credit. Default: `oldest-due`.
   */
  readonly rest?: 'oldest-due' | 'credit' | undefined;
}

/** An invoice, and the most that it may get, in minor units. */
interface Wish {
  readonly invoiceId: string;
  readonly most: bigint;
}

/** A {@link PaymentOrder} with its defaults. */
interface ReadOrder {
  readonly named: readonly NamedInvoice[];
  readonly rest: 'oldest-due' | 'credit';
}

const orderSchema: z.ZodType<ReadOrder, PaymentOrder> = z.strictObject({
  named: z.array(z.strictObject({ invoiceId: idSchema, amount: amountSchema.nullish() })).default([]),
  rest: z.enum(['oldest-due', 'credit']).default('oldest-due'),
});

/** The invoices that money of a currency goes to, in order, each once. */
export function wishesOf(
  invoices: readonly Invoice[],
  order: PaymentOrder,
  currency: CurrencyCode,
): readonly Wish[] {
  const { named, rest } = parseInput('PAYMENT_INVALID', orderSchema, order, ['order']);
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const wishes = new Map<string, Wish>();
  for (const [index, { invoiceId, amount }] of named.entries()) {
    const invoice = byId.get(invoiceId);
    if (invoice === undefined) throw orderError(index, `"${invoiceId}" is none of the invoices`);
    if (wishes.has(invoiceId)) throw orderError(index, `"${invoiceId}" is named twice`);
    requireCurrency(openAmount(invoice), currency);
    if (amount != null) requireCurrency(amount, currency);
    const open = openUnits(invoice);
    const most = amount == null ? open : toMinorUnits(amount);
    wishes.set(invoiceId, { invoiceId, most: most < open ? most : open });
  }
  if (rest === 'credit') return [...wishes.values()];
  const others = [...byId.values()].filter(
    ({ id, content }) => content.currency === currency && !wishes.has(id),
  );
  const inOrder = others
    .toSorted(byDueDate)
    .map((invoice) => ({ invoiceId: invoice.id, most: openUnits(invoice) }));
  return [...wishes.values(), ...inOrder];
}

const openUnits = (invoice: Invoice): bigint =>
  invoice.kind === 'invoice' ? toMinorUnits(openAmount(invoice)) : 0n;

/** By due date, then by day of issue, number and id. What is not issued takes nothing, wherever it stands. */
const byDueDate = (one: Invoice, other: Invoice): number =>
  compareText(one.issued?.dueOn ?? '', other.issued?.dueOn ?? '') ||
  compareText(one.issued?.on ?? '', other.issued?.on ?? '') ||
  compareText(one.issued?.number ?? '', other.issued?.number ?? '') ||
  compareText(one.id, other.id);

const orderError = (index: number, message: string) =>
  inputError('PAYMENT_INVALID', [{ path: ['order', 'named', index, 'invoiceId'], message }]);
