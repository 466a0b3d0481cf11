import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNegative } from '../money/money.ts';
import { anyDraft } from '../testing/draft-arbitraries.ts';
import { manualInvoice } from './manual-invoice.ts';
import { settleNegative } from './negative/settle-negative.ts';
import { invoiceFaults } from './invoice-faults.ts';
import { readInvoice } from './read-invoice.ts';
import { redraft } from './redraft.ts';
import { exampleLine } from '../testing/draft-fixture.ts';

test('R83: the totals of every draft are the sums of its lines, and its lines have keys of their own', () => {
  fc.assert(
    fc.property(anyDraft(), (draft) => {
      expect(invoiceFaults(draft)).toEqual([]);
    }),
  );
});

test('every draft comes back from JSON as it was, and is read as it was', () => {
  fc.assert(
    fc.property(anyDraft(), (draft) => {
      const back: unknown = JSON.parse(JSON.stringify(draft));
      expect(back).toStrictEqual(draft);
      expect(readInvoice(back)).toStrictEqual(draft);
    }),
  );
});

test('a line that is added by hand and taken off again leaves no trace', () => {
  fc.assert(
    fc.property(anyDraft(), (draft) => {
      const { currency } = draft.content;
      const line = exampleLine('more', '12', { currency, taxCodes: [] });
      const more = redraft(draft, { addLines: [line] });
      expect(invoiceFaults(more)).toEqual([]);
      // Discounts of an amount may no longer fit, those of percents are made anew.
      expect(redraft(more, { removeLines: [line.key] })).toStrictEqual(draft);
    }),
  );
});

test('R87: a negative draft becomes a credit note that holds together, with the sums of the draft', () => {
  fc.assert(
    fc.property(anyDraft(), (draft) => {
      fc.pre(isNegative(draft.content.totals.total));
      const settled = settleNegative(draft, 'credit-note');
      if (settled.kind !== 'credit-note') throw new Error(`became ${settled.kind}`);
      const { creditNote } = settled;
      expect(invoiceFaults(creditNote)).toEqual([]);
      expect(isNegative(creditNote.content.totals.total)).toBe(false);
      expect(`-${creditNote.content.totals.total.amount}`).toBe(draft.content.totals.total.amount);
      expect(readInvoice(JSON.parse(JSON.stringify(creditNote)))).toStrictEqual(creditNote);
    }),
  );
});

test('R87: what is carried forward bears each tax that the draft bore, to the cent', () => {
  fc.assert(
    fc.property(anyDraft({ level: 'document', coins: false }), (draft) => {
      fc.pre(isNegative(draft.content.totals.total));
      const settled = settleNegative(draft, 'carry-forward');
      if (settled.kind !== 'carry-forward') throw new Error(`became ${settled.kind}`);
      const { seller, buyer, terms, customerId, currency, taxRounding } = draft.content;
      const { lines, taxCodes, pricesIncludeTax } = settled.carried;
      const head = { id: 'inv_2', seller, buyer, terms, customerId, currency, taxRounding };
      const { totals } = manualInvoice({ ...head, lines, taxCodes, pricesIncludeTax }).content;
      const { net, tax, total } = draft.content.totals;
      expect([totals.net, totals.tax, totals.total]).toEqual([net, tax, total]);
    }),
  );
});
