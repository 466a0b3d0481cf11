import type { Payment } from '../../records/payments.ts';
import type { CustomerChecker } from '../checker.ts';
import { groupBy } from '../group-by.ts';
import type { CustomerRows } from '../customer-rows.ts';
import { differ, exact, sumOf, textOf } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';

/** Every movement of money between payments, invoices and the customer's credit. */
export const moneyAccountedFor: CustomerChecker = {
  invariant: 'I23',
  says: 'All of a payment is on invoices, is credit or was given back, and invoices have what they were paid.',
  of: 'customer',
  *check(rows) {
    yield* paymentFaults(rows);
    yield* invoiceFaults(rows);
    yield* creditFaults(rows);
  },
};

/** Where the money of a fund is: rows of invoices and of the customer's credit. */
const rowsOf = ({ applications, credits }: CustomerRows) => [...applications, ...credits];

function* paymentFaults(rows: CustomerRows): Generator<Finding> {
  const moved = rowsOf(rows);
  const standing = new Set(rows.payments.flatMap(({ id, reversedAt }) => (reversedAt === null ? [id] : [])));
  const byFund = groupBy(moved, ({ fund }) => `${fund.kind}:${fund.id}`);
  const byRefund = groupBy(moved, ({ refundId }) => refundId);
  for (const payment of rows.payments) {
    const { id, kind, amount } = payment;
    if (kind === 'refund') {
      const taken = sumOf((byRefund.get(id) ?? []).map((row) => row.amount.amount));
      // A ledger can tell of a refund before the payment: then it has taken nothing yet.
      if (taken !== null && -taken > (exact(amount.amount) ?? 0n))
        yield finding('payment', id, 'gave back more than it says', {
          expected: amount.amount,
          found: textOf(-taken),
        });
      continue;
    }
    const own = byFund.get(`payment:${id}`) ?? [];
    const held = own.filter(({ refundId }) => refundId === null || !standing.has(refundId));
    const found = sumOf((payment.reversedAt === null ? held : own).map((row) => row.amount.amount));
    const expected = expectedOf(payment);
    if (differ(expected, found))
      yield finding('payment', id, 'is not where its money is', {
        expected: textOf(expected),
        found: textOf(found),
      });
  }
}

const expectedOf = ({ amount, reversedAt }: Payment): bigint | null =>
  reversedAt === null ? exact(amount.amount) : 0n;

function* invoiceFaults({ invoices, applications }: CustomerRows): Generator<Finding> {
  const byInvoice = groupBy(applications, ({ invoiceId }) => invoiceId);
  for (const { id, kind, content, paid, refunded, credited, writtenOff, settlement } of invoices) {
    const [got, back] = [exact(paid.amount), exact(refunded.amount)];
    if (got === null || back === null) continue;
    const found = sumOf((byInvoice.get(id) ?? []).map(({ amount }) => amount.amount));
    // What a credit note gives is credit, or lowers its invoice: nothing is applied to it.
    if (kind === 'invoice' && differ(found, got - back))
      yield finding('invoice', id, 'was paid other than it says', {
        expected: textOf(got - back),
        found: textOf(found),
      });
    const off = sumOf([credited.amount, writtenOff.amount]);
    const total = exact(content.totals.total.amount);
    const isOpen = settlement !== 'draft' && settlement !== 'void';
    if (isOpen && off !== null && total !== null && total - got + back - off < 0n)
      yield finding('invoice', id, 'was paid more than it asks for', {
        open: textOf(total - got + back - off),
      });
  }
}

function* creditFaults({ customerId, credits }: CustomerRows): Generator<Finding> {
  const byFund = groupBy(credits, ({ fund, amount }) => `${fund.kind}:${fund.id} ${amount.currency}`);
  for (const [fund, moves] of byFund) {
    const left = sumOf(moves.map(({ amount }) => amount.amount));
    if (left !== null && left < 0n)
      yield finding('customer', customerId, 'has used more credit than there was', {
        fund,
        left: textOf(left),
      });
  }
}
