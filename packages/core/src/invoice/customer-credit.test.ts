import { expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { money } from '../money/money.ts';
import { exampleDraft, exampleInvoice, exampleLine } from '../testing/draft-fixture.ts';
import { creditNote } from './credit/credit-note.ts';
import { applyCustomerCredit } from './customer-credit.ts';

const euros = (amount: string) => money(amount, 'EUR');
const invoice = exampleInvoice([exampleLine('a', '100.00')]);
const applied = (available: string, given = {}): string => {
  const result = applyCustomerCredit({ ...invoice, ...given }, euros(available));
  return `${result.applied.amount} ${result.left.amount}`;
};

test('R85: credit pays what is open, or as much as there is, and changes no total', () => {
  expect(applied('50.00')).toBe('50.00 0.00');
  expect(applied('119')).toBe('119.00 0.00');
  expect(applied('200.00')).toBe('119.00 81.00');
  expect(applied('200.00', { paid: euros('100.00'), credited: euros('9.00') })).toBe('10.00 190.00');
  expect(applied('0')).toBe('0.00 0.00');
  expect(invoice.content.totals.total.amount).toBe('119.00');
});

test('alga-039: asked for 60.00 twice, an invoice of 60.00 takes 60.00 and then nothing', () => {
  const open = exampleInvoice([exampleLine('labor', '60.00', { taxCodes: [] })]);
  const first = applyCustomerCredit(open, euros('100.00'));
  const second = applyCustomerCredit({ ...open, paid: first.applied }, first.left);
  expect([first.applied, second.applied, second.left].map(({ amount }) => amount)).toEqual([
    '60.00',
    '0.00',
    '40.00',
  ]);
});

test('drafts, void invoices and credit notes take none', () => {
  expect(applyCustomerCredit(exampleDraft([exampleLine('a', '1.00')]), euros('5.00')).applied.amount).toBe(
    '0.00',
  );
  expect(applied('5.00', { settlement: 'void' })).toBe('0.00 5.00');
  const note = creditNote(invoice, [], { id: 'cn_1', reason: 'Wrong' });
  const issued = { ...note, settlement: 'issued' as const, issued: invoice.issued };
  expect(applyCustomerCredit(issued, euros('5.00')).applied.amount).toBe('0.00');
});

test('credit below 0 or of another currency is refused', () => {
  const codeOf = (run: () => unknown): string | null => {
    try {
      run();
    } catch (error) {
      return isBillingError(error) ? error.code : null;
    }
    return null;
  };
  expect(codeOf(() => applyCustomerCredit(invoice, euros('-0.01')))).toBe('INVOICE_INVALID');
  expect(codeOf(() => applyCustomerCredit(invoice, money('1', 'USD')))).toBe('CURRENCY_MISMATCH');
});
