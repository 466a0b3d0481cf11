import type { Money } from '../../../src/index.ts';

/** An amount of euros in cents. */
export const centsOf = ({ amount }: Money): number => Math.round(Number(amount) * 100);

/** So many cents as euros. */
export const amountOfCents = (cents: number): Money => ({
  amount: (cents / 100).toFixed(2),
  currency: 'EUR',
});

/** The sum of the amounts of some rows, in cents. */
export const sumBy = <Row extends { readonly amount: Money }>(
  rows: readonly Row[],
  counts: (row: Row) => boolean,
): number => rows.filter(counts).reduce((sum, { amount }) => sum + centsOf(amount), 0);
