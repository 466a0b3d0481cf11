import { type CurrencyCode, minorDigits } from '../money/currency.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import type { InvoiceLine } from './invoice-line.ts';
import type { LinePolicy } from './line-policy.ts';
import { type Scaled, roundScaled, tenTo, textOfScaled } from '../money/scaled.ts';

/** What a line sells: seconds at a price per hour, or pieces at a price each. */
export interface Sold {
  readonly unit: 'hour' | 'piece';
  /** Seconds, or pieces. */
  readonly count: number;
  readonly price: Scaled;
  readonly currency: CurrencyCode;
}

/** The numbers of a line. */
export type LineNumbers = Pick<
  InvoiceLine,
  'unit' | 'quantity' | 'unitPrice' | 'amount' | 'hours' | 'pieces'
>;

const unitsPerQuantity = { hour: 3600n, piece: 1n } as const;

/**
 * Quantity, unit price and amount of a line. `printed` (R50): the amount is what the rounded quantity times the
 * rounded unit price gives. `exact` (R51): the exact product, rounded once; where the two differ, the line becomes a
 * lump of 1 × amount that keeps its hours or pieces for the text.
 */
export function lineNumbers({ unit, count, price, currency }: Sold, policy: LinePolicy): LineNumbers {
  const places = minorDigits(currency);
  const whole = BigInt(count);
  const divisor = unitsPerQuantity[unit];
  const { quantityScale, unitPriceScale } = policy;
  const quantity = divideRounded(whole * tenTo(quantityScale), divisor, 'half-up');
  const unitPrice = roundScaled(price, unitPriceScale);
  const printed = divideRounded(
    quantity * unitPrice.units * tenTo(places),
    tenTo(quantityScale + unitPriceScale),
    'half-up',
  );
  const quantityText = textOfScaled({ units: quantity, scale: quantityScale });
  if (policy.method === 'exact') {
    const exact = divideRounded(whole * price.units * tenTo(places), divisor * tenTo(price.scale), 'half-up');
    if (exact !== printed) {
      const amount = fromMinorUnits(exact, currency);
      const hours = unit === 'hour' ? quantityText : null;
      const pieces = unit === 'piece' ? quantityText : null;
      return { unit: 'lump', quantity: '1', unitPrice: amount.amount, amount, hours, pieces };
    }
  }
  return {
    unit,
    quantity: quantityText,
    unitPrice: textOfScaled(unitPrice, places),
    amount: fromMinorUnits(printed, currency),
    hours: null,
    pieces: null,
  };
}
