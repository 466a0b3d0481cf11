import {
  type Charge,
  linePolicy,
  type Money,
  priceLines,
  type RatedWork,
  subtract,
  sum,
} from '@billwright/core';
import { groupBy } from './group-by.ts';
import type { InvoiceDocument } from './make-invoices.ts';

/** What is left of an invoice after the internal cost of its customer's work. */
export interface Margin {
  readonly customer: string;
  readonly net: Money;
  /** Of all time worked for the customer, billed or not, as far as it is known. */
  readonly cost: Money | null;
  /** `null` where the cost is unknown or in another currency. */
  readonly margin: Money | null;
}

/** The margins of a run. */
export interface Margins {
  readonly rows: readonly Margin[];
  /** Entries without a price in the cost book: their cost is unknown, not 0 (R44), and is in no row. */
  readonly unknown: number;
}

/** Compares each invoice with the cost of its customer's work; `null` without a cost book. */
export function margins(invoices: readonly InvoiceDocument[], { cost }: RatedWork): Margins | null {
  if (cost === null) return null;
  const charges = groupBy(cost.charges(), ({ customerId }) => customerId);
  const rows = invoices.map(({ customer, totals: { net } }) => {
    const known = total(charges.get(customer.id) ?? []);
    const margin = known?.currency === net.currency ? subtract(net, known) : null;
    return { customer: customer.name, net, cost: known, margin };
  });
  return { rows, unknown: cost.missing.length };
}

/** Rounded once for each price per hour. */
function total(charges: readonly Charge[]): Money | null {
  const lines = priceLines(charges, linePolicy({ method: 'exact', groupBy: [] }));
  const amounts = lines.map(({ amount }) => amount);
  return amounts[0] === undefined ? null : sum(amounts, amounts[0].currency);
}
