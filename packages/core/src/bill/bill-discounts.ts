import type { ContractDiscount } from '../contract/contract-discount.ts';
import type { Discount } from '../invoice/discount.ts';
import { type TotalsInput, totalInvoice } from '../invoice/total-invoice.ts';
import { compare } from '../money/arithmetic.ts';
import { isNegative, zero } from '../money/money.ts';

/** A contract's discounts on a bill. An amount takes no more than what is left: a small bill is not a refusal. */
export function fittingDiscounts(
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
