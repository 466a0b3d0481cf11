import type { CurrencyCode } from '../../money/currency.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import type { Fee } from '../component-kind.ts';
import type { ContractPeriod } from '../contract-period.ts';
import { prorate } from '../prorate.ts';

interface FeeOfAPeriod extends Pick<Fee, 'key' | 'description' | 'quantity' | 'unitPrice'> {
  /** What a whole period costs, exact. */
  readonly whole: DecimalString;
  readonly prorate: boolean;
  readonly currency: CurrencyCode;
}

/** The fee of one period, or none when no day of it is covered. */
export function periodFee({ covered, share }: ContractPeriod, fee: FeeOfAPeriod): readonly Fee[] {
  const [first, last] = [covered[0], covered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { key, description, quantity, unitPrice, whole, currency } = fee;
  const part = fee.prorate ? share : { covered: 1, full: 1 };
  const amount = prorate(whole, part, currency);
  return [{ key, description, quantity, unitPrice, amount, from: first.from, to: last.to }];
}
