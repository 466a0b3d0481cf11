import { requireCurrency } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import { drawHistory } from './draws.ts';
import { unitsOf } from './ledger-quantity.ts';
import { byInstant, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

/** Tells what draws of an account are worth. */
export interface DrawPrices {
  /**
   * Of money what was drawn, of hours the price of their lots in proportion. Draws of one lot are rounded half-up
   * together, so that all of them cost what the lot has cost. What was given away, or added to a lot, is worth nothing.
   *
   * @param draws those of the ledger, or new ones, each once and in the order in which they are made
   * @throws BillingError `CURRENCY_MISMATCH` when a lot was bought in another currency.
   */
  of(draws: readonly PrepaidPosting[]): Money;
}

/** Prices the draws of an account, whose ledger knows those before them. */
export function drawPrices(
  account: PrepaidAccount,
  lots: readonly PrepaidLot[],
  postings: readonly PrepaidPosting[],
  currency: CurrencyCode,
): DrawPrices {
  const byId = new Map(lots.filter(({ accountId }) => accountId === account.id).map((lot) => [lot.id, lot]));
  /** What was drawn of each lot so far, and of its lot before each draw. */
  const drawn = new Map<string, bigint>();
  const before = new Map<string, bigint>();
  const take = ({ key, lotId, quantity }: PrepaidPosting): bigint => {
    const known = before.get(key);
    if (known !== undefined) return known;
    const units = drawn.get(lotId ?? '') ?? 0n;
    before.set(key, units);
    drawn.set(lotId ?? '', units - unitsOf(account, quantity));
    return units;
  };
  // Money is worth itself, whatever was drawn before.
  if (account.currency === null)
    for (const draw of drawHistory(account, postings).active.toSorted(byInstant)) take(draw);

  function unitsOfPrice(draw: PrepaidPosting): bigint {
    const taken = -unitsOf(account, draw.quantity);
    if (account.currency !== null) return taken;
    const lot = byId.get(draw.lotId ?? '');
    if (lot?.price == null) return 0n;
    requireCurrency(lot.price, currency);
    const whole = unitsOf(account, lot.quantity);
    const price = toMinorUnits(lot.price);
    const upTo = (units: bigint): bigint =>
      divideRounded(price * (units < whole ? units : whole), whole, 'half-up');
    const first = take(draw);
    return upTo(first + taken) - upTo(first);
  }

  return {
    of: (draws) =>
      fromMinorUnits(
        draws.reduce((sum, draw) => (draw.kind === 'draw' ? sum + unitsOfPrice(draw) : sum), 0n),
        currency,
      ),
  };
}
