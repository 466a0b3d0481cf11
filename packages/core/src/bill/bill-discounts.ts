import type { ContractDiscount } from '../contract/contract-discount.ts';
import type { Discount } from '../invoice/discount.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { type TotalsInput, totalInvoice } from '../invoice/total-invoice.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { compare } from '../money/arithmetic.ts';
import { isNegative, zero } from '../money/money.ts';

/**
 * A contract's discounts on a bill. They are not off work that a prepaid account pays for: that costs what was paid for
 * it, and its tax is of that.
 */
export function withoutPrepaid(
  agreed: readonly ContractDiscount[],
  lines: readonly InvoiceLine[],
  { currency, before }: { readonly currency: CurrencyCode; readonly before: readonly Discount[] },
): readonly Discount[] {
  const open = lines.filter(({ kind }) => kind !== 'prepaid-work');
  const fitting = fittingDiscounts(agreed, { lines: open, currency }, before);
  if (open.length === lines.length) return fitting;
  const lineKeys = open.map(({ key }) => key);
  return fitting.map((discount) => ({ ...discount, lineKeys }));
}

/** What fits on the lines. An amount takes no more than what is left: a small bill is not a refusal. */
function fittingDiscounts(
  agreed: readonly ContractDiscount[],
  totals: Pick<TotalsInput, 'lines' | 'currency'>,
  before: readonly Discount[],
): readonly Discount[] {
  const fitting: Discount[] = [];
  for (const discount of agreed) {
    if (discount.amount === null) {
      fitting.push(discount);
      continue;
    }
    const lines = totals.lines.map(({ key, amount }) => ({ key, amount, taxCodes: [] }));
    const { net } = totalInvoice({ lines, currency: totals.currency, discounts: [...before, ...fitting] });
    const left = isNegative(net) ? zero(totals.currency) : net;
    const amount = compare(discount.amount, left) > 0 ? left : discount.amount;
    fitting.push({ ...discount, amount });
  }
  return fitting;
}
