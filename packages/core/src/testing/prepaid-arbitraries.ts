import fc from 'fast-check';
import { minorDigits } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import { textOfScaled } from '../money/scaled.ts';
import { expiryDue } from '../prepaid/expiry.ts';
import { type LedgerQuantity, textOfUnits } from '../prepaid/ledger-quantity.ts';
import type { DrawnWork, PrepaidPosting } from '../prepaid/posting.ts';
import type { PrepaidAccount } from '../prepaid/prepaid-account.ts';
import { creditLot, type PrepaidLot, prepaidLot } from '../prepaid/prepaid-lot.ts';
import { openPool } from '../prepaid/prepaid-pool.ts';
import { reverseDraws } from '../prepaid/reverse.ts';
import { settleOverdraft } from '../prepaid/settle-overdraft.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { type Instant, instantToSeconds, secondsToInstant } from '../time/instant.ts';
import { hoursAccount, moneyAccount } from './prepaid-fixture.ts';

/** Work that draws, and how much of an account it needs. */
export interface DrawingWork extends DrawnWork {
  readonly need: LedgerQuantity;
}

/** A prepaid account with a past. */
export interface PrepaidPast {
  readonly account: PrepaidAccount;
  readonly lots: readonly PrepaidLot[];
  readonly postings: readonly PrepaidPosting[];
  /** An instant at which nothing has happened after. */
  readonly now: Instant;
}

const firstDay = '2026-06-01';
const begin = instantToSeconds(`${firstDay}T00:00:00Z`);
/** The days of the work and of the last days of lots: few, so that they meet. */
const days = 12;

const anyDay: fc.Arbitrary<CivilDate> = fc.nat({ max: days }).map((day) => addDays(firstDay, day));

/** An account of euros, yen, dinars or hours, with and without an overdraft. */
export function anyPrepaidAccount(): fc.Arbitrary<PrepaidAccount> {
  return fc
    .constantFrom('0', '0.03', '2')
    .chain((overdraft) =>
      fc.constantFrom(
        moneyAccount({ overdraft }),
        moneyAccount({ currency: 'JPY', overdraft: overdraft === '0.03' ? '30' : overdraft }),
        moneyAccount({ currency: 'KWD', overdraft }),
        hoursAccount({ overdraft, burn: { 'after-hours': '1.5', night: '0.3333', weekend: '2' } }),
      ),
    );
}

/** A written quantity of an account above 0: minor units, or ten-thousandths of an hour. */
function anyQuantity({ currency }: PrepaidAccount, max = 800): fc.Arbitrary<DecimalString> {
  const scale = currency === null ? 4 : minorDigits(currency);
  return fc.integer({ min: 1, max }).map((units) => textOfScaled({ units: BigInt(units), scale }));
}

/** Up to five lots that are paid on one of a few days, some twice alike but for their id. */
export function anyPaidLots(account: PrepaidAccount): fc.Arbitrary<readonly PrepaidLot[]> {
  const purchase = fc.record({
    quantity: anyQuantity(account),
    price: fc.option(
      fc.bigInt({ min: 0n, max: 10_000n }).map((units) => fromMinorUnits(units, account.currency ?? 'EUR')),
    ),
    purchasedAt: fc.nat({ max: 3 }).map((day) => secondsToInstant(begin + day * 86_400)),
    expiresOn: fc.option(anyDay),
    priority: fc.nat({ max: 1 }),
  });
  return fc.array(purchase, { maxLength: 5, size: 'max' }).map((purchases) =>
    purchases.map((one, index) => {
      const lot = prepaidLot(account, { ...one, id: `lot_${index}` });
      return creditLot(account, lot, lot.purchasedAt).lot;
    }),
  );
}

/** Work on one of a few days, each with an id of its own. */
export function anyDrawingWork(account: PrepaidAccount, maxLength = 6): fc.Arbitrary<readonly DrawingWork[]> {
  // A step is a minor unit or a ten-thousandth of a second; lots of hours are made of 3,600 steps and more.
  const most = account.currency === null ? 1_500_000n : 500n;
  const work = fc.record({
    workDate: anyDay,
    need: fc.bigInt({ min: 0n, max: most }).map((units) => textOfUnits(account, units)),
  });
  return fc
    .array(work, { maxLength, size: 'max' })
    .map((works) => works.map((one, index) => ({ ...one, entryId: `te_${index}`, part: 'business' })));
}

type Step = { readonly does: 'draw' | 'reverse' | 'expire' | 'settle'; readonly which: number };

/** An account that was drawn from, edited, settled and expired for some days, in any order. */
export function anyPrepaidPast(): fc.Arbitrary<PrepaidPast> {
  const step: fc.Arbitrary<Step> = fc.record({
    does: fc.constantFrom('draw', 'draw', 'draw', 'reverse', 'expire', 'settle'),
    which: fc.nat({ max: 3 }),
  });
  return anyPrepaidAccount().chain((account) =>
    fc
      .tuple(anyPaidLots(account), anyDrawingWork(account, 4), fc.array(step, { maxLength: 16, size: 'max' }))
      .map(([lots, works, steps]) => live(account, lots, works, steps)),
  );
}

/** Steps are half a day apart, from the fifth day on. */
const instantOf = (index: number): Instant => secondsToInstant(begin + 4 * 86_400 + index * 43_200);

function live(
  account: PrepaidAccount,
  lots: readonly PrepaidLot[],
  works: readonly DrawingWork[],
  steps: readonly Step[],
): PrepaidPast {
  let postings = lots.map((lot) => creditLot(account, lot, lot.purchasedAt).posting);
  for (const [index, { does, which }] of steps.entries()) {
    const at = instantOf(index);
    const today = at.slice(0, 10);
    const entryId = `te_${which}`;
    const undo = (): readonly PrepaidPosting[] => reverseDraws(account, postings, entryId, { at });
    if (does === 'expire') postings = [...postings, ...expiryDue(account, lots, postings, today, at)];
    if (does === 'settle') postings = [...postings, ...settleOverdraft(account, lots, postings, at)];
    if (does === 'reverse' || does === 'draw') postings = [...postings, ...undo()];
    const work = works.find((one) => one.entryId === entryId);
    if (does === 'draw' && work !== undefined) {
      const { need, ...about } = work;
      postings = [...postings, ...openPool(account, lots, postings, at).draw(need, about).postings];
    }
  }
  return { account, lots, postings, now: instantOf(steps.length) };
}
