import type { CurrencyCode } from '../../money/currency.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { money } from '../../money/money.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import type { Fee, FeeFacts } from '../component-kind.ts';

interface FeeOfAContract extends Pick<Fee, 'key' | 'description'> {
  readonly amount: DecimalString;
  readonly on: CivilDate;
  readonly currency: CurrencyCode;
}

/**
 * A fee that a contract charges once. It belongs to the period of its day; when that was billed before the day was
 * known, it is due with the next one, so that it is never lost.
 */
export function oneTimeFee(
  { period: { period }, billed }: FeeFacts,
  { key, description, amount, on, currency }: FeeOfAContract,
): readonly Fee[] {
  if (on >= period.to || billed.includes(key)) return [];
  return [
    {
      key,
      description,
      quantity: '1',
      unitPrice: amount,
      amount: money(amount, currency),
      from: on,
      to: addDays(on, 1),
      once: true,
    },
  ];
}
