import { add, type Invoice, isZero, type Money, subtract, zero } from '@billwright/core';
import type { Sums } from './paper.ts';
import { needsTaxTable } from './tax-table.ts';
import type { Writer } from './write-values.ts';

type SumRow = Sums['rows'][number];

/** What is left to be paid when an invoice is issued: its total less what prepaid accounts pay. */
export const payableOf = ({ content }: Invoice): Money =>
  content.prepaidPayments.reduce((left, { amount }) => subtract(left, amount), content.totals.total);

const row = (label: string, value: string, tone: SumRow['tone'] = 'normal'): SumRow => ({
  label,
  value,
  tone,
});

/** From the lines to the total, each step with its figure. */
export function sumsOf(invoice: Invoice, write: Writer): Sums {
  const { content } = invoice;
  const { words, money, minus } = write;
  const { totals, pricesIncludeTax, prepaidPayments } = content;
  const taxRow = pricesIncludeTax ? words.sums.containedTax : words.sums.tax;
  const allTaxes = totals.taxes.reduce((sum, { amount }) => add(sum, amount), zero(content.currency));
  const taxes = needsTaxTable(invoice)
    ? [row(pricesIncludeTax ? words.sums.containedTaxes : words.sums.taxes, money(allTaxes))]
    : totals.taxes.map(({ name, base, amount }) => row(taxRow(name, money(base)), money(amount)));
  const net = row(pricesIncludeTax ? words.sums.containedNet : words.sums.net, money(totals.net));
  const discounts = totals.discounts.map(({ description, amount }) => row(description, minus(amount)));
  const rounding = isZero(totals.rounding) ? [] : [row(words.sums.rounding, money(totals.rounding))];
  const name = invoice.kind === 'invoice' ? words.sums.total : words.sums.credit;
  const total = row(name, money(totals.total), prepaidPayments.length === 0 ? 'total' : 'strong');
  const before =
    discounts.length === 0
      ? []
      : [
          row(pricesIncludeTax ? words.sums.subtotalWithTax : words.sums.subtotal, money(totals.subtotal)),
          ...discounts,
        ];
  const steps = pricesIncludeTax
    ? [...before, ...rounding, total, net, ...taxes]
    : [...before, net, ...taxes, ...rounding, total];
  const prepaid = prepaidPayments.map(({ accountId, amount }) =>
    row(words.sums.prepaid(accountId), minus(amount)),
  );
  const payable = prepaid.length === 0 ? [] : [row(words.sums.payable, money(payableOf(invoice)), 'total')];
  return { kind: 'sums', rows: [...steps, ...prepaid, ...payable] };
}
