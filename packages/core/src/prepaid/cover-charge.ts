import { requireCurrency } from '../money/arithmetic.ts';
import { minorDigits } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { type Scaled, tenTo } from '../money/scaled.ts';
import type { Charge } from '../rating/charge.ts';
import { requireMeasured } from '../rating/require-measured.ts';
import { burnPlaces, textOfUnits, unitsOf } from './ledger-quantity.ts';
import type { PoolDraw, PrepaidPool } from './prepaid-pool.ts';

/** What a pool has paid of a charge. */
export interface PrepaidCover extends PoolDraw {
  /** Billed seconds that the pool has paid for. 0 for a price per piece that it could not pay in whole. */
  readonly coveredSeconds: number;
  /** Billed seconds that are priced as if no pool existed. */
  readonly restSeconds: number;
}

/** What a pool must know of a charge. */
export type CoverableCharge = Pick<
  Charge,
  'entryId' | 'band' | 'date' | 'unit' | 'billedSeconds' | 'pieces' | 'unitPrice' | 'currency'
>;

/**
 * Draws a charge from a pool (R71). A pool of hours is drawn by billed seconds × the band's burn factor; when it runs
 * out, it covers what is left ÷ the factor in whole seconds, and a residue stays in it. A pool of money is drawn by the
 * charge's exact amount rounded half-up to the minor unit; when it runs out, it pays all that is left, and the seconds
 * that it paid for are that amount ÷ the rate, rounded half-up. Whether the account covers the work is the caller's
 * question.
 *
 * `short` is what the pool did not have: seconds of an hours pool with their factor, or money. For a price per piece,
 * which has no seconds to split, it is the amount that is left to pay. Hours do not cover prices per piece, and an
 * amount that rounds to 0 draws nothing.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when the charge is in another currency than the pool of money.
 * @throws BillingError `PREPAID_POSTING_INVALID` when a draw of the same part of the entry stands.
 * @throws BillingError `CHARGE_INVALID` when the charge has no whole number of billed seconds, or no price.
 * @example
 * ```ts
 * import { coverCharge, creditLot, definePrepaidAccount, openPool, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({
 *   id: 'hours', customerId: 'acme', unit: 'hours', burn: { 'after-hours': '1.5' },
 * });
 * const purchase = { id: 'lot_1', quantity: '2', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z');
 * const pool = openPool(account, [lot], [posting], '2026-06-30T00:00:00.000Z');
 * const cover = coverCharge(pool, {
 *   entryId: 'te_1', band: 'after-hours', date: '2026-06-10', unit: 'hour', billedSeconds: 7200, pieces: 0,
 *   unitPrice: '180', currency: 'EUR',
 * });
 * console.log(`${cover.coveredSeconds / 60} min covered, ${cover.restSeconds / 60} min charged`);
 * // => 80 min covered, 40 min charged
 * ```
 */
export function coverCharge(pool: PrepaidPool, charge: CoverableCharge): PrepaidCover {
  requireMeasured(charge);
  const { currency } = pool.account;
  if (currency === null) return charge.unit === 'hour' ? coverHours(pool, charge) : uncovered(pool, charge);
  requireCurrency({ amount: '0', currency: charge.currency }, currency);
  return coverAmount(pool, charge);
}

function coverHours(pool: PrepaidPool, charge: CoverableCharge): PrepaidCover {
  const { account } = pool;
  const { band, date, billedSeconds } = charge;
  const factor = factorOf(Object.hasOwn(account.burn, band) ? (account.burn[band] ?? '1') : '1');
  const need = BigInt(billedSeconds) * factor;
  const available = unitsOf(account, pool.available(date));
  const seconds = need <= available ? BigInt(billedSeconds) : available / factor;
  const draw = pool.draw(textOfUnits(account, seconds * factor), workOf(charge));
  const short = textOfUnits(account, need - seconds * factor);
  return { ...draw, short, ...splitSeconds(billedSeconds, seconds) };
}

function coverAmount(pool: PrepaidPool, charge: CoverableCharge): PrepaidCover {
  const { account } = pool;
  const { unit, billedSeconds, pieces } = charge;
  const price = readScaled(charge.unitPrice);
  // An amount is count × price; both are whole numbers over this one.
  const oneUnit = tenTo(price.scale) * (unit === 'hour' ? 3600n : 1n);
  const minor = tenTo(minorDigits(charge.currency));
  const count = BigInt(unit === 'hour' ? billedSeconds : pieces);
  const need = divideRounded(count * price.units * minor, oneUnit, 'half-up');
  const draw = pool.draw(textOfUnits(account, need), workOf(charge));
  const paid = unitsOf(account, draw.drawn);
  if (need <= 0n || paid === 0n) return { ...draw, ...splitSeconds(billedSeconds, 0n) };
  if (paid === need) return { ...draw, ...splitSeconds(billedSeconds, BigInt(billedSeconds)) };
  if (unit === 'piece') return { ...draw, ...splitSeconds(billedSeconds, 0n) };
  const seconds = divideRounded(paid * oneUnit, price.units * minor, 'half-up');
  return { ...draw, ...splitSeconds(billedSeconds, seconds) };
}

function uncovered(pool: PrepaidPool, charge: CoverableCharge): PrepaidCover {
  const nothing = textOfUnits(pool.account, 0n);
  return { postings: [], drawn: nothing, short: nothing, ...splitSeconds(charge.billedSeconds, 0n) };
}

function splitSeconds(
  billedSeconds: number,
  covered: bigint,
): Pick<PrepaidCover, 'coveredSeconds' | 'restSeconds'> {
  const coveredSeconds = Math.min(Number(covered), billedSeconds);
  return { coveredSeconds, restSeconds: billedSeconds - coveredSeconds };
}

const workOf = ({ entryId, band, date }: CoverableCharge): Parameters<PrepaidPool['draw']>[1] => ({
  entryId,
  part: band,
  workDate: date,
});

/** Ledger steps that one second takes. */
function factorOf(factor: DecimalString): bigint {
  const { units, scale } = readScaled(factor);
  return units * tenTo(burnPlaces - scale);
}

/** Like `toScaled`, but quick, for a text that is known to be a decimal string of few places. */
function readScaled(text: DecimalString): Scaled {
  const point = text.indexOf('.');
  return { units: BigInt(text.replace('.', '')), scale: point === -1 ? 0 : text.length - point - 1 };
}
