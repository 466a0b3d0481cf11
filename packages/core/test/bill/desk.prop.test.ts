import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, subtract, sum } from '../../src/money/arithmetic.ts';
import type { Money } from '../../src/money/money.ts';
import { balanceAt, remainingOf } from '../../src/prepaid/balance.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { Desk } from '../../src/testing/desk-arbitraries.ts';
import type { Bill } from '../../src/bill/bill.ts';
import { anyBusyDesk } from './desk/busy-desk.ts';
import { type BilledCustomer, type Order, runDesk } from './desk/run-desk.ts';

// A desk is many bills; three zones judge as many desks together as one property alone usually has cases.
const numRuns = Math.ceil((fc.readConfigureGlobal()?.numRuns ?? 100) / 2.5);

/** What one bill says of one entry, in seconds. */
interface Told {
  readonly paid: number;
  readonly billed: number;
  readonly blocked: number;
  readonly excluded: number;
}

const nothing: Told = { paid: 0, billed: 0, blocked: 0, excluded: 0 };

function toldOf({ charges, covered, blocked, excluded }: Bill): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  const tell = (id: string | null, change: (before: Told) => Partial<Told>): void => {
    const before = told.get(id ?? '') ?? nothing;
    told.set(id ?? '', { ...before, ...change(before) });
  };
  for (const { entryId, measuredSeconds, billedSeconds } of [...charges, ...covered])
    tell(entryId, ({ paid, billed }) => ({ paid: paid + measuredSeconds, billed: billed + billedSeconds }));
  for (const { entryId, seconds } of blocked)
    tell(entryId, (before) => ({ blocked: before.blocked + seconds }));
  for (const { entryId, seconds } of excluded)
    tell(entryId, (before) => ({ excluded: before.excluded + seconds }));
  return told;
}

/** Worked seconds of each entry, as the rater alone measures them, or none where it can't. */
function workedOf(desk: Desk, { work }: BilledCustomer): ReadonlyMap<string, number> {
  const { rating } = desk;
  const rated = compileRater({ ...rating, requireApproval: false }).rate(work, { faults: 'block' });
  const seconds = new Map<string, number>();
  for (const { entryId, measuredSeconds } of rated.charges())
    seconds.set(entryId, (seconds.get(entryId) ?? 0) + measuredSeconds);
  for (const { entryId, seconds: left } of [...rated.excluded, ...rated.blocked])
    seconds.set(entryId ?? '', left);
  return seconds;
}

const ofEachCustomer = (judge: (billed: BilledCustomer, desk: Desk) => void): void => {
  fc.assert(
    fc.property(anyBusyDesk(), fc.constantFrom('monthly', 'at-the-end'), (desk, billed) => {
      for (const customer of runDesk(desk, { billed })) judge(customer, desk);
    }),
    { numRuns },
  );
};

describe('R6: over the months of any desk', () => {
  test('each worked second is paid by one bill, excluded, or waits: none is lost and none is paid twice', () => {
    ofEachCustomer((customer, desk) => {
      const worked = workedOf(desk, customer);
      const told = customer.bills.map(({ bill }) => toldOf(bill));
      for (const { id } of customer.work) {
        const own = told.flatMap((bill) => bill.get(id) ?? []);
        const paid = own.reduce((all, one) => all + one.paid, 0);
        const excluded = own.reduce((all, one) => all + one.excluded, 0);
        // Only the last bill knows what still waits; what is not due yet is in none.
        const waiting = customer.waiting.has(id) ? (worked.get(id) ?? 0) - paid : 0;
        expect([id, paid + excluded + waiting]).toEqual([id, worked.get(id) ?? 0]);
        expect(waiting).toBeGreaterThanOrEqual(0);
        expect(own.filter((one) => one.excluded > 0).length).toBeLessThanOrEqual(1);
        const last = own.at(-1);
        // What is not due yet is in no bill.
        expect([id, last?.blocked ?? waiting]).toEqual([id, waiting]);
      }
    });
  });

  test('no two bills claim one thing', () => {
    ofEachCustomer(({ bills }) => {
      const keys = bills.flatMap(({ bill }) =>
        bill.claims
          // An allowance is claimed by each bill that uses it, and counts what it used.
          .filter(({ kind }) => kind !== 'allowance')
          .map(({ kind, id, part }) => `${kind} ${id} ${part}`),
      );
      expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
    });
  });

  test('expenses and products are on one bill or wait', () => {
    ofEachCustomer(({ bills, expenses, products, waiting }) => {
      const billed = bills.flatMap(({ bill }) =>
        bill.lines.flatMap(({ group }) => group.expenseId ?? group.productChargeId ?? []),
      );
      expect(new Set(billed).size).toBe(billed.length);
      const due = [...expenses.filter(({ kind }) => kind !== 'internal'), ...products].map(({ id }) => id);
      expect([...billed, ...due.filter((id) => waiting.has(id))].toSorted()).toEqual(due.toSorted());
    });
  });
});

describe('R83: the money of every bill of any desk', () => {
  const amounts = (all: readonly { readonly amount: Money }[], currency: string): Money =>
    sum(
      all.map(({ amount }) => amount),
      currency,
    );

  test('its lines are its work, fees, expenses, products and true-ups; what is written off and net are the lines', () => {
    ofEachCustomer(({ bills }) => {
      for (const { bill } of bills) {
        const { currency, lines, totals, fees, trueUps } = bill;
        const of = (...kinds: readonly string[]): Money =>
          amounts(
            lines.filter(({ kind }) => kinds.includes(kind)),
            currency,
          );
        expect(of('recurring-fee')).toEqual(amounts(fees, currency));
        expect(of('true-up')).toEqual(amounts(trueUps, currency));
        expect(Number(of('information').amount)).toBe(0);
        expect(amounts(lines, currency)).toEqual(totals.subtotal);
        expect(add(totals.net, totals.discount)).toEqual(totals.subtotal);
        const capped = sum(
          bill.caps.filter(({ treatment }) => treatment === 'write-down').map(({ above }) => above),
          currency,
        );
        expect(Number(subtract(totals.discount, capped).amount)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('work on the lines is its charges, but for the rounding of each line', () => {
    ofEachCustomer(({ bills }) => {
      for (const { bill } of bills) {
        const exact = bill.charges.reduce((all, { amount }) => all + Number(amount), 0);
        const work = bill.lines.filter(({ entryIds, kind }) => entryIds.length > 0 && kind !== 'information');
        const told = work.reduce((all, { amount }) => all + Number(amount.amount), 0);
        // Half of the smallest coin, half of the last place of the hours, half of the last place of the price.
        const slack = work.reduce((all, { unitPrice, quantity }) => {
          const coin = bill.currency === 'JPY' ? 0.5 : 0.005;
          return all + coin + 0.00005 * (Math.abs(Number(unitPrice)) + Math.abs(Number(quantity)) + 1);
        }, 1e-6);
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(slack);
      }
    });
  });

  test('R71: what pools of money paid is what was drawn from them', () => {
    ofEachCustomer(({ bills, customer }) => {
      for (const { bill } of bills) {
        const drawn = bill.postings
          .filter(({ kind, accountId }) => kind === 'draw' && isMoney(customer, accountId))
          .reduce((all, { quantity }) => all - Number(quantity), 0);
        const paid = bill.covered
          .filter(({ by, amount }) => by.kind === 'pool' && amount !== null)
          .reduce((all, { amount }) => all + Number(amount?.amount), 0);
        expect(paid).toBeCloseTo(drawn, 6);
      }
    });
  });
});

const isMoney = ({ accounts }: BilledCustomer['customer'], accountId: string): boolean =>
  accounts.some(({ id, unit }) => id === accountId && unit === 'money');

test('R75: over the months no lot goes below 0, and no account', () => {
  ofEachCustomer(({ customer: { accounts, lots }, postings }) => {
    for (const account of accounts) {
      for (const lot of lots.filter(({ accountId }) => accountId === account.id))
        expect(Number(remainingOf(account, lot, postings))).toBeGreaterThanOrEqual(0);
      expect(Number(balanceAt(account, postings, '2027-01-01T00:00:00.000Z'))).toBeGreaterThanOrEqual(0);
      const keys = postings.filter(({ accountId }) => accountId === account.id).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

test('R8, I15: whatever the order in which all facts are handed in, the bills of all months are the same', () => {
  const placeless = (billed: readonly BilledCustomer[]): unknown =>
    JSON.parse(
      JSON.stringify(
        billed.map(({ bills }) => bills),
        (key, value: unknown) => (key === 'index' ? 0 : value),
      ),
    );
  fc.assert(
    fc.property(anyBusyDesk(), fc.infiniteStream(fc.nat()), (desk, numbers) => {
      const inOrder = placeless(runDesk(desk));
      const shuffle: Order = (items) => {
        const keyed = items.map((item) => [numbers.next().value ?? 0, item] as const);
        return keyed.toSorted(([one], [other]) => one - other).map(([, item]) => item);
      };
      const shuffled = runDesk(desk, { inOrder: shuffle });
      expect(placeless(shuffled)).toEqual(inOrder);
      expect(placeless(runDesk(desk, { inOrder: (items) => items.toReversed() }))).toEqual(inOrder);
    }),
    { numRuns },
  );
});
