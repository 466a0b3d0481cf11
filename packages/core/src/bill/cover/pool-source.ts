import type { PoolPart } from '../../contract/component-kind.ts';
import type { PartOfComponent } from '../../contract/parts-on.ts';
import { takesWork } from '../../contract/work-filter.ts';
import { inputError } from '../../errors/parse-input.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { isZero, type Money } from '../../money/money.ts';
import { coverCharge } from '../../prepaid/cover-charge.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { definePrepaidAccount, type PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import { openPool, type PrepaidPool } from '../../prepaid/prepaid-pool.ts';
import { drawPrices } from '../../prepaid/draw-prices.ts';
import { fits } from '../../rating/condition.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import type { PrepaidHistory } from '../bill-facts.ts';
import type { ChosenDraws } from './chosen-draws.ts';
import { chosenSource } from './chosen-source.ts';
import { type CoverSource, noDraw, type QuantityLeft } from './cover-source.ts';

/** A pool as a source, and what is to be told of it at the end. */
export interface PoolSource extends CoverSource {
  readonly accountId: string;
  /** Whether the tax is due with the work that draws: what it pays is then a line with tax (R78). */
  readonly taxedOnDraw: boolean;
  /** What a person has drawn of it before the bill. */
  readonly chosen: CoverSource;
  /** What work on a civil date could still draw. */
  left(workDate: CivilDate): QuantityLeft;
}

/** What a pool is opened with. */
export interface PoolSetting {
  readonly prepaid: PrepaidHistory;
  readonly at: Instant;
  /** The contract's. */
  readonly currency: CurrencyCode;
  readonly chosen: ChosenDraws;
}

/**
 * Opens a prepaid account of a contract for the work of one bill.
 *
 * @throws BillingError `BILL_INVALID` when the account is not among the facts, or its hours are taxed on draw and can be
 * overdrawn.
 * @throws BillingError `PREPAID_ACCOUNT_INVALID`, `PREPAID_POSTING_INVALID` when it is none, or its ledger.
 */
export function poolSource(
  { componentId, part: { accountId, covers } }: PartOfComponent<PoolPart>,
  { prepaid, at, currency: contractCurrency, chosen }: PoolSetting,
): PoolSource {
  const { lots, postings } = prepaid;
  const account = accountOf(accountId, componentId, prepaid);
  const pool = openPool(account, lots, postings, at);
  const { currency } = account;
  const taxedOnDraw = account.tax === 'on-draw';
  const prices =
    currency === null && !taxedOnDraw ? null : drawPrices(account, lots, postings, contractCurrency);
  const worth = (draws: readonly PrepaidPosting[]): Money | null => prices?.of(draws) ?? null;
  const by = { kind: 'pool', componentId, accountId } as const;
  // Dates and bands for which not one second of a pool of hours is left: it does not fill up again.
  const dry = new Set<string>();
  return {
    by,
    accountId,
    taxedOnDraw,
    chosen: chosenSource({ by, account, worth }, chosen),
    needsPrice: currency !== null,
    remainder: null,
    left: (workDate) => ({ unit: account.unit, quantity: pool.available(workDate) }),
    takes: ({ facts, band }) => takesWork(covers, facts, band) && fits(account.covers, facts),
    draw(work) {
      const { workDate: date, entryId } = work;
      const isHours = currency === null && work.unit === 'hour';
      const when = `${date} ${work.band}`;
      if (isHours && dry.has(when)) return noDraw;
      const part = chosen.freeName(accountId, entryId, work.part);
      const cover = coverCharge(named(pool, part), { ...work, date });
      const { coveredSeconds, short, postings: made } = cover;
      if (isHours && coveredSeconds === 0 && work.billedSeconds > 0) dry.add(when);
      if (made.length === 0) return noDraw;
      const amount = worth(made);
      const isPart = work.unit === 'piece' && amount !== null && !isZero({ ...amount, amount: short });
      return { ...noDraw, coveredSeconds, postings: made, amount, pieceLeft: isPart ? short : null };
    },
  };
}

function accountOf(accountId: string, componentId: string, { accounts }: PrepaidHistory): PrepaidAccount {
  const given = accounts.find(({ id }) => id === accountId);
  if (given === undefined) {
    const message = `lacks the account "${accountId}" of the component "${componentId}"`;
    throw inputError('BILL_INVALID', [{ path: ['history', 'prepaid', 'accounts'], message }]);
  }
  const account = definePrepaidAccount(given);
  if (account.tax === 'on-draw' && account.currency === null && Number(account.overdraft) !== 0) {
    // Hours get their price when they are bought: without it, their tax would be forgotten.
    const message = `"${accountId}" is taxed when work draws from it, and hours that nobody has bought have no price`;
    throw inputError('BILL_INVALID', [{ path: ['history', 'prepaid', 'accounts', 'overdraft'], message }]);
  }
  return account;
}

/** A pool that books draws under the name of the piece of work: tiers make several of one band. */
function named(pool: PrepaidPool, part: string): PrepaidPool {
  return { ...pool, draw: (need, work) => pool.draw(need, { ...work, part }) };
}
