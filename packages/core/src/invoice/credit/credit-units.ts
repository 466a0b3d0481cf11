import { apportion } from '../../money/apportion.ts';
import { divideRounded } from '../../money/divide-rounded.ts';
import { toMinorUnits } from '../../money/minor-units.ts';
import type { LineTotal } from '../total-invoice.ts';

/** The numbers of a line in minor units: of the invoice's line, or of the part of it that is credited. */
export interface CreditUnits {
  /** Before discounts; with tax when prices include it. */
  readonly amount: bigint;
  readonly discount: bigint;
  readonly net: bigint;
  /** In the order of the line's tax codes. */
  readonly taxes: readonly bigint[];
}

/** The numbers of a line of an invoice or of a credit note. */
export function creditUnits({ amount, discount, net, taxes }: LineTotal): CreditUnits {
  return {
    amount: toMinorUnits(amount),
    discount: toMinorUnits(discount),
    net: toMinorUnits(net),
    taxes: taxes.map((tax) => toMinorUnits(tax.amount)),
  };
}

/** What is left of a line after a part of it. */
export function unitsLess(whole: CreditUnits, part: CreditUnits): CreditUnits {
  return {
    amount: whole.amount - part.amount,
    discount: whole.discount - part.discount,
    net: whole.net - part.net,
    taxes: whole.taxes.map((tax, index) => tax - (part.taxes[index] ?? 0n)),
  };
}

export const isNothing = ({ amount, discount, net, taxes }: CreditUnits): boolean =>
  [amount, discount, net, ...taxes].every((units) => units === 0n);

export const totalOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);

/** The net and the taxes of a line. */
export const grossOf = ({ net, taxes }: CreditUnits): bigint => net + totalOf(taxes);

/**
 * The part of a line that an amount before discounts makes. Discount and taxes go with it in proportion to what is left
 * of them, each rounded half-up. Since it is a part of what is left, it never takes more, and the last one takes all.
 */
export function partByAmount(left: CreditUnits, amount: bigint, pricesIncludeTax: boolean): CreditUnits {
  if (amount === left.amount) return left;
  if (pricesIncludeTax) {
    const gross = shareOf(grossOf(left), amount, left.amount);
    const [net = 0n, ...taxes] = split(gross, [left.net, ...left.taxes]);
    return { amount, discount: amount - gross, net, taxes };
  }
  const net = shareOf(left.net, amount, left.amount);
  return {
    amount,
    discount: amount - net,
    net,
    taxes: left.taxes.map((tax) => shareOf(tax, amount, left.amount)),
  };
}

/** The part of a line that a net and taxes make; the discount goes with them in proportion. */
export function partByNet(
  left: CreditUnits,
  { net, taxes }: Pick<CreditUnits, 'net' | 'taxes'>,
  pricesIncludeTax: boolean,
): CreditUnits {
  const discounted = pricesIncludeTax ? net + totalOf(taxes) : net;
  const whole = pricesIncludeTax ? grossOf(left) : left.net;
  const discount = shareOf(left.discount, discounted, whole);
  return { amount: discounted + discount, discount, net, taxes };
}

/** Splits a part of what is left over its pieces, in proportion to them (R4). No piece gets more than it is. */
export function split(part: bigint, left: readonly bigint[]): bigint[] {
  const whole = totalOf(left);
  if (whole === 0n) return left.map(() => 0n);
  const sign = whole < 0n ? -1n : 1n;
  const shares = left.map((piece) => piece * part * sign);
  return apportion(part, shares, whole * sign);
}

/** `value` × `part` / `whole`, rounded half-up; nothing of nothing. */
export function shareOf(value: bigint, part: bigint, whole: bigint): bigint {
  if (whole === 0n) return 0n;
  return whole < 0n
    ? divideRounded(value * -part, -whole, 'half-up')
    : divideRounded(value * part, whole, 'half-up');
}
