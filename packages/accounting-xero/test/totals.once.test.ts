import { creditNote, type Invoice, manualInvoice, manualLine, transitionInvoice } from '@billwright/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentOf } from '../../accounting-common/test/support/documents.ts';
import { connected } from './support/connected.ts';

const decimalOf = (places: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most * 10 ** places }).map((units) => (units / 10 ** places).toFixed(places));

const anyLine = fc.record({
  quantity: fc.oneof(decimalOf(0, 9), decimalOf(4, 9), decimalOf(6, 3)),
  unitPrice: fc.oneof(decimalOf(2, 300), decimalOf(4, 30), decimalOf(6, 5)),
  taxCodes: fc.constantFrom<string[]>([], ['vat'], ['low']),
  isTakenBack: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});

const anyInvoice = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 6 }),
  currency: fc.constantFrom('EUR', 'JPY'),
  pricesIncludeTax: fc.boolean(),
  percentOff: fc.option(decimalOf(1, 30)),
});

type Given = typeof anyInvoice extends fc.Arbitrary<infer Value> ? Value : never;

test('whatever lines, discounts and taxes there are: the total in Xero is ours to the cent', async () => {
  let copied = 0;
  await fc.assert(
    fc.asyncProperty(anyInvoice, fc.boolean(), async (given, isCredited) => {
      const draft = draftOf(given);
      const { amount } = draft.content.totals.total;
      // Xero keeps no document below 0, and nobody issues one here.
      if (amount.startsWith('-')) return;
      const invoice = issued(draft, 'INV-1');
      const wholly = { id: 'cn_1', reason: 'Not needed' };
      const document =
        isCredited && Number(amount) > 0 ? issued(creditNote(invoice, [], wholly), 'CN-1') : invoice;
      const { connector, context, organisation } = await connected(
        {
          baseCurrency: given.currency,
          taxTypes: {
            OUTPUT: { name: 'VAT 19 %', rate: 19 },
            LOW: { name: 'VAT 7 %', rate: 7 },
            NONE: { name: 'No VAT', rate: 0 },
          },
        },
        {},
      );
      expect(await connector.export(documentOf(document), context)).toMatchObject({ status: 'confirmed' });
      const kind = document.kind === 'invoice' ? 'Invoices' : 'CreditNotes';
      const [row] = organisation.books.rows(kind);
      expect(row?.['Total']).toBe(Number(document.content.totals.total.amount));
      expect(await connector.finding(context, document.id)).toBeNull();
      copied += 1;
    }),
  );
  expect(copied).toBeGreaterThan(50);
});

function draftOf({ lines, currency, pricesIncludeTax, percentOff }: Given): Invoice {
  return manualInvoice({
    id: 'inv_1',
    customerId: 'acme',
    currency,
    terms: { days: 14 },
    seller: { name: 'Billwright Services' },
    buyer: { name: 'Acme' },
    pricesIncludeTax,
    lines: lines.map(({ quantity, isTakenBack, ...rest }, index) =>
      manualLine({
        id: `${index}`,
        description: `Line ${index}`,
        quantity: isTakenBack && Number(quantity) > 0 ? `-${quantity}` : quantity,
        unit: 'hour',
        currency,
        from: '2026-03-02',
        ...rest,
      }),
    ),
    discounts: percentOff === null ? [] : [{ id: 'off', description: 'Off', percent: percentOff }],
    taxCodes: [
      { id: 'vat', name: 'VAT 19 %', percent: '19' },
      { id: 'low', name: 'VAT 7 %', percent: '7' },
    ],
  });
}

const issued = (draft: Invoice, number: string): Invoice =>
  transitionInvoice(draft, {
    type: 'issue',
    series: 'default',
    sequence: 1,
    number,
    at: '2026-04-01T08:00:00.000Z',
    on: '2026-04-01',
  });
