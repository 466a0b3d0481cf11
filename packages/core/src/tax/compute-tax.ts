import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { requireCurrency } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import { type RoundingMode, roundingModeSchema } from '../money/rounding.ts';
import { settleTaxes, total } from './settle-taxes.ts';
import { type TaxCode, taxCodeSchema } from './tax-code.ts';
import { type TaxRate, ratesOfLine, readTaxRates } from './tax-rate.ts';

/** Where and how tax is rounded to the minor unit. */
export interface TaxRounding {
  /** `document`: once per tax over all its lines. `line`: on each line, and the total is their sum. */
  readonly level: 'document' | 'line';
  readonly mode: RoundingMode;
}

/** What a {@link TaxRounding} must look like when it comes from outside. */
export const taxRoundingSchema: z.ZodType<TaxRounding, TaxRounding> = z.strictObject({
  level: z.enum(['document', 'line']),
  mode: roundingModeSchema,
});

/** A line as the tax sees it. */
export interface TaxableLine {
  /** The amount of the line after all discounts. It contains the line's taxes when prices include tax. */
  readonly net: Money;
  /** The ids of the taxes on the line, each once; none for a line without tax. */
  readonly taxCodes: readonly string[];
}

/** What {@link computeTaxes} reads. */
export interface TaxInput {
  readonly lines: readonly TaxableLine[];
  /** The taxes that lines may name, each id once. */
  readonly taxCodes: readonly TaxCode[];
  readonly currency: CurrencyCode;
  readonly pricesIncludeTax: boolean;
  readonly rounding: TaxRounding;
}

/** A line with its share of the taxes. */
export interface LineTaxes {
  /** Without tax, also when prices include it. */
  readonly net: Money;
  /** One amount for each of the line's tax codes, in their order. */
  readonly taxes: readonly Money[];
}

/** The total of one tax. */
export interface TaxTotal {
  readonly taxCode: string;
  readonly name: string;
  readonly percent: DecimalString;
  /** The net amount of all lines that bear the tax. */
  readonly base: Money;
  readonly amount: Money;
  readonly exemption: string | null;
}

/** Lines and totals with their taxes. `net` is the sum of the lines, `tax` that of the taxes, `gross` of both. */
export interface TaxResult {
  readonly lines: readonly LineTaxes[];
  /** The taxes that occur on a line, in the order of the tax codes handed in. */
  readonly taxes: readonly TaxTotal[];
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
}

const termsSchema = z.object({
  taxCodes: z.array(taxCodeSchema),
  pricesIncludeTax: z.boolean(),
  rounding: taxRoundingSchema,
});

/**
 * The taxes of an invoice: per tax, per line and in total, so that the parts sum to the whole on every side.
 *
 * Prices without tax: the tax of a code is the net of its lines × percent. Prices with tax: all taxes of a line are
 * taken out together, gross × Σ percent ÷ (100 + Σ percent), and the rest is the net. Tax is what gets rounded, once
 * per tax (or per set of taxes, when prices include them) at level `document`, or once per line at level `line`; what
 * was rounded over several lines is told per line by the largest remainder. Negative lines are fine.
 *
 * @throws BillingError `TAX_CODE_UNKNOWN` when a line names a code that was not handed in.
 * @throws BillingError `TOTALS_INVALID` when a code was handed in twice or stands on a line twice, has a percent below
 * 0, or the rounding is unknown.
 * @throws BillingError `CURRENCY_MISMATCH` when a line is of another currency.
 * @example
 * ```ts
 * import { computeTaxes, money } from '@billwright/core';
 *
 * const vat = { id: 'vat', name: 'VAT 23 %', percent: '23' };
 * const result = computeTaxes({
 *   lines: [
 *     { net: money('55.55', 'EUR'), taxCodes: ['vat'] },
 *     { net: money('11.11', 'EUR'), taxCodes: ['vat'] },
 *   ],
 *   taxCodes: [vat],
 *   currency: 'EUR',
 *   pricesIncludeTax: false,
 *   rounding: { level: 'document', mode: 'half-up' },
 * });
 * console.log(result.net.amount, result.tax.amount, result.gross.amount);
 * // => 66.66 15.33 81.99
 * console.log(result.lines.map((line) => line.taxes[0]?.amount).join(' '));
 * // => 12.78 2.55
 * ```
 */
export function computeTaxes(input: TaxInput): TaxResult {
  const { currency } = input;
  const { pricesIncludeTax, rounding, ...terms } = readTerms(input);
  const rates = readTaxRates(terms.taxCodes);
  const lines = input.lines.map(({ net, taxCodes }, index) => {
    requireCurrency(net, currency);
    return { amount: toMinorUnits(net), rates: ratesOfLine(taxCodes, rates, index) };
  });
  const settled = settleTaxes(lines, { hundredPercent: rates.hundredPercent, pricesIncludeTax, rounding });
  const results = lines.map((line): SettledLine => {
    const taxes = settled.get(line) ?? new Map<TaxRate, bigint>();
    return {
      net: pricesIncludeTax ? line.amount - total(taxes.values()) : line.amount,
      rates: line.rates,
      taxes,
    };
  });

  const asMoney = (units: bigint): Money => fromMinorUnits(units, currency);
  const net = total(results.map((line) => line.net));
  const tax = total(results.flatMap((line) => [...line.taxes.values()]));
  return {
    lines: results.map((line) => ({
      net: asMoney(line.net),
      taxes: line.rates.map((rate) => asMoney(line.taxes.get(rate) ?? 0n)),
    })),
    taxes: [...rates.byId.values()].flatMap((rate) => {
      const bearing = results.filter((line) => line.taxes.has(rate));
      return bearing.length === 0 ? [] : [totalOf(rate, bearing, asMoney)];
    }),
    net: asMoney(net),
    tax: asMoney(tax),
    gross: asMoney(net + tax),
  };
}

function readTerms({ taxCodes, pricesIncludeTax, rounding }: TaxInput): z.infer<typeof termsSchema> {
  return parseInput('TOTALS_INVALID', termsSchema, { taxCodes, pricesIncludeTax, rounding });
}

interface SettledLine {
  readonly net: bigint;
  readonly rates: readonly TaxRate[];
  readonly taxes: ReadonlyMap<TaxRate, bigint>;
}

function totalOf(rate: TaxRate, lines: readonly SettledLine[], asMoney: (units: bigint) => Money): TaxTotal {
  return {
    taxCode: rate.code.id,
    name: rate.code.name,
    percent: rate.code.percent,
    base: asMoney(total(lines.map((line) => line.net))),
    amount: asMoney(total(lines.map((line) => line.taxes.get(rate) ?? 0n))),
    exemption: rate.code.exemption ?? null,
  };
}
