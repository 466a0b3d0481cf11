import { apportion } from '../money/apportion.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { TaxRate } from './tax-rate.ts';

/** A line in minor units: without its taxes, or with them when prices include tax. */
export interface LineAmount {
  readonly amount: bigint;
  readonly rates: readonly TaxRate[];
}

/** How {@link settleTaxes} calculates. */
export interface TaxMethod {
  readonly hundredPercent: bigint;
  readonly pricesIncludeTax: boolean;
  readonly rounding: { readonly level: 'document' | 'line'; readonly mode: RoundingMode };
}

/** Lines whose taxes are rounded as one. */
interface TaxGroup {
  readonly rates: readonly TaxRate[];
  readonly lines: LineAmount[];
}

/** The taxes of each line, tax by tax, in minor units. */
export type SettledTaxes = ReadonlyMap<LineAmount, ReadonlyMap<TaxRate, bigint>>;

/**
 * Calculates taxes group by group: the tax of a group is rounded once, then apportioned over its rates, then the part
 * of each rate over the lines. Each number so stays within one minor unit of its exact value, and sums hold.
 */
export function settleTaxes(lines: readonly LineAmount[], method: TaxMethod): SettledTaxes {
  const settled = new Map(lines.map((line) => [line, new Map<TaxRate, bigint>()]));
  for (const { rates, lines: members } of groupLines(lines, method)) {
    const percent = total(rates.map((rate) => rate.units));
    const whole = method.pricesIncludeTax ? method.hundredPercent + percent : method.hundredPercent;
    const amount = total(members.map((line) => line.amount));
    const tax = divideRounded(amount * percent, whole, method.rounding.mode);
    const taxByRate = apportion(
      tax,
      rates.map((rate) => amount * rate.units),
      whole,
    );
    for (const [index, rate] of rates.entries()) {
      const exact = members.map((line) => line.amount * rate.units);
      const taxByLine = apportion(taxByRate[index] ?? 0n, exact, whole);
      for (const [place, line] of members.entries()) settled.get(line)?.set(rate, taxByLine[place] ?? 0n);
    }
  }
  return settled;
}

/** The sum of whole numbers. */
export function total(values: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
}

/**
 * Taxes on top of prices are independent, so each is a group of its own. Taxes inside prices depend on each other, so
 * lines with the same taxes are a group. At level `line` no group reaches over two lines.
 */
function groupLines(
  lines: readonly LineAmount[],
  { pricesIncludeTax, rounding }: TaxMethod,
): Iterable<TaxGroup> {
  const groups = new Map<string, TaxGroup>();
  for (const [index, line] of lines.entries()) {
    const sets = pricesIncludeTax ? [line.rates] : line.rates.map((rate) => [rate]);
    for (const rates of sets) {
      const ids = rates.map((rate) => rate.code.id).toSorted();
      const key = JSON.stringify(rounding.level === 'line' ? [index, ...ids] : ids);
      const group = groups.get(key) ?? { rates, lines: [] };
      group.lines.push(line);
      groups.set(key, group);
    }
  }
  return groups.values();
}
