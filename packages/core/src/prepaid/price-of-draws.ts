import { requireCurrency } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import { unitsOf } from './ledger-quantity.ts';
import type { PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

/**
 * What draws are worth: of money what was drawn, of hours the price of their lots in proportion, each draw rounded
 * half-up. What was given away is worth nothing.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when a lot was bought in another currency.
 */
export function priceOfDraws(
  account: PrepaidAccount,
  lots: ReadonlyMap<string, PrepaidLot>,
  draws: readonly PrepaidPosting[],
  currency: CurrencyCode,
): Money {
  const units = draws.reduce((sum, { kind, lotId, quantity }) => {
    if (kind !== 'draw') return sum;
    const drawn = -unitsOf(account, quantity);
    if (account.currency !== null) return sum + drawn;
    const lot = lotId === null ? undefined : lots.get(lotId);
    if (lot?.price == null) return sum;
    requireCurrency(lot.price, currency);
    return sum + divideRounded(toMinorUnits(lot.price) * drawn, unitsOf(account, lot.quantity), 'half-up');
  }, 0n);
  return fromMinorUnits(units, currency);
}
