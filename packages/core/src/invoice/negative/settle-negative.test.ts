import { describe, expect, test } from 'vitest';
import { isBillingError } from '../../errors/billing-error.ts';
import { exampleDraft, exampleInvoice, exampleLine, exampleVat } from '../../testing/draft-fixture.ts';
import type { Invoice } from '../invoice.ts';
import { readInvoice } from '../read-invoice.ts';
import { settleNegative } from './settle-negative.ts';

const low = { id: 'low', name: 'VAT 7 %', percent: '7' };
const draft = exampleDraft(
  [
    exampleLine('work', '120.00', { quantity: '2', unit: 'hour' }),
    exampleLine('book', '10.00', { taxCodes: ['low'], from: '2026-03-05' }),
    exampleLine('rebate', '-300.00', { from: '2026-03-31' }),
  ],
  { taxCodes: [exampleVat, low] },
);

const noteOf = (invoice: Invoice): Invoice => {
  const settled = settleNegative(invoice, 'credit-note');
  if (settled.kind !== 'credit-note') throw new Error(`became ${settled.kind}`);
  return settled.creditNote;
};
const carriedOf = (invoice: Invoice) => {
  const settled = settleNegative(invoice, 'carry-forward');
  if (settled.kind !== 'carry-forward') throw new Error(`became ${settled.kind}`);
  return settled.carried;
};

describe('R87: a draft below 0', () => {
  test('is 240.00 + 10.00 - 300.00 before tax and -60.70 after it', () => {
    expect(draft.content.totals.total.amount).toBe('-60.70');
  });

  test('becomes a credit note with every amount in the other sign, and no price below 0', () => {
    const note = noteOf(draft);
    expect(note).toMatchObject({ kind: 'credit-note', credits: null, settlement: 'draft', id: 'inv_1' });
    expect(
      note.content.lines.map(
        ({ quantity, unitPrice, amount }) => `${quantity} × ${unitPrice} = ${amount.amount}`,
      ),
    ).toEqual(['-2 × 120.00 = -240.00', '-1 × 10.00 = -10.00', '1 × 300.00 = 300.00']);
    const { taxes, total } = note.content.totals;
    expect(taxes.map(({ taxCode, amount }) => `${taxCode} ${amount.amount}`)).toEqual([
      'vat 11.40',
      'low -0.70',
    ]);
    expect(total.amount).toBe('60.70');
    expect(readInvoice(JSON.parse(JSON.stringify(note)))).toEqual(note);
  });

  test('or is carried forward in one line for each set of taxes, which takes as much off each tax', () => {
    const carried = carriedOf(draft);
    expect(carried.lines.map(({ key, amount, from, to }) => `${key} ${amount.amount} ${from} ${to}`)).toEqual(
      [
        'carried:inv_1:tax=vat -60.00 2026-03-02 2026-03-31',
        'carried:inv_1:tax=low 10.00 2026-03-05 2026-03-05',
      ],
    );
    expect([carried.customerId, carried.amount.amount]).toEqual(['acme', '-60.70']);
    const next = exampleDraft([exampleLine('april', '100.00'), ...carried.lines], {
      taxCodes: [exampleVat, low],
    });
    expect(next.content.totals.total.amount).toBe('58.30');
  });

  test('keeps its discounts in the other sign', () => {
    const discounted = exampleDraft([exampleLine('work', '100.00'), exampleLine('rebate', '-300.00')], {
      discounts: [
        {
          id: 'line',
          description: 'Off',
          amount: { amount: '10.00', currency: 'EUR' },
          lineKey: 'manual:work',
        },
        { id: 'all', description: 'Off', percent: '10' },
      ],
    });
    const note = noteOf(discounted);
    expect(note.content.discounts.map(({ amount, percent }) => amount?.amount ?? percent)).toEqual([
      '-10.00',
      '10',
    ]);
    expect(note.content.totals.discounts.map(({ amount }) => amount.amount)).toEqual(['-10.00', '21.00']);
    expect(readInvoice(note)).toEqual(note);
  });
});

test('a draft of 0 or more stays as it is', () => {
  for (const price of ['0', '10.00']) {
    const fine = exampleDraft([exampleLine('a', price)]);
    expect(settleNegative(fine, 'carry-forward')).toEqual({ kind: 'invoice', invoice: fine });
  }
});

test('what is issued, and an unknown policy, are refused', () => {
  const codeOf = (run: () => unknown): string | null => {
    try {
      run();
    } catch (error) {
      return isBillingError(error) ? error.code : null;
    }
    return null;
  };
  expect(codeOf(() => settleNegative(exampleInvoice([exampleLine('a', '1.00')]), 'credit-note'))).toBe(
    'INVOICE_STATE',
  );
  expect(codeOf(() => settleNegative(draft, 'forget' as never))).toBe('INVOICE_INVALID');
});
