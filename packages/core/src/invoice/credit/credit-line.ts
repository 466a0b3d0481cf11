import { type CurrencyCode, minorDigits } from '../../money/currency.ts';
import { divideRounded } from '../../money/divide-rounded.ts';
import { fromMinorUnits } from '../../money/minor-units.ts';
import { tenTo, textOfScaled, toScaled } from '../../money/scaled.ts';
import type { InvoiceLine } from '../invoice-line.ts';
import type { CreditPart } from './credit-parts.ts';

/**
 * The line of a credit note. A whole line stands as on the invoice. A quantity stands with the line's price when that
 * multiplies out (R50); otherwise the part is a lump that keeps its hours or pieces for the text (R51).
 */
export function creditLine({ of, units, quantity }: CreditPart, currency: CurrencyCode): InvoiceLine {
  const { line } = of;
  if (of.untouched && units === of.left) return line;
  const amount = fromMinorUnits(units.amount, currency);
  const text = quantity === null ? null : textOfScaled(quantity);
  if (quantity !== null && text !== null) {
    const price = toScaled(line.unitPrice);
    const product = divideRounded(
      quantity.units * price.units * tenTo(minorDigits(currency)),
      tenTo(quantity.scale + price.scale),
      'half-up',
    );
    if (product === units.amount) return { ...line, quantity: text, amount };
  }
  const negative = units.amount < 0n;
  return {
    ...line,
    unit: 'lump',
    // The minus stands at the quantity: e-invoices refuse prices below 0.
    quantity: negative ? '-1' : '1',
    unitPrice: negative ? fromMinorUnits(-units.amount, currency).amount : amount.amount,
    amount,
    hours: line.unit === 'hour' ? text : null,
    pieces: line.unit === 'piece' ? text : null,
  };
}
