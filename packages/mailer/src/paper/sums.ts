import { add, type Invoice, isNegative, isZero, type Money, subtract, zero } from '@billwright/core';
import type { Sums } from './paper.ts';
import { needsTaxTable } from './tax-table.ts';
import type { Writer } from './write-values.ts';

type SumRow = Sums['rows'][number];

/** What is left to be paid. What went back to the customer is not asked for again. */
export const payableOf = (invoice: Invoice): Money =>
  settledOf(invoice).reduce((left, { amount }) => subtract(left, amount), invoice.content.totals.total);

interface Settled {
  readonly by: 'prepaid' | 'paid' | 'credited' | 'writtenOff';
  /** The prepaid account that pays. */
  readonly accountId: string;
  readonly amount: Money;
}

/** What of an invoice needs no payment any more: what prepaid accounts pay, and what was settled since, or at issue. */
function settledOf({ kind, settlement, content, paid, credited, writtenOff }: Invoice): readonly Settled[] {
  const prepaid = content.prepaidPayments.map((each) => ({ by: 'prepaid', ...each }) as const);
  if (kind !== 'invoice' || settlement === 'void') return prepaid;
  // Once it is issued, what prepaid accounts pay has been paid.
  const other = prepaid.reduce((left, { amount }) => subtract(left, amount), paid);
  const settled = [
    { by: 'paid', accountId: '', amount: other },
    { by: 'credited', accountId: '', amount: credited },
    { by: 'writtenOff', accountId: '', amount: writtenOff },
  ] as const;
  return [...prepaid, ...settled.filter(({ amount }) => !isZero(amount) && !isNegative(amount))];
}

const row = (label: string, value: string, tone: SumRow['tone'] = 'normal'): SumRow => ({
  label,
  value,
  tone,
});

/** From the lines to the total, each step with its figure. */
export function sumsOf(invoice: Invoice, write: Writer): Sums {
  const { content } = invoice;
  const { words, money, minus } = write;
  const { totals, pricesIncludeTax } = content;
  const settled = settledOf(invoice);
  const taxRow = pricesIncludeTax ? words.sums.containedTax : words.sums.tax;
  const allTaxes = totals.taxes.reduce((sum, { amount }) => add(sum, amount), zero(content.currency));
  const taxes = needsTaxTable(invoice)
    ? [row(pricesIncludeTax ? words.sums.containedTaxes : words.sums.taxes, money(allTaxes))]
    : totals.taxes.map(({ name, base, amount }) => row(taxRow(name, money(base)), money(amount)));
  const net = row(pricesIncludeTax ? words.sums.containedNet : words.sums.net, money(totals.net));
  const discounts = totals.discounts.map(({ description, amount }) => row(description, minus(amount)));
  const rounding = isZero(totals.rounding) ? [] : [row(words.sums.rounding, money(totals.rounding))];
  const name = invoice.kind === 'invoice' ? words.sums.total : words.sums.credit;
  const total = row(name, money(totals.total), settled.length === 0 ? 'total' : 'strong');
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
  const less = settled.map(({ by, accountId, amount }) =>
    row(by === 'prepaid' ? words.sums.prepaid(accountId) : words.sums[by], minus(amount)),
  );
  const payable = less.length === 0 ? [] : [row(words.sums.payable, money(payableOf(invoice)), 'total')];
  return { kind: 'sums', rows: [...steps, ...less, ...payable] };
}
