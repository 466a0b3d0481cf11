import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { exampleDraft, exampleInvoice, exampleLine, exampleVat } from '../testing/draft-fixture.ts';
import { creditNote } from './credit/credit-note.ts';
import type { Invoice } from './invoice.ts';
import { type DraftChanges, redraft } from './redraft.ts';
import { totalInvoice } from './total-invoice.ts';

const draft = exampleDraft([exampleLine('a', '100.00'), exampleLine('b', '50.00')]);
const keysOf = ({ content }: Invoice) => content.lines.map(({ key }) => key);

function refusal(invoice: Invoice, changes: DraftChanges): readonly string[] {
  try {
    redraft(invoice, changes);
  } catch (error) {
    if (isBillingError(error, 'INVOICE_INVALID'))
      return error.details.issues.map(({ path }) => path.join('.'));
    if (isBillingError(error)) return [error.code];
    throw error;
  }
  return [];
}

describe('a draft is edited by hand', () => {
  test('lines and discounts come and go, and totals are made anew', () => {
    const more = redraft(draft, {
      addLines: [exampleLine('c', '30.00', { taxCodes: ['low'] })],
      removeLines: ['manual:b'],
      addDiscounts: [{ id: 'off', description: 'Off', percent: '10', lineKey: 'manual:a' }],
      taxCodes: [{ id: 'low', name: 'VAT 7 %', percent: '7' }],
    });
    expect(keysOf(more)).toEqual(['manual:a', 'manual:c']);
    expect(more.content.discounts.map(({ id }) => id)).toEqual(['manual:off']);
    expect(more.content.totals.total.amount).toBe('139.20');
    const { lines, discounts, currency, taxCodes } = more.content;
    expect(more.content.totals).toEqual(totalInvoice({ lines, discounts, currency, taxCodes }));
    const back = redraft(more, {
      addLines: [exampleLine('b', '50.00')],
      removeLines: ['manual:c'],
      removeDiscounts: ['manual:off'],
    });
    expect(back).toEqual(draft);
  });

  test('texts, buyer and terms are changed where they are given, and stay otherwise', () => {
    const written = redraft(draft, { note: 'Thank you', purchaseOrder: 'PO-7', terms: { days: 30 } });
    expect(written.content).toMatchObject({ note: 'Thank you', purchaseOrder: 'PO-7', terms: { days: 30 } });
    expect(redraft(written, { note: null }).content).toMatchObject({ note: null, purchaseOrder: 'PO-7' });
    expect(redraft(draft, { buyer: { name: 'Acme North' } }).content.buyer.name).toBe('Acme North');
    expect(redraft(draft, {})).toEqual(draft);
  });
});

describe('what can’t be edited is refused', () => {
  test('R82: an invoice that was issued', () => {
    expect(refusal(exampleInvoice([exampleLine('a', '1.00')]), { note: 'late' })).toEqual(['INVOICE_STATE']);
  });

  test('lines that are not there, or that a bill made', () => {
    const [line = exampleLine('a', '1')] = draft.content.lines;
    const billed = exampleDraft([{ ...line, key: 'time:1' }], {
      discounts: [{ id: 'agreed', description: 'Agreed', percent: '5' }],
    });
    expect(refusal(billed, { removeLines: ['manual:x', 'time:1'] })).toEqual([
      'changes.removeLines.0',
      'changes.removeLines.1',
    ]);
    expect(refusal(billed, { removeDiscounts: ['agreed'] })).toEqual(['changes.removeDiscounts.0']);
  });

  test('a line twice, of another currency, or with an unknown tax', () => {
    expect(refusal(draft, { addLines: [exampleLine('a', '1.00')] })).toEqual(['TOTALS_INVALID']);
    expect(refusal(draft, { addLines: [exampleLine('c', '1', { currency: 'USD' })] })).toEqual([
      'changes.addLines.0.amount',
    ]);
    expect(refusal(draft, { addLines: [exampleLine('c', '1', { taxCodes: ['x'] })] })).toEqual([
      'TAX_CODE_UNKNOWN',
    ]);
  });

  test('the lines of a credit note; its texts can be', () => {
    const invoice = exampleInvoice([exampleLine('a', '1.00')], { taxCodes: [exampleVat] });
    const note = creditNote(invoice, [], { id: 'cn_1', reason: 'Wrong' });
    expect(refusal(note, { removeLines: ['manual:a'] })).toEqual(['changes']);
    expect(redraft(note, { note: 'Sorry' }).content.totals).toEqual(note.content.totals);
  });
});
