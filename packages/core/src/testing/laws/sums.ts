import { english } from '../../bill/words/en.ts';
import { type Decimal, decimal, formatDecimal, toPlaces } from '../../money/decimal.ts';
import type { Charge } from '../../rating/charge.ts';

/** 3600 times the amount of a charge: a third of an hour's price has no last decimal place, this has one. */
function amountTimes3600({ unit, unitPrice, billedSeconds, pieces }: Charge): Decimal {
  return decimal(unitPrice).times(unit === 'hour' ? billedSeconds : pieces * 3600);
}

/** The amount of a charge, to more places than anybody counts. */
export function exactAmount(charge: Charge): Decimal {
  return amountTimes3600(charge).dividedBy(3600);
}

/** 3600 times what charges come to in each of their currencies. */
export function sumsTimes3600(charges: readonly Charge[]): ReadonlyMap<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const charge of charges)
    sums.set(charge.currency, (sums.get(charge.currency) ?? decimal(0)).plus(amountTimes3600(charge)));
  return sums;
}

/** An exact amount for the eye: `EUR 45.00`, with at most six decimal places. */
export function inMoney(amount: Decimal, currency: string): string {
  return english.notation.money(formatDecimal(toPlaces(amount, 6, 'half-up')), currency);
}

/** `1 h 20 min` */
export function inTime(seconds: number): string {
  return seconds < 0 ? `−${english.notation.duration(-seconds)}` : english.notation.duration(seconds);
}

/** The sum of a number of each item. */
export function sumBy<Item>(items: Iterable<Item>, number: (item: Item) => number): number {
  let sum = 0;
  for (const item of items) sum += number(item);
  return sum;
}

/** Items by a key, in the order in which they come. */
export function groupBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
