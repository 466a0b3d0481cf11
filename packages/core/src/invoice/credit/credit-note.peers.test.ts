import { expect, test } from 'vitest';
import { money } from '../../money/money.ts';
import { exampleInvoice, exampleLine } from '../../testing/draft-fixture.ts';
import type { Invoice } from '../invoice.ts';
import { creditNote } from './credit-note.ts';
import type { LineToCredit } from './credit-request.ts';

// Figures that other billing systems test, each under the id that we keep it by.

const taxes = (...percents: string[]) =>
  percents.map((percent) => ({ id: percent, name: `Tax ${percent} %`, percent }));

/** The notes over some lines, one after the other. */
function notesOver(invoice: Invoice, requests: readonly (readonly LineToCredit[])[]): readonly Invoice[] {
  const notes: Invoice[] = [];
  for (const [index, lines] of requests.entries()) {
    notes.push(creditNote(invoice, notes, { id: `cn_${index}`, reason: 'Unused', lines }));
  }
  return notes;
}

const sums = ({ content: { totals } }: Invoice): string =>
  [totals.net, totals.tax, totals.total].map(({ amount }) => amount).join(' ');
const part = (lineKey: string, amount: string): LineToCredit => ({ lineKey, amount: money(amount, 'EUR') });

test('lg-cn-33: 20 % on two lines of 68.33; notes over one each are 82.00 and 81.99, together the 163.99 of the invoice', () => {
  const invoice = exampleInvoice(
    ['a', 'b'].map((id) => exampleLine(id, '68.33', { taxCodes: ['20'] })),
    { taxCodes: taxes('20') },
  );
  expect(sums(invoice)).toBe('136.66 27.33 163.99');
  const notes = notesOver(invoice, [[part('manual:a', '68.33')], [part('manual:b', '68.33')]]);
  expect(notes.map(sums)).toEqual(['68.33 13.67 82.00', '68.33 13.66 81.99']);
});

test.each([
  { fee: '200.00', percent: '25', unused: '193.33', expected: '193.33 48.33 241.66' },
  { fee: '160.00', percent: '25', unused: '154.67', expected: '154.67 38.67 193.34' },
  { fee: '29.99', percent: '23.33', unused: '25.71', expected: '25.71 6.00 31.71' },
])(
  'lg-cn-35: of $fee with $percent %, $unused unused are $expected',
  ({ fee, percent, unused, expected }) => {
    const invoice = exampleInvoice([exampleLine('fee', fee, { taxCodes: [percent] })], {
      taxCodes: taxes(percent),
    });
    expect(notesOver(invoice, [[part('manual:fee', unused)]]).map(sums)).toEqual([expected]);
  },
);

test('mt-cn-39: notes over two lines each keep their share of a coupon and of the tax, and sum to the invoice', () => {
  const amounts = { a: '10', b: '20', c: '30', d: '40' };
  const invoice = exampleInvoice(
    Object.entries(amounts).map(([id, price]) => exampleLine(id, price, { taxCodes: ['10'] })),
    { taxCodes: taxes('10'), discounts: [{ id: 'coupon', description: 'Coupon', percent: '10' }] },
  );
  const notes = notesOver(invoice, [
    [{ lineKey: 'manual:a' }, { lineKey: 'manual:b' }],
    [{ lineKey: 'manual:c' }, { lineKey: 'manual:d' }],
  ]);
  expect(notes.map(({ content: { totals } }) => totals.subtotal.amount)).toEqual(['30.00', '70.00']);
  expect(notes.map(({ content: { totals } }) => totals.discount.amount)).toEqual(['3.00', '7.00']);
  expect(notes.map(sums)).toEqual(['27.00 2.70 29.70', '63.00 6.30 69.30']);
});

test('mt-cn-39, partial: 33.33 of 100.00 with 15 % and 5 % take 5.00 and 1.67 of the taxes', () => {
  const invoice = exampleInvoice([exampleLine('a', '100.00', { taxCodes: ['15', '5'] })], {
    taxCodes: taxes('15', '5'),
  });
  const [note] = notesOver(invoice, [[part('manual:a', '33.33')]]);
  expect(note?.content.totals.taxes.map(({ amount }) => amount.amount)).toEqual(['5.00', '1.67']);
});

test('mt-cn-39, two partials: of a tax of 20.01, 40 % are 8.00 and the other 60 % are 12.01', () => {
  const invoice = exampleInvoice([exampleLine('a', '200.10', { taxCodes: ['10'] })], {
    taxCodes: taxes('10'),
  });
  const notes = notesOver(invoice, [[part('manual:a', '80.04')], [{ lineKey: 'manual:a' }]]);
  expect(notes.map(({ content: { totals } }) => totals.tax.amount)).toEqual(['8.00', '12.01']);
});
