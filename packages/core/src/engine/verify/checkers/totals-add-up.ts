import type { InvoiceLine } from '../../../invoice/invoice-line.ts';
import type { InvoiceTotals } from '../../../invoice/total-invoice.ts';
import type { Money } from '../../../money/money.ts';
import type { CustomerChecker } from '../checker.ts';
import { differ, sumOf, textOf } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';

interface Totalled {
  readonly currency: string;
  readonly lines: readonly InvoiceLine[];
  readonly totals: InvoiceTotals;
  readonly pricesIncludeTax: boolean;
}

/** Invoices and the bills that they were made from. */
export const totalsAddUp: CustomerChecker = {
  invariant: 'I3',
  says: 'Lines, discounts and taxes sum to the total, all in one currency.',
  of: 'customer',
  *check({ invoices, standing }) {
    for (const { id, content } of invoices) yield* faultsOf('invoice', id, content);
    for (const { id, bill } of standing) yield* faultsOf('bill', id, bill);
  },
};

function* faultsOf(kind: string, id: string, totalled: Totalled): Generator<Finding> {
  const { totals, lines, currency, pricesIncludeTax } = totalled;
  const sums: readonly (readonly [fault: string, parts: readonly Money[], whole: Money])[] = [
    ['the lines do not sum to the subtotal', lines.map(({ amount }) => amount), totals.subtotal],
    ['the nets of the lines do not sum to the net', totals.lines.map(({ net }) => net), totals.net],
    [
      'the discounts of the lines do not sum to the discount',
      totals.lines.map(({ discount }) => discount),
      totals.discount,
    ],
    [
      'the discounts do not sum to the discount',
      totals.discounts.map(({ amount }) => amount),
      totals.discount,
    ],
    ['the taxes do not sum to the tax', totals.taxes.map(({ amount }) => amount), totals.tax],
    [
      'net, tax and rounding do not sum to the total',
      [totals.net, totals.tax, totals.rounding],
      totals.total,
    ],
    [
      'the subtotal less the discount is not the net',
      [totals.net, totals.discount, ...(pricesIncludeTax ? [totals.tax] : [])],
      totals.subtotal,
    ],
    ...totals.taxes.flatMap(({ taxCode, base, amount }) => {
      const bearing = totals.lines.filter(({ taxes }) => taxes.some((tax) => tax.taxCode === taxCode));
      const parts = bearing.flatMap(({ taxes }) => taxes.filter((tax) => tax.taxCode === taxCode));
      return [
        [`the lines' shares of the tax ${taxCode} do not sum to it`, parts.map((tax) => tax.amount), amount],
        [`the nets that bear the tax ${taxCode} do not sum to its base`, bearing.map(({ net }) => net), base],
      ] as const;
    }),
  ];
  for (const [fault, parts, whole] of sums) {
    const [expected, found] = [sumOf(parts.map(({ amount }) => amount)), sumOf([whole.amount])];
    if (differ(expected, found)) {
      yield finding(kind, id, fault, { expected: textOf(expected), found: textOf(found) });
    }
    const foreign = [...parts, whole].find((money) => money.currency !== currency);
    if (foreign !== undefined)
      yield finding(kind, id, 'has an amount in another currency', { currency, found: foreign.currency });
  }
  const [keys, told] = [lines, totals.lines].map((list) => list.map(({ key }) => key).toSorted());
  if (String(keys) !== String(told)) yield finding(kind, id, 'the totals are not those of its lines');
}
