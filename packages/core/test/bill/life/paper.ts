// The life of a customer as a person with a sheet of paper would keep it: plain numbers, days counted from 1 January
// 2026, minutes counted from its first minute, half seconds and cents. It knows nothing of the code under test.

import type { PaperBill, PaperContract, PaperEntry, PaperExpense, Row } from './paper-record.ts';
import { sum } from './paper-sums.ts';
import type { Habits, Terms, WorkBand } from './terms.ts';

export class Paper {
  day = 0;
  closed = 0;
  readonly entries = new Map<string, PaperEntry>();
  readonly open = new Set<string>();
  readonly expenses = new Map<string, PaperExpense>();
  readonly rows: Row[] = [];
  readonly draws = new Map<string, [row: Row, units: number][]>();
  readonly contracts: PaperContract[] = [];
  readonly bills: PaperBill[] = [];
  /** Seconds that wait, by band, of entries of which a part was billed. */
  readonly rests = new Map<string, ReadonlyMap<WorkBand, number>>();
  /** Entries that were billed in several parts. */
  readonly inParts = new Set<string>();
  /** How many bills there were when an entry was edited or voided the last time. */
  readonly editedAfter = new Map<string, number>();
  names = 0;
  readonly habits: Habits;

  constructor(terms: Terms, habits: Habits) {
    this.habits = habits;
    this.contracts.push(newContract('c_1', habits.firstDay, 365, terms));
  }

  get contract(): PaperContract {
    return this.contracts.at(-1)!; // there is always one
  }

  nextDay(): void {
    this.day += 1;
    if (this.contract.isSuspended) this.contract.suspended.add(this.day);
  }

  renew(): void {
    const { end, terms } = this.contract;
    const { terms: last } = terms.findLast(({ from }) => from <= end)!; // the first terms are from the start
    const next = newContract('c_2', end, 730, last);
    next.terms.push(...terms.filter(({ from }) => from > end));
    this.contracts.push(next);
  }

  amend(from: number, terms: Terms): void {
    this.contract.terms = [...this.contract.terms, { from, terms }].toSorted((a, b) => a.from - b.from);
  }

  expire(): void {
    for (const row of this.rows) {
      if (row.lastDay === null || row.lastDay >= this.day) continue;
      row.expired += row.left;
      row.left = 0;
    }
  }

  /** What can be drawn for work on a day, the row that is drawn first in front. */
  usable(account: 'hours' | 'budget', day: number): readonly Row[] {
    return this.rows
      .filter((row) => row.account === account && (row.lastDay === null || day <= row.lastDay))
      .toSorted((a, b) => a.priority - b.priority || (a.lastDay ?? 9999) - (b.lastDay ?? 9999));
  }

  available(account: 'hours' | 'budget', day: number): number {
    return sum(this.usable(account, day).map(({ left, expired }) => left + expired));
  }

  /** Whether all that an entry came to was paid from pools: then it can be edited, and draws anew. */
  isPaidByPools(id: string): boolean {
    const paid = this.bills.findLast((bill) => id in bill.paid)?.paid[id];
    if (paid === undefined || this.open.has(id) || this.inParts.has(id)) return false;
    return paid.support + paid.charged + paid.blocked === 0;
  }

  /** Gives back what an entry has drawn. */
  release(id: string): void {
    for (const [row, units] of this.draws.get(id) ?? []) row.left += units;
    this.draws.delete(id);
    this.editedAfter.set(id, this.bills.length);
  }

  /** Takes from an account for the work of a day. */
  draw(account: 'hours' | 'budget', day: number, id: string, units: number): void {
    let need = units;
    for (const row of this.usable(account, day)) {
      const [fresh, gone] = [Math.min(need, row.left), Math.min(Math.max(0, need - row.left), row.expired)];
      row.left -= fresh;
      row.expired -= gone;
      need -= fresh + gone;
      if (fresh + gone > 0) this.draws.set(id, [...(this.draws.get(id) ?? []), [row, fresh + gone]]);
    }
  }
}

function newContract(id: string, start: number, end: number, terms: Terms): PaperContract {
  return {
    id,
    start,
    end,
    terms: [{ from: start, terms }],
    suspended: new Set(),
    isSuspended: false,
    carried: [],
    cappedSoFar: 0,
  };
}
