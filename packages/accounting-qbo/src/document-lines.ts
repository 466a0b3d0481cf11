import { failure, isExactNumber, multipliesTo } from '@billwright/accounting-common';
import type { Invoice, InvoiceLine } from '@billwright/core';
import { itemName } from './item-name.ts';
import type { Names } from './names.ts';
import { beginningOf } from './quoted.ts';
import type { Setup } from './setup.ts';
import { taxCodeOf } from './tax-code.ts';

/** The most characters that a description may have. */
const longestDescription = 4000;

/**
 * The lines of a document, without tax and after discounts, so that QuickBooks comes to the same sums whatever it knows
 * of discounts and prices with tax. A line that does not multiply out is 1 × its amount, and says how it came about.
 */
export function documentLines(setup: Setup, invoice: Invoice, names: Names): readonly unknown[] {
  const { content } = invoice;
  const netOf = new Map(content.totals.lines.map(({ key, net, discount }) => [key, { net, discount }]));
  const lines = content.lines.map((line) => {
    if (line.kind === 'information') return descriptionOnly(line);
    const totals = netOf.get(line.key);
    const net = totals?.net.amount ?? line.amount.amount;
    const isAsPriced = net === line.amount.amount && multipliesTo(line.quantity, line.unitPrice, net);
    const isExact = isAsPriced && [line.quantity, line.unitPrice].every(isExactNumber);
    const discount = Number(totals?.discount.amount ?? 0) === 0 ? '' : `less ${totals?.discount.amount}`;
    const how = isExact || line.unit === 'lump' ? [] : [`${line.quantity} × ${line.unitPrice}`];
    const notes = [...how, ...(discount === '' ? [] : [discount])];
    return {
      DetailType: 'SalesItemLineDetail',
      Amount: numberOf(setup, net),
      Description: described(line, notes),
      SalesItemLineDetail: {
        ItemRef: { value: names.item(itemName(setup, line)) },
        Qty: isExact ? Number(line.quantity) : 1,
        UnitPrice: isExact ? Number(line.unitPrice) : numberOf(setup, net),
        ServiceDate: line.to,
        TaxCodeRef: { value: taxCodeOf(setup, content, line.taxCodes, names.facts) },
      },
    };
  });
  const rounding = content.totals.rounding.amount;
  return Number(rounding) === 0 ? lines : [...lines, roundingLine(setup, invoice, rounding, names)];
}

const roundingLine = (setup: Setup, invoice: Invoice, amount: string, names: Names): unknown => ({
  DetailType: 'SalesItemLineDetail',
  Amount: numberOf(setup, amount),
  Description: 'Rounding',
  SalesItemLineDetail: {
    ItemRef: { value: names.item('Rounding') },
    Qty: 1,
    UnitPrice: numberOf(setup, amount),
    TaxCodeRef: { value: taxCodeOf(setup, invoice.content, [], names.facts) },
  },
});

const descriptionOnly = (line: InvoiceLine): unknown => ({
  DetailType: 'DescriptionOnly',
  Description: described(line, []),
  DescriptionLineDetail: {},
});

function described({ description, group, kind }: InvoiceLine, notes: readonly string[]): string {
  const text = description ?? group.workItem?.title ?? group.serviceTypeId ?? kind;
  const more = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${beginningOf(text, longestDescription - more.length)}${more}`;
}

/** An amount as JSON has it. */
function numberOf({ id }: Setup, amount: string): number {
  if (isExactNumber(amount)) return Number(amount);
  throw failure(id, 'refused', `${amount} is more than QuickBooks can keep to the cent`);
}
