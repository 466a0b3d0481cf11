import type { PoolPart } from '../../contract/component-kind.ts';
import type { PartOfComponent } from '../../contract/parts-on.ts';
import { takesWork } from '../../contract/work-filter.ts';
import { inputError } from '../../errors/parse-input.ts';
import { isZero, type Money } from '../../money/money.ts';
import { coverCharge } from '../../prepaid/cover-charge.ts';
import { definePrepaidAccount } from '../../prepaid/prepaid-account.ts';
import { openPool, type PrepaidPool } from '../../prepaid/prepaid-pool.ts';
import { fits } from '../../rating/condition.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import type { PrepaidHistory } from '../bill-facts.ts';
import { type CoverSource, noDraw, type QuantityLeft } from './cover-source.ts';

/** A pool as a source, and what is to be told of it at the end. */
export interface PoolSource extends CoverSource {
  readonly accountId: string;
  /** What work on a civil date could still draw. */
  left(workDate: CivilDate): QuantityLeft;
}

/**
 * Opens a prepaid account of a contract for the work of one bill.
 *
 * @throws BillingError `BILL_INVALID` when the account is not among the facts, or is taxed on draw.
 * @throws BillingError `PREPAID_ACCOUNT_INVALID`, `PREPAID_POSTING_INVALID` when it is none, or its ledger.
 */
export function poolSource(
  { componentId, part: { accountId, covers } }: PartOfComponent<PoolPart>,
  { accounts, lots, postings }: PrepaidHistory,
  at: Instant,
): PoolSource {
  const given = accounts.find(({ id }) => id === accountId);
  if (given === undefined) {
    const message = `lacks the account "${accountId}" of the component "${componentId}"`;
    throw inputError('BILL_INVALID', [{ path: ['history', 'prepaid', 'accounts'], message }]);
  }
  const account = definePrepaidAccount(given);
  if (account.tax === 'on-draw') {
    // Its tax would be due with this bill, and lines of amount 0 bear none: better no bill than one without its tax.
    const message = `"${accountId}" is taxed when work draws from it, which a bill can not do yet`;
    throw inputError('BILL_INVALID', [{ path: ['history', 'prepaid', 'accounts', 'tax'], message }]);
  }
  const pool = openPool(account, lots, postings, at);
  const { currency } = account;
  // Dates and bands for which not one second of a pool of hours is left: it does not fill up again.
  const dry = new Set<string>();
  return {
    by: { kind: 'pool', componentId, accountId },
    accountId,
    needsPrice: currency !== null,
    remainder: null,
    left: (workDate) => ({ unit: account.unit, quantity: pool.available(workDate) }),
    takes: ({ facts, band }) => takesWork(covers, facts, band) && fits(account.covers, facts),
    draw(work) {
      const { workDate: date } = work;
      const isHours = currency === null && work.unit === 'hour';
      const when = `${date} ${work.band}`;
      if (isHours && dry.has(when)) return noDraw;
      const cover = coverCharge(named(pool, work.part), { ...work, date });
      const { coveredSeconds, drawn, short, postings: made } = cover;
      if (isHours && coveredSeconds === 0 && work.billedSeconds > 0) dry.add(when);
      if (made.length === 0) return noDraw;
      const amount: Money | null = currency === null ? null : { amount: drawn, currency };
      const isPart = work.unit === 'piece' && amount !== null && !isZero({ ...amount, amount: short });
      return { ...noDraw, coveredSeconds, postings: made, amount, pieceLeft: isPart ? short : null };
    },
  };
}

/** A pool that books draws under the name of the piece of work: tiers make several of one band. */
function named(pool: PrepaidPool, part: string): PrepaidPool {
  return { ...pool, draw: (need, work) => pool.draw(need, { ...work, part }) };
}
