import { expect } from 'vitest';
import type { Bill } from '../../../src/bill/bill.ts';
import { toMinorUnits } from '../../../src/money/minor-units.ts';
import type { Money } from '../../../src/money/money.ts';
import { sum as sumOf } from '../../../src/money/arithmetic.ts';
import { remainingOf } from '../../../src/prepaid/balance.ts';
import { openPool } from '../../../src/prepaid/prepaid-pool.ts';
import { accounts } from './agreement.ts';
import type { Desk } from './desk.ts';
import type { Paper } from './paper.ts';
import type { Paid, PaperBill } from './paper-record.ts';
import { dateOf, sum } from './paper-sums.ts';

/** What the sheet of paper counts in: half seconds of hours, cents of money. */
const unitsOf = (account: 'hours' | 'budget', quantity: string): number =>
  Math.round(Number(quantity) * (account === 'hours' ? 2 : 100)) + 0;

const cents = (money: Money): number => Number(toMinorUnits(money));
const total = (amounts: readonly Money[]): number => cents(sumOf(amounts, 'EUR'));

const payers = ['support', 'hours', 'budget'] as const;

/** The bill of the code under test in the words of the sheet of paper. */
function onPaper(bill: Bill, paper: PaperBill): PaperBill {
  const paid: Record<string, Paid> = {};
  const of = (id: string): Paid => (paid[id] ??= { support: 0, hours: 0, budget: 0, charged: 0, blocked: 0 });
  const charged: Record<string, number> = {};
  for (const { entryId, billedSeconds, serviceTypeId, band, unitPrice } of bill.charges) {
    of(entryId).charged += billedSeconds;
    const line = `${serviceTypeId} ${band} ${Math.round(Number(unitPrice) * 100)}`;
    charged[line] = (charged[line] ?? 0) + billedSeconds;
  }
  for (const { entryId, billedSeconds, by } of bill.covered) {
    const payer = payers.find((id) => id === by.componentId);
    if (payer === undefined) throw new Error(`"${by.componentId}" pays for nothing here`);
    of(entryId)[payer] += billedSeconds;
  }
  // Of what is blocked a bill tells the worked seconds only; that they add up is asked for on its own.
  for (const { entryId } of bill.blocked)
    of(entryId ?? '').blocked = paper.paid[entryId ?? '']?.blocked || -1;
  const [allowance] = bill.allowances;
  const linesOf = (kind: string): number =>
    total(bill.lines.filter((line) => line.kind === kind).map(({ amount }) => amount));
  return {
    month: bill.period.from.slice(0, 7),
    contractId: bill.contractId,
    paid,
    excluded: bill.excluded.map(({ entryId }) => entryId),
    charged,
    used: unitsOf('hours', allowance?.used ?? '0'),
    limit: unitsOf('hours', allowance?.limit ?? '0'),
    carriesOut: (allowance?.carriesOut ?? []).map(
      ({ period, quantity, carried }) => `${period}: ${unitsOf('hours', quantity)}, ${carried}`,
    ),
    time: linesOf('time'),
    fee: total(bill.fees.map(({ amount }) => amount)),
    expenses: linesOf('expense'),
    trueUp: total(bill.trueUps.map(({ amount }) => amount)),
    writtenDown: cents(bill.totals.discount),
    net: cents(bill.totals.net),
    tax: cents(bill.totals.tax),
  };
}

/** Holds the last bill of the desk against the one on paper, which has the entries in the order of work. */
export function agreeOnBill(paper: Paper, desk: Desk): void {
  const [expected, bill] = [paper.bills.at(-1), desk.bills.at(-1)];
  if (expected === undefined || bill === undefined) throw new Error('there is no bill to compare');
  const excluded = expected.excluded.toSorted();
  expect(onPaper(bill, expected)).toEqual({ ...expected, excluded });
  expect(cents(bill.totals.total)).toBe(expected.net + expected.tax);

  // Every worked second is charged, covered, blocked or excluded, and in no two places.
  const told = new Map<string, number>();
  const tell = (id: string, seconds: number): void => void told.set(id, (told.get(id) ?? 0) + seconds);
  // Of an entry that is billed in parts all bills tell together; one that was edited is billed anew.
  const isTold = (id: string, place: number): boolean =>
    desk.bills[place] === bill ||
    (paper.inParts.has(id) && id in expected.paid && place >= (paper.editedAfter.get(id) ?? 0));
  for (const [place, { charges, covered: paid }] of desk.bills.entries())
    for (const { entryId, measuredSeconds } of [...charges, ...paid])
      if (isTold(entryId, place)) tell(entryId, measuredSeconds);
  for (const { entryId, seconds } of bill.blocked) tell(entryId ?? '', seconds);
  for (const { entryId, seconds } of bill.excluded) tell(entryId, seconds);
  for (const [id, seconds] of told)
    expect([id, seconds]).toEqual([id, (paper.entries.get(id)?.minutes ?? 0) * 60]);
  const { inputs, billed, covered, excluded: out, blocked } = bill.coverage;
  expect(billed.seconds + covered.seconds + out.seconds + blocked.seconds).toBe(inputs.seconds);
}

/** Holds what both have now against each other: what is open, what is left, what each entry has drawn. */
export function agreeOnState(paper: Paper, desk: Desk): void {
  const { lots, postings, contract } = desk;
  expect(desk.work.map(({ id }) => id).toSorted()).toEqual([...paper.open].toSorted());
  expect(desk.expenses.map(({ id }) => id).toSorted()).toEqual([...paper.expenses.keys()].toSorted());
  expect([desk.bills.length, contract.id]).toEqual([paper.bills.length, paper.contract.id]);
  expect(new Set(postings.map(({ key }) => key)).size).toBe(postings.length);

  const now = desk.now();
  for (const name of ['hours', 'budget'] as const) {
    const account = accounts[name];
    const own = lots.filter(({ accountId }) => accountId === name);
    expect(own.map((lot) => [lot.id, unitsOf(name, remainingOf(account, lot, postings))])).toEqual(
      paper.rows.filter((row) => row.account === name).map(({ id, left }) => [id, left]),
    );
    const pool = openPool(account, lots, postings, now);
    for (const day of [paper.day - 60, paper.day - 20, paper.day, paper.day + 20]) {
      const at = Math.max(0, day);
      expect([at, unitsOf(name, pool.available(dateOf(at)))]).toEqual([at, paper.available(name, at)]);
    }
    const drawn = new Map<string, number>();
    for (const { entryId, accountId, quantity } of postings) {
      if (entryId === null || accountId !== name) continue;
      drawn.set(entryId, (drawn.get(entryId) ?? 0) - unitsOf(name, quantity));
    }
    for (const [id, taken] of drawn) {
      const rows = (paper.draws.get(id) ?? []).filter(([row]) => row.account === name);
      expect([id, taken + 0]).toEqual([id, sum(rows.map(([, units]) => units))]);
    }
  }
}
