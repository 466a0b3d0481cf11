import { type Invoice, taxCategoryOf } from '@billwright/core';
import type { Table } from './paper.ts';
import type { Writer } from './write-values.ts';

/** Whether the taxes of an invoice need a table: several, or one of which the law wants to know why it is 0. */
export const needsTaxTable = ({ content: { totals } }: Invoice): boolean =>
  totals.taxes.length > 1 || totals.taxes.some(({ exemption }) => exemption !== null);

/** The taxes of an invoice by rate and category, with what they are on. */
export function taxTable({ content: { totals, taxCodes } }: Invoice, write: Writer): Table {
  const { taxTable: words } = write.words;
  return {
    kind: 'table',
    title: words.title,
    columns: [
      { title: words.tax, align: 'left', width: null },
      { title: words.category, align: 'left', width: 36 },
      { title: words.rate, align: 'right', width: 16 },
      { title: words.base, align: 'right', width: 30 },
      { title: words.amount, align: 'right', width: 30 },
    ],
    rows: totals.taxes.map(({ taxCode, name, percent, exemption, base, amount }) => {
      const category = taxCategoryOf(taxCodes.find(({ id }) => id === taxCode) ?? { percent, exemption });
      return {
        cells: [
          name,
          words.categories[category],
          `${write.number(percent)}\u00a0%`,
          write.money(base),
          write.money(amount),
        ],
        note: null,
        carried: null,
      };
    }),
    carried: null,
  };
}
