import { requireCurrency, subtract } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import { type Money, zero } from '../money/money.ts';
import { roundToStep } from '../money/rounding.ts';
import { type TaxRounding, type TaxTotal, computeTaxes } from '../tax/compute-tax.ts';
import type { TaxCode } from '../tax/tax-code.ts';
import { applyDiscounts } from './apply-discounts.ts';
import type { Discount } from './discount.ts';
import type { InvoiceLine } from './invoice-line.ts';
import { readTotalsInput } from './read-totals-input.ts';

/** What {@link totalInvoice} reads. */
export interface TotalsInput {
  /** The lines with their amounts before discounts; any object with a key, an amount and tax codes will do. */
  readonly lines: readonly Pick<InvoiceLine, 'key' | 'amount' | 'taxCodes'>[];
  /** Default: none. */
  readonly discounts?: readonly Discount[];
  /** The taxes that the lines name. Default: none. */
  readonly taxCodes?: readonly TaxCode[];
  readonly currency: CurrencyCode;
  /** Whether the amounts of lines and discounts contain tax. Default: they do not. */
  readonly pricesIncludeTax?: boolean;
  /** Default: once per tax over the whole document, half-up. */
  readonly taxRounding?: TaxRounding;
  /** The smallest coin, for example `{ step: '0.05' }`; the total is rounded to it half-up. Default: `null`, none. */
  readonly cashRounding?: { readonly step: DecimalString } | null;
}

/** One line in the totals. */
export interface LineTotal {
  readonly key: string;
  /** Before discounts. */
  readonly amount: Money;
  /** All discounts on the line: its own, and its shares of those of the document. */
  readonly discount: Money;
  /** Without tax. */
  readonly net: Money;
  /** In the order of the line's tax codes. */
  readonly taxes: readonly { readonly taxCode: string; readonly amount: Money }[];
  /** `net` plus `taxes`. */
  readonly gross: Money;
}

/** What a discount came to. */
export interface DiscountTotal {
  readonly id: string;
  readonly description: string;
  readonly amount: Money;
}

/**
 * The totals of an invoice. Every sum holds to the cent: over lines, over discounts and over taxes, and
 * `net + tax + rounding = total`. `subtotal - discount` is `net`, or `net + tax` when prices include tax.
 */
export interface InvoiceTotals {
  readonly lines: readonly LineTotal[];
  /** The sum of the lines before discounts. */
  readonly subtotal: Money;
  readonly discounts: readonly DiscountTotal[];
  readonly discount: Money;
  readonly net: Money;
  readonly taxes: readonly TaxTotal[];
  readonly tax: Money;
  /** What cash rounding adds, or takes when it is negative. */
  readonly rounding: Money;
  readonly total: Money;
}

/**
 * The totals of an invoice: discounts, taxes, rounding (R83).
 *
 * Discounts come before tax: those of lines first, then those of the document, each on what the ones before it left,
 * each rounded half-up once. A discount of the document is split over the lines in proportion to what is left of each
 * (R4); lines whose sign is not that of the sum take no part. Then come the taxes, see {@link computeTaxes}, and last
 * the cash rounding.
 *
 * @throws BillingError `TOTALS_INVALID` when a line's key or a discount's id stands twice, a discount names an unknown
 * line, is above 100 percent or above what is left, a line, a tax code or a rounding does not hold together, or the
 * input has an unknown key.
 * @throws BillingError `TAX_CODE_UNKNOWN` when a line names a tax code that was not handed in.
 * @throws BillingError `CURRENCY_MISMATCH` when a line or a discount is of another currency.
 * @throws BillingError `MONEY_INVALID` when the step of the cash rounding is finer than the currency's minor unit.
 * @example
 * ```ts
 * import { money, totalInvoice } from '@billwright/core';
 *
 * const totals = totalInvoice({
 *   lines: ['a', 'b', 'c'].map((key) => ({ key, amount: money('33.33', 'EUR'), taxCodes: ['vat'] })),
 *   discounts: [{ id: 'spring', description: 'Spring offer', percent: '10' }],
 *   taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
 *   currency: 'EUR',
 * });
 * console.log(totals.lines.map(({ discount }) => discount.amount).join(' '));
 * // => 3.34 3.33 3.33
 * console.log(totals.net.amount, totals.tax.amount, totals.total.amount);
 * // => 89.99 17.10 107.09
 * ```
 */
export function totalInvoice(input: TotalsInput): InvoiceTotals {
  const { lines, currency, pricesIncludeTax, discounts, taxCodes, taxRounding, cashRounding } =
    readTotalsInput(input);
  const before = lines.map(({ key, amount }) => {
    requireCurrency(amount, currency);
    return { key, amount: toMinorUnits(amount) };
  });
  const { amounts, left } = applyDiscounts(before, discounts, currency);
  const asMoney = (units: bigint): Money => fromMinorUnits(units, currency);
  const taxed = computeTaxes({
    lines: lines.map((line, index) => ({ net: asMoney(left[index] ?? 0n), taxCodes: line.taxCodes })),
    taxCodes,
    currency,
    pricesIncludeTax,
    rounding: taxRounding,
  });
  const total = cashRounding === null ? taxed.gross : roundToStep(taxed.gross, cashRounding.step);
  return {
    lines: before.map(({ key, amount }, index) => {
      const { net, taxes } = taxed.lines[index] ?? { net: zero(currency), taxes: [] };
      return {
        key,
        amount: asMoney(amount),
        discount: asMoney(amount - (left[index] ?? 0n)),
        net,
        taxes: taxes.map((tax, place) => ({ taxCode: lines[index]?.taxCodes[place] ?? '', amount: tax })),
        gross: asMoney(taxes.reduce((sum, tax) => sum + toMinorUnits(tax), toMinorUnits(net))),
      };
    }),
    subtotal: asMoney(before.reduce((sum, { amount }) => sum + amount, 0n)),
    discounts: discounts.map(({ id, description }, index) => ({
      id,
      description,
      amount: asMoney(amounts[index] ?? 0n),
    })),
    discount: asMoney(amounts.reduce((sum, amount) => sum + amount, 0n)),
    net: taxed.net,
    taxes: taxed.taxes,
    tax: taxed.tax,
    rounding: subtract(total, taxed.gross),
    total,
  };
}
