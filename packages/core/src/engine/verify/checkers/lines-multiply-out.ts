import type { Invoice, InvoiceContent } from '../../../invoice/invoice.ts';
import { minorDigits, isCurrency } from '../../../money/currency.ts';
import type { CustomerChecker } from '../checker.ts';
import { exact, product, textOf } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';

/** Rounded amounts, against the exact ones that they were rounded from. */
export const linesMultiplyOut: CustomerChecker = {
  invariant: 'I4',
  says: 'What is printed multiplies out: quantity × price is the amount, base × percent is the tax, each rounded once.',
  of: 'customer',
  *check({ invoices }) {
    for (const invoice of invoices) {
      const { id, kind, content } = invoice;
      if (!isCurrency(content.currency)) continue;
      yield* lineFaults(id, content);
      // A credit note takes its taxes from those of its invoice, and the last one what is left of them.
      if (kind === 'invoice') yield* taxFaults(invoice);
    }
  },
};

/** One of the smallest coins. */
function coinOf(currency: string): bigint {
  const digits = minorDigits(currency);
  return exact(digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`) ?? 0n;
}

function* lineFaults(id: string, { lines, currency }: InvoiceContent): Generator<Finding> {
  const coin = coinOf(currency);
  for (const { key, kind, quantity, unitPrice, amount } of lines) {
    const [count, price, printed] = [exact(quantity), exact(unitPrice), exact(amount.amount)];
    // Information is about what costs nothing here, whatever its price is elsewhere.
    if (kind === 'information' || count === null || price === null || printed === null) continue;
    const off = product(count, price) - printed;
    if (2n * (off < 0n ? -off : off) <= coin) continue;
    const values = { line: key, quantity, unitPrice, found: amount.amount };
    yield finding('invoice', id, 'a line does not multiply out', values);
  }
}

function* taxFaults({ id, content }: Invoice): Generator<Finding> {
  const { totals, currency, taxRounding, pricesIncludeTax } = content;
  const coin = coinOf(currency);
  for (const { taxCode, base, percent, amount } of totals.taxes) {
    const [net, rate, tax] = [exact(base.amount), exact(percent), exact(amount.amount)];
    if (net === null || rate === null || tax === null) continue;
    const off = product(net, rate) / 100n - tax;
    // Taxes that are rounded line by line, or taken out of prices, are off by less than a coin for each line.
    const roundings = taxRounding.level === 'line' || pricesIncludeTax ? totals.lines.length + 1 : 1;
    if ((off < 0n ? -off : off) < coin * BigInt(roundings)) continue;
    const values = { taxCode, base: base.amount, percent, expected: textOf(tax + off), found: amount.amount };
    yield finding('invoice', id, 'a tax is not that of its base', values);
  }
}
