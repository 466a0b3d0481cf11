import { negate } from '../../money/arithmetic.ts';
import type { Discount } from '../discount.ts';
import type { Invoice } from '../invoice.ts';
import type { InvoiceLine } from '../invoice-line.ts';
import type { InvoiceTotals } from '../total-invoice.ts';

/** A negative draft as a credit note: every amount with the other sign, so that the note is positive (R87). */
export function creditOfNegative(draft: Invoice): Invoice {
  const { content } = draft;
  return {
    ...draft,
    kind: 'credit-note',
    content: {
      ...content,
      lines: content.lines.map(negatedLine),
      discounts: content.discounts.map(negatedDiscount),
      totals: negatedTotals(content.totals),
      prepaidPayments: [],
    },
  };
}

/** The minus goes from the price, where there is one, else to the quantity or from it. */
function negatedLine(line: InvoiceLine): InvoiceLine {
  const amount = negate(line.amount);
  if (line.unitPrice.startsWith('-')) return { ...line, unitPrice: line.unitPrice.slice(1), amount };
  return { ...line, quantity: negatedText(line.quantity), amount };
}

const negatedText = (text: string): string => {
  if (!/[1-9]/.test(text)) return text;
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
};

// A percentage of an amount with the other sign has the other sign by itself.
const negatedDiscount = (discount: Discount): Discount =>
  discount.amount == null ? discount : { ...discount, amount: negate(discount.amount) };

function negatedTotals(totals: InvoiceTotals): InvoiceTotals {
  return {
    lines: totals.lines.map((line) => ({
      ...line,
      amount: negate(line.amount),
      discount: negate(line.discount),
      net: negate(line.net),
      taxes: line.taxes.map((tax) => ({ ...tax, amount: negate(tax.amount) })),
      gross: negate(line.gross),
    })),
    subtotal: negate(totals.subtotal),
    discounts: totals.discounts.map((discount) => ({ ...discount, amount: negate(discount.amount) })),
    discount: negate(totals.discount),
    net: negate(totals.net),
    taxes: totals.taxes.map((tax) => ({ ...tax, base: negate(tax.base), amount: negate(tax.amount) })),
    tax: negate(totals.tax),
    rounding: negate(totals.rounding),
    total: negate(totals.total),
  };
}
