import type { LineKind } from '../invoice/invoice-line.ts';
import { subtract, sum } from '../money/arithmetic.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import { percentOf } from './percent-of.ts';
import type { BillAmounts } from './project-bill.ts';

/** What a period comes to. The first five sum to what lines print; all are in the contract's currency. */
export interface ForecastFigures {
  /** Work, before discounts. */
  readonly work: Money;
  readonly fees: Money;
  readonly expenses: Money;
  readonly products: Money;
  readonly trueUps: Money;
  /** What discounts and caps take off. */
  readonly discount: Money;
  /** The revenue: after discounts and without tax. */
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
  /** What the work costs; `null` where some of it is not known or in another currency. */
  readonly cost: Money | null;
  /** Net less cost. */
  readonly margin: Money | null;
  /** The margin in percent of the net; `null` where there is no margin or no net. */
  readonly marginShare: DecimalString | null;
}

const kindsOfWork: ReadonlySet<LineKind> = new Set(['time', 'piece', 'incident']);

/** Sums a bill by what its lines are for. */
export function figuresOf({ currency, lines, totals }: BillAmounts, cost: Money | null): ForecastFigures {
  const sumOf = (counts: (kind: LineKind) => boolean): Money =>
    sum(
      lines.filter(({ kind }) => counts(kind)).map(({ amount }) => amount),
      currency,
    );
  const { discount, net, tax, total } = totals;
  const margin = cost === null ? null : subtract(net, cost);
  return {
    work: sumOf((kind) => kindsOfWork.has(kind)),
    fees: sumOf((kind) => kind === 'recurring-fee'),
    expenses: sumOf((kind) => kind === 'expense'),
    products: sumOf((kind) => kind === 'product'),
    trueUps: sumOf((kind) => kind === 'true-up'),
    discount,
    net,
    tax,
    total,
    cost,
    margin,
    marginShare: margin === null ? null : percentOf(margin.amount, net.amount),
  };
}
