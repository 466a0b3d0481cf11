import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../money/arithmetic.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import { exampleDraft, issue } from '../../testing/invoice-fixture.ts';
import { anyCivilDate } from '../../testing/time-arbitraries.ts';
import type { Invoice } from '../invoice.ts';
import { openAmount } from '../life/open-amount.ts';
import { transitionInvoice } from '../life/transition-invoice.ts';
import { allocatePayment } from './allocate-payment.ts';
import { applyCredits } from './apply-credits.ts';
import type { PaymentOrder } from './payment-order.ts';
import { refundPayment } from './refund-payment.ts';

const cents = (units: number): Money => fromMinorUnits(BigInt(units), 'EUR');
const anyAmount = fc.nat({ max: 3000 }).map(cents);
const anyInvoices: fc.Arbitrary<readonly Invoice[]> = fc
  .array(
    fc.record({
      total: fc.nat({ max: 1000 }),
      dueOn: anyCivilDate({ from: '2026-04-01', to: '2026-04-09' }),
    }),
    {
      maxLength: 6,
    },
  )
  .map((all) =>
    all.map(({ total, dueOn }, index) =>
      transitionInvoice(exampleDraft(cents(total).amount, { id: `inv_${index}` }), { ...issue, dueOn }),
    ),
  );
const anyOrder = (invoices: readonly Invoice[]): fc.Arbitrary<PaymentOrder> =>
  fc.record({
    named: fc.shuffledSubarray(invoices.map(({ id }) => ({ invoiceId: id }))),
    rest: fc.constantFrom('oldest-due', 'credit'),
  });
const anyPayment = anyInvoices.chain((invoices) =>
  fc.tuple(fc.constant(invoices), anyAmount, anyOrder(invoices)),
);

const totalOf = (parts: readonly { readonly amount: Money }[]): bigint =>
  toMinorUnits(
    sum(
      parts.map(({ amount }) => amount),
      'EUR',
    ),
  );

test('R85: a payment is on invoices or is credit, to the cent, and no invoice gets more than is open on it', () => {
  fc.assert(
    fc.property(anyPayment, ([invoices, payment, order]) => {
      const { applications, credit } = allocatePayment(payment, invoices, order);
      expect(totalOf(applications) + toMinorUnits(credit)).toBe(toMinorUnits(payment));
      // Each command is one that the invoice takes, so nothing is above what is open.
      const paid = invoices.map((invoice) => {
        const mine = applications.filter(({ invoiceId }) => invoiceId === invoice.id);
        expect(mine.length).toBeLessThan(2);
        return mine.reduce((one, { amount }) => transitionInvoice(one, { type: 'pay', amount }), invoice);
      });
      const isAllPaid = paid.every((invoice) => toMinorUnits(openAmount(invoice)) === 0n);
      expect(order.rest === 'credit' || isAllPaid || toMinorUnits(credit) === 0n).toBe(true);
    }),
  );
});

test('R85: nobody is paid before an invoice that is due earlier is paid in full', () => {
  fc.assert(
    fc.property(anyInvoices, anyAmount, (invoices, payment) => {
      const { applications } = allocatePayment(payment, invoices);
      const due = applications.map(
        ({ invoiceId }) => invoices.find(({ id }) => id === invoiceId)?.issued?.dueOn ?? '',
      );
      expect(due).toEqual(due.toSorted());
    }),
  );
});

test('R85: a refund takes back a part of a payment, exactly, and never more than an invoice got of it', () => {
  fc.assert(
    fc.property(anyPayment, fc.nat({ max: 1000 }), ([invoices, payment, order], share) => {
      const allocation = allocatePayment(payment, invoices, order);
      const amount = fromMinorUnits((toMinorUnits(payment) * BigInt(share)) / 1000n, 'EUR');
      const back = refundPayment(allocation, amount);
      expect(totalOf(back.applications) + toMinorUnits(back.credit)).toBe(toMinorUnits(amount));
      for (const { invoiceId, amount: part } of back.applications) {
        const got = allocation.applications.find((application) => application.invoiceId === invoiceId);
        expect(got !== undefined && toMinorUnits(part) <= toMinorUnits(got.amount)).toBe(true);
      }
      expect(toMinorUnits(back.credit) <= toMinorUnits(allocation.credit)).toBe(true);
    }),
  );
});

test('R85: credits pay what one payment of their sum would, and each is used or left, to the cent', () => {
  fc.assert(
    fc.property(anyInvoices, fc.array(anyAmount, { maxLength: 5 }), (invoices, amounts) => {
      const credits = amounts.map((left, index) => ({ creditId: `credit_${index}`, left }));
      const { uses, credits: rest } = applyCredits(credits, invoices, 'EUR');
      for (const [index, { creditId, left }] of credits.entries()) {
        const used = totalOf(uses.filter((use) => use.creditId === creditId));
        expect(used + toMinorUnits(rest[index]?.left ?? left)).toBe(toMinorUnits(left));
      }
      for (const { invoiceId, amount } of allocatePayment(sum(amounts, 'EUR'), invoices).applications) {
        expect(totalOf(uses.filter((use) => use.invoiceId === invoiceId))).toBe(toMinorUnits(amount));
      }
    }),
  );
});
