import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invoiceFaults } from '../invoice/invoice-faults.ts';
import type { InvoiceContent } from '../invoice/invoice.ts';
import { readInvoice } from '../invoice/read-invoice.ts';
import { billOf, exampleContract } from '../testing/bill-fixture.ts';
import { anyDraft } from '../testing/draft-arbitraries.ts';
import { exampleHead } from '../testing/draft-fixture.ts';
import type { Bill } from './bill.ts';
import { draftInvoice } from './draft-invoice.ts';

const empty = billOf(exampleContract());

/** A bill with the lines, discounts and taxes of a document. */
function billFrom(content: InvoiceContent, contractId: string): Bill {
  const { currency, lines, discounts, totals, taxCodes, pricesIncludeTax, taxRounding, cashRounding } =
    content;
  return {
    ...empty,
    contractId,
    currency,
    lines,
    discounts,
    totals,
    taxCodes,
    pricesIncludeTax,
    taxRounding,
    cashRounding,
  };
}

test('an invoice of one bill has the bill’s lines and totals', () => {
  fc.assert(
    fc.property(anyDraft(), ({ content }) => {
      const { content: drafted } = draftInvoice({
        ...exampleHead,
        id: 'inv_1',
        bills: [billFrom(content, 'c_1')],
      });
      expect([drafted.lines, drafted.totals]).toStrictEqual([content.lines, content.totals]);
    }),
  );
});

test('an invoice of bills with the very same keys holds together, and takes off each line what its bill took off', () => {
  fc.assert(
    fc.property(anyDraft(), ({ content }) => {
      const bills: [Bill, Bill] = [billFrom(content, 'c_1'), billFrom(content, 'c_2')];
      const invoice = draftInvoice({ ...exampleHead, id: 'inv_1', bills });
      expect(invoiceFaults(invoice)).toEqual([]);
      expect(readInvoice(JSON.parse(JSON.stringify(invoice)))).toStrictEqual(invoice);
      const alone = content.totals.lines.map(({ amount, discount }) => ({ amount, discount }));
      expect(invoice.content.totals.lines.map(({ amount, discount }) => ({ amount, discount }))).toEqual([
        ...alone,
        ...alone,
      ]);
    }),
  );
});
