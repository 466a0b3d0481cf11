import { inputError } from '../errors/parse-input.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { multiply } from '../money/arithmetic.ts';
import { type Money, money } from '../money/money.ts';
import { tenTo } from '../money/scaled.ts';
import { type Instant, instant, instantToSeconds, secondsToInstant } from '../time/instant.ts';
import {
  fromLedgerQuantity,
  type LedgerQuantity,
  textOfUnits,
  unitsOf,
  unitsOfWritten,
} from './ledger-quantity.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import { boughtPlaces, type TopUpRule } from './top-up-rule.ts';

/** What the decision about a top-up needs to know. */
export interface TopUpFacts {
  /** What the account has, by its ledger. */
  readonly balance: LedgerQuantity;
  /** The sum of top-ups that are invoiced and not yet usable, as the ledger counts. */
  readonly inFlight: LedgerQuantity;
  readonly now: Instant;
  /** Failed payments of top-ups since the last one that was paid. Default: none. */
  readonly failures?: { readonly count: number; readonly lastAt: Instant } | null | undefined;
}

/** Whether a top-up is to be invoiced now. */
export type TopUpDecision =
  | { readonly status: 'enough' }
  /** One is needed, and payments have failed: not before `until`. */
  | { readonly status: 'waiting'; readonly until: Instant }
  /** One is to be invoiced: a purchase of so much, in hours or in the currency, at this price before tax. */
  | { readonly status: 'due'; readonly quantity: DecimalString; readonly price: Money };

/**
 * Decides whether an account fills itself up (R74): when its balance and what is in flight are below the threshold. One
 * top-up closes the whole gap: `by` an amount as many times as it takes to reach the threshold, or `to` an amount. Since
 * what is in flight counts, no second one follows for the same crossing. After failed payments it waits, longer each
 * time. An account without a rule has always enough.
 *
 * Hours are rounded up to 4 decimal places, since an invoice prints no more; the price is quantity × price per hour,
 * half-up.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when a quantity is not one of this account's ledger.
 * @throws BillingError `INSTANT_INVALID` when, after failed payments, `lastAt` or `now` is not an instant.
 * @example
 * ```ts
 * import { definePrepaidAccount, topUpDue } from '@billwright/core';
 *
 * const account = definePrepaidAccount({
 *   id: 'budget', customerId: 'acme', unit: 'money', currency: 'EUR', topUp: { threshold: '100.00', to: '500.00' },
 * });
 * const now = '2026-06-10T12:00:00.000Z';
 * const first = topUpDue(account, { balance: '80.00', inFlight: '0.00', now });
 * console.log(first.status === 'due' ? first.price.amount : first.status);
 * // => 420.00
 * console.log(topUpDue(account, { balance: '50.00', inFlight: '420.00', now }).status);
 * // => enough
 * ```
 */
export function topUpDue(account: PrepaidAccount, facts: TopUpFacts): TopUpDecision {
  const { topUp } = account;
  if (topUp === null) return { status: 'enough' };
  const has = unitsOf(account, facts.balance) + unitsOf(account, facts.inFlight);
  const threshold = unitsOfWritten(account, topUp.threshold);
  if (has >= threshold) return { status: 'enough' };
  const until = endOfWait(topUp, facts);
  if (until !== null && instant(facts.now) < until) return { status: 'waiting', until };
  return due(account, topUp, missing(account, topUp, has, threshold));
}

/** How much one top-up adds, in whole steps. */
function missing(account: PrepaidAccount, { by, to }: TopUpRule, has: bigint, threshold: bigint): bigint {
  if (by === null) return unitsOfWritten(account, to ?? '0') - has;
  const one = unitsOfWritten(account, by);
  return divideRounded(threshold - has, one, 'up') * one;
}

function due(account: PrepaidAccount, { pricePerHour }: TopUpRule, units: bigint): TopUpDecision {
  if (account.currency !== null) {
    const quantity = textOfUnits(account, units);
    return { status: 'due', quantity, price: money(quantity, account.currency) };
  }
  if (pricePerHour === null) {
    const message = 'is missing: `definePrepaidAccount` asks for it';
    throw inputError('PREPAID_ACCOUNT_INVALID', [{ path: ['topUp', 'pricePerHour'], message }]);
  }
  const step = unitsOfWritten(account, '1') / tenTo(boughtPlaces);
  const rounded = divideRounded(units, step, 'up') * step;
  const quantity = fromLedgerQuantity(account, textOfUnits(account, rounded), boughtPlaces);
  return { status: 'due', quantity, price: multiply(pricePerHour, quantity) };
}

/** When the wait after failed payments is over, or null when there were none. */
function endOfWait({ retryAfterHours }: TopUpRule, { failures }: TopUpFacts): Instant | null {
  if (failures == null || failures.count <= 0) return null;
  const hours = retryAfterHours[Math.min(failures.count, retryAfterHours.length) - 1] ?? 0;
  return secondsToInstant(instantToSeconds(failures.lastAt) + Math.round(hours * 3600));
}
