import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { exampleDraft, exampleInvoice, exampleLine } from '../testing/draft-fixture.ts';
import { creditNote } from './credit/credit-note.ts';
import { readInvoice } from './read-invoice.ts';

const invoice = exampleInvoice([exampleLine('a', '100.00'), exampleLine('b', '50.00', { taxCodes: [] })], {
  discounts: [{ id: 'off', description: 'Off', percent: '10' }],
});

/** A document with one part of it changed, by the path to it; `undefined` takes it out. */
function changed(path: string, value: unknown, document: unknown = invoice): unknown {
  const [step = '', ...rest] = path.split('.');
  const entries = Object.entries(Object(document)).flatMap(([name, inner]) => {
    if (name !== step) return [[name, inner]];
    const next = rest.length === 0 ? value : changed(rest.join('.'), value, inner);
    return next === undefined ? [] : [[name, next]];
  });
  if (!entries.some(([name]) => name === step) && value !== undefined) entries.push([step, value]);
  return Array.isArray(document) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function pathsOf(value: unknown): readonly string[] {
  try {
    readInvoice(value);
  } catch (error) {
    if (isBillingError(error, 'INVOICE_INVALID'))
      return error.details.issues.map(({ path }) => path.join('.'));
    throw error;
  }
  return [];
}

const euros = (amount: string) => ({ amount, currency: 'EUR' });

describe('an invoice comes back from a store as it went in', () => {
  test('a draft, an invoice, a credit note', () => {
    const note = creditNote(invoice, [], { id: 'cn_1', reason: 'Wrong', amount: euros('10.00') });
    for (const one of [exampleDraft([]), invoice, note]) {
      expect(readInvoice(JSON.parse(JSON.stringify(one)))).toEqual(one);
      expect(JSON.stringify(readInvoice(JSON.parse(JSON.stringify(one))))).toHaveLength(
        JSON.stringify(one).length,
      );
    }
  });
});

describe('what does not hold together is refused, with the path to it', () => {
  test.each<[string, string, unknown, readonly string[]]>([
    ['a total', 'content.totals.total', euros('1.00'), ['content.totals.total']],
    ['a subtotal', 'content.totals.subtotal', euros('1.00'), ['content.totals.subtotal']],
    ['the sum of taxes', 'content.totals.tax', euros('1.00'), ['content.totals.tax', 'content.totals.total']],
    [
      'a tax',
      'content.totals.taxes.0.amount',
      euros('1.00'),
      ['content.totals.tax', 'content.totals.taxes.0.amount'],
    ],
    ['the base of a tax', 'content.totals.taxes.0.base', euros('1.00'), ['content.totals.taxes.0.base']],
    [
      'a tax that no line bears',
      'content.totals.taxes.0.taxCode',
      'x',
      [
        'content.totals.taxes',
        'content.totals.taxes.0.base',
        'content.totals.taxes.0.amount',
        'content.totals.taxes.0.taxCode',
      ],
    ],
    ['a tax that is not told', 'content.totals.taxes', [], ['content.totals.tax', 'content.totals.taxes']],
    ['a tax without its code', 'content.taxCodes', [], ['content.totals.taxes.0.taxCode']],
    ['the amount of a line', 'content.lines.0.amount', euros('1.00'), ['content.totals.lines.0.amount']],
    ['the taxes of a line', 'content.lines.0.taxCodes', [], ['content.totals.lines.0.taxes']],
    ['a line that is missing', 'content.lines.1', undefined, ['content.totals.lines']],
    ['the totals of another line', 'content.totals.lines.0.key', 'x', ['content.totals.lines']],
    ['the gross of a line', 'content.totals.lines.0.gross', euros('1.00'), ['content.totals.lines.0.gross']],
    [
      'the discount of a line',
      'content.totals.lines.1.discount',
      euros('1.00'),
      ['content.totals.lines.1.net', 'content.totals.discount'],
    ],
    ['a discount', 'content.totals.discounts.0.amount', euros('1.00'), ['content.totals.discount']],
    ['the discounts', 'content.discounts.0.id', 'x', ['content.totals.discounts']],
    [
      'rounding without coins',
      'content.totals.rounding',
      euros('0.01'),
      ['content.totals.total', 'content.totals.rounding'],
    ],
    ['another currency', 'paid', { amount: '0.00', currency: 'USD' }, ['paid.currency']],
    [
      'another currency deep inside',
      'content.totals.lines.0.taxes.0.amount.currency',
      'USD',
      ['content.totals.lines.0.taxes.0.amount.currency'],
    ],
    ['an issued invoice without a number', 'issued', null, ['issued']],
    [
      'an invoice that credits',
      'credits',
      { invoiceId: 'a', invoiceNumber: '1', reason: '', lines: [] },
      ['credits'],
    ],
    ['a payment below 0', 'paid', euros('-1.00'), ['paid']],
    ['an unknown field', 'colour', 'red', ['']],
    ['an unknown field of a line', 'content.lines.0.colour', 'red', ['content.lines.0']],
    ['an unknown state', 'settlement', 'open', ['settlement']],
    ['a setting that is missing', 'content.pricesIncludeTax', undefined, ['content.pricesIncludeTax']],
    ['a note that is missing', 'content.note', undefined, ['content.note']],
  ])('%s', (_, path, value, paths) => {
    expect(pathsOf(changed(path, value))).toEqual(paths);
  });

  test('a line twice', () => {
    const twice = changed(
      'content.totals.lines.1.key',
      'manual:a',
      changed('content.lines.1.key', 'manual:a'),
    );
    expect(pathsOf(twice)).toEqual(['content.lines.1.key']);
  });

  test('an issued invoice below 0', () => {
    expect(pathsOf(exampleInvoice([exampleLine('a', '-1.00')]))).toEqual(['content.totals.total']);
  });

  test('a credit note of lines that it does not have', () => {
    const note = creditNote(invoice, [], { id: 'cn_1', reason: 'Wrong' });
    expect(pathsOf(changed('credits.lines.0.key', 'x', note))).toEqual(['credits.lines.0.key']);
  });
});
