import { compareText } from '../invoice/compare-text.ts';
import { subtract } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { isZero, type Money, zero } from '../money/money.ts';
import type { ReasonCode } from './difference-reason.ts';
import { Tally } from './difference-side.ts';

/** An amount on both sides. */
export interface AmountDifference {
  readonly before: Money;
  readonly after: Money;
  /** `after` less `before`. */
  readonly change: Money;
}

/** How many of the differing items have a reason. */
export interface ReasonCount {
  readonly code: ReasonCode;
  readonly items: number;
}

/** What is summed: amounts of a subject, under its key. */
export interface Summand<Subject> {
  readonly key: string;
  readonly subject: Subject;
  readonly amount: Money;
}

/** A subject with its amounts, in the order of the keys. */
export interface Row<Subject> extends AmountDifference {
  readonly key: string;
  readonly subject: Subject;
  readonly currency: CurrencyCode;
}

/** Sums of both sides, matched by key and currency. What only one side has is 0 on the other. */
export function rowsOf<Subject>(
  before: readonly Summand<Subject>[],
  after: readonly Summand<Subject>[],
): readonly Row<Subject>[] {
  const [one, other] = [tallied(before), tallied(after)];
  const keys = [...new Set([...one.keys(), ...other.keys()])].toSorted(compareText);
  return keys.flatMap((key) => {
    const [left, right] = [one.get(key), other.get(key)];
    const found = right ?? left;
    if (found === undefined) return [];
    const { currency } = found.amount;
    const [was, is] = [left?.amount ?? zero(currency), right?.amount ?? zero(currency)];
    return [{ key, subject: found.subject, currency, before: was, after: is, change: subtract(is, was) }];
  });
}

/** Whether a row tells of a difference. */
export const differs = ({ change }: AmountDifference): boolean => !isZero(change);

function tallied<Subject>(summands: readonly Summand<Subject>[]): Tally<Subject> {
  const tally = new Tally<Subject>();
  for (const { key, subject, amount } of summands) tally.add(`${key}\0${amount.currency}`, subject, amount);
  return tally;
}
