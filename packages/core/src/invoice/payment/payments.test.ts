import { describe, expect, test } from 'vitest';
import { money } from '../../money/money.ts';
import { euros, exampleContent, exampleDraft, issue } from '../../testing/invoice-fixture.ts';
import type { Invoice } from '../invoice.ts';
import { transitionInvoice } from '../life/transition-invoice.ts';
import { allocatePayment } from './allocate-payment.ts';
import { applyCredits } from './apply-credits.ts';
import type { PaymentAllocation } from './payment-allocation.ts';
import { refundPayment } from './refund-payment.ts';

const invoice = (id: string, total: string, dueOn: string, given: Partial<Invoice> = {}): Invoice =>
  transitionInvoice(exampleDraft(total, { id, ...given }), { ...issue, number: id, dueOn });

const march = invoice('march', '100.00', '2026-05-01');
const april = invoice('april', '50.00', '2026-04-15');
const may = invoice('may', '30.00', '2026-06-01');
const invoices = [march, april, may];

const told = ({ applications, credit }: PaymentAllocation): string =>
  [
    ...applications.map(({ invoiceId, amount }) => `${invoiceId} ${amount.amount}`),
    `credit ${credit.amount}`,
  ].join(', ');

describe('a payment', () => {
  test.each([
    ['20.00', 'april 20.00, credit 0.00'],
    ['120.00', 'april 50.00, march 70.00, credit 0.00'],
    ['200.00', 'april 50.00, march 100.00, may 30.00, credit 20.00'],
    ['0.00', 'credit 0.00'],
  ])('R85: of %s goes to the oldest due date first, and the rest is credit', (amount, expected) => {
    expect(told(allocatePayment(euros(amount), invoices))).toBe(expected);
  });

  test('R85: goes first to the invoices that are named, in their order', () => {
    const named = [{ invoiceId: 'may' }, { invoiceId: 'march', amount: euros('10.00') }];
    expect(told(allocatePayment(euros('60.00'), invoices, { named }))).toBe(
      'may 30.00, march 10.00, april 20.00, credit 0.00',
    );
    expect(told(allocatePayment(euros('60.00'), invoices, { named, rest: 'credit' }))).toBe(
      'may 30.00, march 10.00, credit 20.00',
    );
  });

  test('R85: without invoices is credit on account', () => {
    expect(told(allocatePayment(euros('60.00'), []))).toBe('credit 60.00');
  });

  test('takes the same due date by day of issue and number', () => {
    const [b, a] = ['b', 'a'].map((id) => invoice(id, '10.00', '2026-05-01'));
    expect(told(allocatePayment(euros('15.00'), [b, a] as Invoice[]))).toBe('a 10.00, b 5.00, credit 0.00');
  });

  test('passes over what is not open, credit notes and other currencies', () => {
    const others = [
      exampleDraft('10.00', { id: 'draft' }),
      transitionInvoice(invoice('void', '10.00', '2026-04-01'), { type: 'void' }),
      invoice('note', '10.00', '2026-04-01', { kind: 'credit-note' }),
      transitionInvoice(invoice('paid', '10.00', '2026-04-01'), { type: 'pay', amount: euros('10.00') }),
    ];
    const dollars = { ...april, id: 'usd', content: { ...exampleContent('1.00'), currency: 'USD' } };
    expect(told(allocatePayment(euros('20.00'), [...others, dollars, april]))).toBe(
      'april 20.00, credit 0.00',
    );
    const named = others.map(({ id }) => ({ invoiceId: id }));
    expect(told(allocatePayment(euros('20.00'), others, { named }))).toBe('credit 20.00');
  });

  test.each([
    ['an invoice that is not there', [{ invoiceId: 'june' }], '"june" is none of the invoices'],
    ['an invoice twice', [{ invoiceId: 'may' }, { invoiceId: 'may' }], '"may" is named twice'],
    ['another currency', [{ invoiceId: 'may', amount: money('1.00', 'USD') }], 'CURRENCY_MISMATCH'],
    ['less than nothing', [{ invoiceId: 'may', amount: euros('-1.00') }], 'must be 0 or more'],
  ])('that names %s is refused', (_, named, fault) => {
    expect(() => allocatePayment(euros('1.00'), invoices, { named })).toThrow(fault);
  });

  test('below 0 is a refund, and refused here', () => {
    expect(() => allocatePayment(euros('-1.00'), invoices)).toThrow('payment: must be 0 or more');
  });
});

describe('credit of a customer', () => {
  const credits = [
    { creditId: 'over-paid', left: euros('40.00') },
    { creditId: 'goodwill', left: euros('25.00') },
  ];

  test('R85: pays later invoices, the first credit first', () => {
    const { uses, credits: left } = applyCredits(credits, [april], 'EUR');
    expect(uses.map((use) => `${use.creditId} ${use.amount.amount}`)).toEqual([
      'over-paid 40.00',
      'goodwill 10.00',
    ]);
    expect(left.map((credit) => credit.left.amount)).toEqual(['0.00', '15.00']);
  });

  test('R85: that is not there pays nothing', () => {
    expect(applyCredits([], invoices, 'EUR')).toEqual({ uses: [], credits: [] });
  });

  test('twice, or of another currency, is refused', () => {
    expect(() => applyCredits([...credits, ...credits], invoices, 'EUR')).toThrow('has a credit twice');
    expect(() => applyCredits(credits, invoices, 'USD')).toThrow('CURRENCY_MISMATCH');
  });
});

describe('a refund', () => {
  const payment = allocatePayment(euros('170.00'), [march, april]);

  test('R85: of the whole payment gives back all of it, the last invoice first', () => {
    expect(told(payment)).toBe('april 50.00, march 100.00, credit 20.00');
    expect(told(refundPayment(payment))).toBe('march 100.00, april 50.00, credit 20.00');
  });

  test.each([
    ['15.00', 'credit 15.00'],
    ['30.00', 'march 10.00, credit 20.00'],
    ['120.01', 'march 100.00, april 0.01, credit 20.00'],
  ])('R85: of %s takes the credit first', (amount, expected) => {
    expect(told(refundPayment(payment, euros(amount)))).toBe(expected);
  });

  test('of more than was paid is refused', () => {
    expect(() => refundPayment(payment, euros('170.01'))).toThrow(
      'amount: 170.01 EUR is more than the 170.00 that are left of the payment',
    );
  });
});
