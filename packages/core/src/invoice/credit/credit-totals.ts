import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import { roundToStep } from '../../money/rounding.ts';
import type { Discount } from '../discount.ts';
import type { InvoiceContent } from '../invoice.ts';
import type { InvoiceTotals, LineTotal } from '../total-invoice.ts';
import type { CreditLeft } from './credit-left.ts';
import type { CreditPart } from './credit-parts.ts';
import { grossOf, totalOf } from './credit-units.ts';

/** What the parts that a note takes back come to, and the discounts in them. */
export function creditTotals(
  parts: readonly CreditPart[],
  content: InvoiceContent,
  before: CreditLeft,
): { readonly totals: InvoiceTotals; readonly discounts: readonly Discount[] } {
  const asMoney = (units: bigint): Money => fromMinorUnits(units, content.currency);
  const discounts = discountsOf(parts, content, asMoney);
  const net = totalOf(parts.map(({ units }) => units.net));
  const gross = totalOf(parts.map(({ units }) => grossOf(units)));
  const rounded = roundedCredit(gross, content, before);
  const totals = {
    lines: parts.map((part) => lineTotal(part, asMoney)),
    subtotal: asMoney(totalOf(parts.map(({ units }) => units.amount))),
    discounts: discounts.map(({ id, description, amount }) => ({ id, description, amount })),
    discount: asMoney(totalOf(parts.map(({ units }) => units.discount))),
    net: asMoney(net),
    taxes: content.totals.taxes.flatMap((tax) => {
      const bearing = parts.filter(({ of }) => of.line.taxCodes.includes(tax.taxCode));
      if (bearing.length === 0) return [];
      const base = asMoney(totalOf(bearing.map(({ units }) => units.net)));
      return [{ ...tax, base, amount: asMoney(taxOf(bearing, tax.taxCode)) }];
    }),
    tax: asMoney(gross - net),
    rounding: asMoney(rounded - gross),
    total: asMoney(rounded),
  };
  return { totals, discounts };
}

/** One tax of some parts. */
export function taxOf(parts: readonly CreditPart[], taxCode: string): bigint {
  return totalOf(parts.map(({ of, units }) => units.taxes[of.line.taxCodes.indexOf(taxCode)] ?? 0n));
}

/**
 * What a note comes to in coins: all notes together are rounded as one, so the last one ends where the invoice does.
 */
function roundedCredit(
  gross: bigint,
  { cashRounding, currency }: InvoiceContent,
  { credited }: CreditLeft,
): bigint {
  if (cashRounding === null) return gross;
  const together = fromMinorUnits(credited.gross + gross, currency);
  return toMinorUnits(roundToStep(together, cashRounding.step)) - credited.total;
}

function lineTotal({ of: { line }, units }: CreditPart, asMoney: (units: bigint) => Money): LineTotal {
  return {
    key: line.key,
    amount: asMoney(units.amount),
    discount: asMoney(units.discount),
    net: asMoney(units.net),
    taxes: line.taxCodes.map((taxCode, index) => ({ taxCode, amount: asMoney(units.taxes[index] ?? 0n) })),
    gross: asMoney(grossOf(units)),
  };
}

/** What was off a line of the invoice is off its part, too: one amount for each line. */
function discountsOf(
  parts: readonly CreditPart[],
  { discounts }: InvoiceContent,
  asMoney: (units: bigint) => Money,
): readonly (Discount & { readonly amount: Money })[] {
  return parts.flatMap(({ of: { line }, units }, index) => {
    if (units.discount === 0n) return [];
    const own = discounts.filter(({ lineKey, lineKeys }) =>
      lineKey == null ? lineKeys?.includes(line.key) !== false : lineKey === line.key,
    );
    const description = [...new Set(own.map((discount) => discount.description))].join(', ');
    const amount = asMoney(units.discount);
    const id = `credited-${index + 1}`;
    return [{ id, description, percent: null, amount, lineKey: line.key, lineKeys: null }];
  });
}
