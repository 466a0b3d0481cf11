import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from '../money/decimal.ts';
import {
  anyDrawingWork,
  anyPrepaidPast,
  type DrawingWork,
  type PrepaidPast,
} from '../testing/prepaid-arbitraries.ts';
import { addDays } from '../time/civil-date.ts';
import { period } from '../time/period.ts';
import { balanceAt, remainingOf } from './balance.ts';
import { drawHistory } from './draws.ts';
import { expiryDue } from './expiry.ts';
import { textOfUnits, toLedgerQuantity, unitsOf } from './ledger-quantity.ts';
import type { PrepaidPosting } from './posting.ts';
import { openPool, type PrepaidPool } from './prepaid-pool.ts';
import { refundLot } from './refund.ts';
import { reverseDraws } from './reverse.ts';
import { prepaidStatement, type StatedBalance } from './statement.ts';

const firstDay = '2026-06-01';
const dates = Array.from({ length: 14 }, (_, day) => addDays(firstDay, day));

/** A past with work that has not drawn yet. */
const anyPastAndWork = anyPrepaidPast().chain((past) =>
  fc.tuple(
    fc.constant(past),
    anyDrawingWork(past.account).map((works) => works.map((work) => ({ ...work, part: 'new' }))),
  ),
);
const poolOf = ({ account, lots, postings, now }: PrepaidPast): PrepaidPool =>
  openPool(account, lots, postings, now);
const drawAll = (pool: PrepaidPool, works: readonly DrawingWork[]): readonly PrepaidPosting[] =>
  works.flatMap(({ need, ...work }) => pool.draw(need, work).postings);
const sumOf = (quantities: readonly { readonly quantity: string }[]) =>
  quantities.reduce((sum, { quantity }) => sum.plus(quantity), decimal(0));
/** What every lot and the overdraft have, and what work of each day could draw. */
const stateOf = (past: PrepaidPast): unknown => ({
  lots: past.lots.map((lot) => remainingOf(past.account, lot, past.postings)),
  overdraft: balanceAt(past.account, past.postings, past.now, { lotId: null }),
  available: dates.map((date) => poolOf(past).available(date)),
});

test('R77: at every instant the balance is the sum of the postings until then, and of what each lot has', () => {
  fc.assert(
    fc.property(anyPrepaidPast(), ({ account, lots, postings }) => {
      for (const { at } of postings) {
        const balance = decimal(balanceAt(account, postings, at));
        expect(balance).toEqual(sumOf(postings.filter((posting) => posting.at <= at)));
        const parts = [...lots.map(({ id }) => id), null].map((lotId) => ({
          quantity: balanceAt(account, postings, at, { lotId }),
        }));
        expect(sumOf(parts)).toEqual(balance);
      }
    }),
  );
});

test('R75: no lot ever goes below 0, and the account not below its overdraft', () => {
  fc.assert(
    fc.property(anyPastAndWork, ([past, works]) => {
      const { account, lots } = past;
      const postings = [...past.postings, ...drawAll(poolOf(past), works)];
      for (const { at } of postings) {
        for (const { id } of lots) {
          expect(unitsOf(account, balanceAt(account, postings, at, { lotId: id }))).toBeGreaterThanOrEqual(
            0n,
          );
        }
        const floor = -unitsOf(account, toLedgerQuantity(account, account.overdraft));
        expect(unitsOf(account, balanceAt(account, postings, at))).toBeGreaterThanOrEqual(floor);
      }
    }),
  );
});

test('R71: a draw takes what is needed or all there is, and nothing else', () => {
  fc.assert(
    fc.property(anyPastAndWork, ([past, works]) => {
      const pool = poolOf(past);
      for (const { need, ...work } of works) {
        const before = unitsOf(past.account, pool.available(work.workDate));
        const { drawn, short, postings } = pool.draw(need, work);
        const [needed, took] = [unitsOf(past.account, need), unitsOf(past.account, drawn)];
        expect(took).toBe(needed < before ? needed : before);
        expect(took + unitsOf(past.account, short)).toBe(needed);
        expect(before - unitsOf(past.account, pool.available(work.workDate))).toBe(took);
        const draws = postings.filter(({ kind }) => kind === 'draw');
        expect(sumOf(draws)).toEqual(decimal(drawn).negated().plus(0));
      }
    }),
  );
});

test('a pool that is opened anew with the postings has what the first one has left', () => {
  fc.assert(
    fc.property(anyPastAndWork, ([past, works]) => {
      const pool = poolOf(past);
      const postings = [...past.postings, ...drawAll(pool, works)];
      const anew = poolOf({ ...past, postings });
      expect(dates.map((date) => anew.available(date))).toEqual(dates.map((date) => pool.available(date)));
    }),
  );
});

test('R70: no work draws from a lot that has expired on its date, or whose payment came later', () => {
  fc.assert(
    fc.property(anyPrepaidPast(), ({ lots, postings }) => {
      for (const { kind, lotId, workDate, at } of postings) {
        if (kind !== 'draw' || lotId === null) continue;
        const lot = lots.find(({ id }) => id === lotId);
        expect((lot?.expiresOn ?? '9999-12-31') >= (workDate ?? '')).toBe(true);
        expect((lot?.usableAt ?? '9999') <= at).toBe(true);
      }
    }),
  );
});

test('R70: drawing one need in two parts takes the same from each lot as drawing it at once', () => {
  fc.assert(
    fc.property(anyPastAndWork, fc.double({ min: 0, max: 1, noNaN: true }), ([past, works], share) => {
      const { account } = past;
      const cut = works.flatMap((work) => {
        const units = unitsOf(account, work.need);
        const first = (units * BigInt(Math.round(share * 1000))) / 1000n;
        return [
          { ...work, part: 'new-1', need: textOfUnits(account, first) },
          { ...work, part: 'new-2', need: textOfUnits(account, units - first) },
        ];
      });
      const [once, twice] = [works, cut].map((parts) => {
        const postings = [...past.postings, ...drawAll(poolOf(past), parts)];
        return stateOf({ ...past, postings });
      });
      expect(twice).toEqual(once);
    }),
  );
});

test('R76: drawing and reversing leaves what was there before, on every lot and for every date', () => {
  fc.assert(
    fc.property(anyPastAndWork, ([past, works]) => {
      const { account, now: at } = past;
      let postings = [
        ...past.postings,
        ...expiryDue(account, past.lots, past.postings, dates.at(-1) ?? '', at),
      ];
      const before = { ...past, postings };
      postings = [...postings, ...drawAll(poolOf(before), works)];
      for (const { entryId } of works.toReversed()) {
        postings = [...postings, ...reverseDraws(account, postings, entryId, { at }, 'new')];
      }
      // What came back to lots that had expired is breakage again.
      postings = [...postings, ...expiryDue(account, past.lots, postings, dates.at(-1) ?? '', at)];
      expect(stateOf({ ...past, postings })).toEqual(stateOf(before));
    }),
  );
});

test('R76: reversing twice is reversing once', () => {
  fc.assert(
    fc.property(anyPrepaidPast(), ({ account, postings, now: at }) => {
      for (const { entryId } of drawHistory(account, postings).active) {
        const once = [...postings, ...reverseDraws(account, postings, entryId ?? '', { at })];
        expect(once.length).toBeGreaterThan(postings.length);
        expect(reverseDraws(account, once, entryId ?? '', { at })).toEqual([]);
        expect(balanceAt(account, once, at, { entryId: entryId ?? '' })).toBe(textOfUnits(account, 0n));
      }
    }),
  );
});

test('the keys of a ledger are unique, whatever is drawn, reversed, settled and expired', () => {
  fc.assert(
    fc.property(anyPastAndWork, ([past, works]) => {
      const keys = [...past.postings, ...drawAll(poolOf(past), works)].map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test('R8: the order of postings and lots changes nothing', () => {
  const shuffled = anyPastAndWork.chain(([past, works]) =>
    fc.tuple(
      fc.constant([past, works] as const),
      fc.shuffledSubarray([...past.postings], { minLength: past.postings.length }),
      fc.shuffledSubarray([...past.lots], { minLength: past.lots.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([[past, works], postings, lots]) => {
      const mixed = { ...past, postings, lots };
      const june = period('2026-06-01', '2026-06-10', 'America/St_Johns');
      const [one, other] = [past, mixed].map((either) => [
        drawAll(poolOf(either), works),
        expiryDue(either.account, either.lots, either.postings, '2026-06-09', either.now),
        prepaidStatement(either.account, either.postings, june),
      ]);
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
  );
});

test('R77: breakage is posted once, and leaves nothing in lots that have expired', () => {
  fc.assert(
    fc.property(anyPrepaidPast(), fc.constantFrom(...dates), ({ account, lots, postings, now }, today) => {
      const after = [...postings, ...expiryDue(account, lots, postings, today, now)];
      expect(expiryDue(account, lots, after, today, now)).toEqual([]);
      for (const lot of lots) {
        const isOver = lot.expiresOn !== null && lot.expiresOn < today;
        expect(remainingOf(account, lot, after)).toBe(
          isOver ? textOfUnits(account, 0n) : remainingOf(account, lot, postings),
        );
      }
    }),
  );
});

test('a statement reconciles, and opens where the one before has closed', () => {
  const reconciles = ({ opening, byKind, closing }: StatedBalance): void => {
    expect(sumOf([{ quantity: opening }, ...byKind])).toEqual(decimal(closing));
  };
  const anyDay = fc.constantFrom(...dates.slice(1));
  const zone = fc.constantFrom('UTC', 'Pacific/Apia', 'America/Havana');
  fc.assert(
    fc.property(anyPrepaidPast(), anyDay, zone, ({ account, postings }, day, where) => {
      const before = prepaidStatement(account, postings, period('2026-05-01', day, where));
      const after = prepaidStatement(account, postings, period(day, '2026-08-01', where));
      expect(before.opening).toBe(textOfUnits(account, 0n));
      expect(after.opening).toBe(before.closing);
      expect(decimal(after.closing)).toEqual(sumOf(postings));
      expect(before.postings.length + after.postings.length).toBe(postings.length);
      for (const statement of [before, after]) {
        reconciles(statement);
        statement.lots.forEach(reconciles);
        expect(sumOf(statement.lots.map(({ closing }) => ({ quantity: closing })))).toEqual(
          decimal(statement.closing),
        );
        const aboutWork = statement.postings.filter(({ entryId }) => entryId !== null);
        expect(sumOf(statement.entries)).toEqual(sumOf(aboutWork));
      }
    }),
  );
});

test('refunds of a lot in any parts never pay back more than its price, and all of it for a lot that was not used', () => {
  const anyParts = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 6 });
  fc.assert(
    fc.property(anyPrepaidPast(), anyParts, ({ account, lots, postings, now: at }, parts) => {
      for (const lot of lots) {
        const untouched = postings.filter(({ lotId }) => lotId === lot.id).length === 1;
        let ledger = postings;
        let paid = decimal(0);
        for (const [index, part] of [...parts, null].entries()) {
          const left = unitsOf(account, remainingOf(account, lot, ledger));
          if (left === 0n) continue;
          const wanted =
            account.currency === null
              ? (left / 3600n / 100n) * BigInt(part ?? 1)
              : (left * BigInt(part ?? 1)) / 100n;
          if (wanted === 0n && part !== null) continue;
          const hours =
            account.currency === null
              ? decimal(wanted).dividedBy(10_000).toFixed()
              : textOfUnits(account, wanted);
          const refund = refundLot(account, lot, ledger, {
            id: `rf_${index}`,
            quantity: part === null ? null : hours,
            at,
          });
          expect(decimal(refund.amount?.amount ?? '0').isNegative()).toBe(false);
          paid = paid.plus(refund.amount?.amount ?? '0');
          ledger = [...ledger, refund];
        }
        const price = decimal(lot.price?.amount ?? '0');
        expect(untouched ? paid.equals(price) : paid.lessThanOrEqualTo(price)).toBe(true);
        expect(unitsOf(account, remainingOf(account, lot, ledger))).toBe(0n);
      }
    }),
  );
});
