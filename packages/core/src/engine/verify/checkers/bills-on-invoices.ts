import type { Invoice } from '../../../invoice/invoice.ts';
import type { InvoiceLine, LineKind } from '../../../invoice/invoice-line.ts';
import type { StoredBill } from '../../records/billing.ts';
import type { CustomerChecker } from '../checker.ts';
import { groupBy } from '../group-by.ts';
import type { CustomerRows } from '../customer-rows.ts';
import { differ, exact, sumOf, textOf } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';

/** Lines that only a bill makes. */
const billed: readonly LineKind[] = [
  'time',
  'piece',
  'incident',
  'recurring-fee',
  'true-up',
  'expense',
  'product',
  'prepaid-work',
];

/** Conservation of money between bills, the invoices that they are on, and what is carried forward. */
export const billsOnInvoices: CustomerChecker = {
  invariant: 'I11',
  says: 'What bills charge is what their invoices ask for, line by line, or is carried forward.',
  of: 'customer',
  *check(rows) {
    const byInvoice = groupBy(rows.bills, ({ invoiceId }) => invoiceId);
    const known = new Set(rows.invoices.map(({ id }) => id));
    for (const invoice of rows.invoices) yield* lineFaults(invoice, byInvoice.get(invoice.id) ?? []);
    for (const { id, invoiceId } of rows.standing)
      if (invoiceId !== null && !known.has(invoiceId))
        yield finding('bill', id, 'stands and its invoice is not there', { invoiceId });
    yield* carriedFaults(rows);
  },
};

function* lineFaults({ id, kind, content }: Invoice, bills: readonly StoredBill[]): Generator<Finding> {
  const isNegative = kind === 'credit-note';
  // A credit note that corrects an invoice bills nothing: it is held against its invoice.
  if (isNegative && bills.length === 0) return;
  const onInvoice = new Map(content.lines.map((line) => [line.key, line]));
  const own = new Set<string>();
  for (const { id: billId, bill } of bills) {
    for (const line of bill.lines) {
      const isSole = content.bills.length === 1;
      const key = isSole
        ? line.key
        : `${encodeURIComponent(bill.contractId)}@${bill.period.from}:${line.key}`;
      own.add(key);
      const found = amountOf(onInvoice.get(key), isNegative);
      if (!differ(found ?? 0n, exact(line.amount.amount)) && onInvoice.has(key)) continue;
      const values = { billId, line: key, expected: line.amount.amount, found: textOf(found) };
      yield finding('invoice', id, 'asks for other than its bill charges', values);
    }
  }
  for (const { key, kind: lineKind } of content.lines)
    if (billed.includes(lineKind) && !own.has(key))
      yield finding('invoice', id, 'asks for what no bill charges', { line: key });
}

function amountOf(line: InvoiceLine | undefined, isNegative: boolean): bigint | null {
  const amount = line === undefined ? null : exact(line.amount.amount);
  return amount === null ? null : isNegative ? -amount : amount;
}

/** Bills without an invoice come to nothing, or to what is carried forward. */
function* carriedFaults({ customerId, standing, carried }: CustomerRows): Generator<Finding> {
  const left = new Map<
    string,
    { readonly bills: string[]; readonly carried: string[]; readonly on: string[] }
  >();
  const of = (currency: string) => {
    const found = left.get(currency) ?? { bills: [], carried: [], on: [] };
    left.set(currency, found);
    return found;
  };
  for (const { invoiceId, bill } of standing) {
    if (invoiceId !== null) continue;
    const { net, tax } = bill.totals;
    of(bill.currency).bills.push(net.amount, ...(bill.pricesIncludeTax ? [tax.amount] : []));
  }
  const results = new Set(carried.map((one) => one.carried.invoiceId));
  for (const { carried: one, takenBy } of carried) {
    const amounts = one.lines.map(({ amount }) => amount.amount);
    of(one.amount.currency).carried.push(...amounts);
    // What a later result has taken is in it as well.
    if (takenBy !== null && results.has(takenBy)) of(one.amount.currency).on.push(...amounts);
  }
  for (const [currency, sums] of left) {
    const [all, again, expected] = [sumOf(sums.carried), sumOf(sums.on), sumOf(sums.bills)];
    const found = all === null || again === null ? null : all - again;
    if (!differ(expected, found)) continue;
    const values = { currency, expected: textOf(expected), found: textOf(found) };
    yield finding(
      'customer',
      customerId,
      'has bills without an invoice that are not carried forward',
      values,
    );
  }
}
