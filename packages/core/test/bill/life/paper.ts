// The life of a customer as a person with a sheet of paper would keep it: plain numbers, days counted from 1 January
// 2026, minutes counted from its first minute, half seconds and cents. It knows nothing of the code under test.

import type { Lot, Paid, PaperBill, PaperContract, PaperEntry, PaperExpense, Row } from './paper-record.ts';
import {
  bandAt,
  carriedOut,
  count,
  dateOf,
  halfUp,
  hour,
  monthBegin,
  startOf,
  sum,
  takeFrom,
} from './paper-sums.ts';
import { allowanceBurn, expenseMarkup, type Habits, overagePrice, poolBurn, prices } from './terms.ts';
import { taxPercent, type Terms, type WorkBand } from './terms.ts';

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
    return !this.open.has(id) && paid !== undefined && paid.support + paid.charged + paid.blocked === 0;
  }

  /** Gives back what an entry has drawn. */
  release(id: string): void {
    for (const [row, units] of this.draws.get(id) ?? []) row.left += units;
    this.draws.delete(id);
  }

  /** Bills the month that is over, or nothing when no day of it was in force. */
  close(): void {
    const [begin, end] = [monthBegin(this.closed), monthBegin(this.closed + 1)];
    const month = this.closed;
    this.closed += 1;
    const { contract } = this;
    const days = count(begin, end).filter((day) => isInForce(contract, day));
    if (days[0] === undefined) return;
    const { terms } = contract.terms.findLast(({ from }) => from <= days[0]!)!; // days[0] is there
    const isDue = (day: number): boolean => day < end && isInForce(contract, day);
    const due = [...this.open]
      .map((id) => this.entries.get(id)!) // open entries are entries
      .filter(({ start }) => isDue(Math.floor(start / 1440)))
      .toSorted((a, b) => startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1));
    const hasHours = terms.payers.includes('support');
    const lots: Lot[] = hasHours
      ? [...contract.carried, { month, left: terms.hours * hour, carried: 0 }]
      : [];
    const limit = sum(lots.map(({ left }) => left));

    const paid: Record<string, Paid> = {};
    const charged: Record<string, number> = {};
    for (const entry of due) {
      this.open.delete(entry.id);
      if (!entry.billable || entry.minutes === 0) continue;
      const own: Paid = { support: 0, hours: 0, budget: 0, charged: 0, blocked: 0 };
      paid[entry.id] = own;
      for (const [band, minutes] of this.#bandsOf(entry)) {
        const step = this.habits.stepMinutes;
        const { rest, price, isBlocked } = this.#pay(entry, band, step * Math.ceil(minutes / step) * 60, {
          terms,
          lots,
          own,
        });
        if (rest === 0) continue;
        own[isBlocked ? 'blocked' : 'charged'] += rest;
        const line = `${entry.service} ${band} ${price}`;
        if (!isBlocked) charged[line] = (charged[line] ?? 0) + rest;
      }
    }

    const billed = [...this.expenses.values()].filter(({ day }) => isDue(day));
    for (const { id } of billed) this.expenses.delete(id);
    const expenses = sum(billed.map(({ cents }) => halfUp(cents * (100 + expenseMarkup), 100)));
    const time = sum(Object.entries(charged).map(([line, seconds]) => this.#amountOf(line, seconds)));
    const fee = halfUp(terms.fee * days.length, end - begin);
    const trueUp = Math.max(0, (terms.minimum ?? 0) - time - expenses);
    const { cap } = terms;
    const before = cap?.per === 'lifetime' ? contract.cappedSoFar : 0;
    const writtenDown = cap === null ? 0 : Math.max(0, time - Math.max(0, cap.cents - before));
    if (cap !== null) contract.cappedSoFar += time - writtenDown;
    const net = time + fee + expenses + trueUp - writtenDown;
    contract.carried = carriedOut(lots, terms);
    this.bills.push({
      month: dateOf(begin).slice(0, 7),
      contractId: contract.id,
      paid,
      excluded: due.map(({ id }) => id).filter((id) => !(id in paid)),
      charged,
      used: limit - sum(lots.map(({ left }) => left)),
      limit,
      carriesOut: contract.carried.map(
        (lot) => `${dateOf(monthBegin(lot.month))}: ${lot.left}, ${lot.carried}`,
      ),
      time,
      fee,
      expenses,
      trueUp,
      writtenDown,
      net,
      tax: halfUp(net * taxPercent, 100),
    });
  }

  /** Lets each payer take what it can of one part, one after the other. */
  #pay(
    { id, start, service }: PaperEntry,
    band: WorkBand,
    seconds: number,
    { terms, lots, own }: { readonly terms: Terms; readonly lots: readonly Lot[]; readonly own: Paid },
  ): { readonly rest: number; readonly price: number; readonly isBlocked: boolean } {
    const day = Math.floor(start / 1440);
    let rest = seconds;
    let price: number = prices[band];
    let isBlocked = false;
    // Money pays the price of the rest, and that is known only when the allowance had its turn at hours.
    for (const payer of terms.payers) {
      if (payer === 'support') {
        if (service !== 'support') continue;
        const covered = Math.min(rest, Math.floor(sum(lots.map(({ left }) => left)) / allowanceBurn[band]));
        takeFrom(lots, covered * allowanceBurn[band]);
        own.support += covered;
        rest -= covered;
        if (rest > 0 && terms.above === 'overage-rate') price = overagePrice;
        if (rest > 0 && terms.above === 'block') isBlocked = true;
      } else if (payer === 'hours') {
        const covered = Math.min(rest, Math.floor(this.available('hours', day) / poolBurn[band]));
        this.#draw('hours', day, id, covered * poolBurn[band]);
        own.hours += covered;
        rest -= covered;
      } else {
        const need = halfUp(rest * price, 3600);
        const cents = Math.min(need, this.available('budget', day));
        this.#draw('budget', day, id, cents);
        const covered = cents === 0 ? 0 : cents === need ? rest : halfUp(cents * 3600, price);
        own.budget += Math.min(rest, covered);
        rest -= Math.min(rest, covered);
      }
    }
    return { rest, price, isBlocked };
  }

  #draw(account: 'hours' | 'budget', day: number, id: string, units: number): void {
    let need = units;
    for (const row of this.usable(account, day)) {
      const [fresh, gone] = [Math.min(need, row.left), Math.min(Math.max(0, need - row.left), row.expired)];
      row.left -= fresh;
      row.expired -= gone;
      need -= fresh + gone;
      if (fresh + gone > 0) this.draws.set(id, [...(this.draws.get(id) ?? []), [row, fresh + gone]]);
    }
  }

  /** Minutes of an entry by band, in the order in which they begin. */
  #bandsOf({ start, minutes, untimed }: PaperEntry): ReadonlyMap<WorkBand, number> {
    const found = new Map<WorkBand, number>();
    for (let minute = start; minute < start + minutes; minute += 1) {
      const band = bandAt(untimed ? Math.floor(start / 1440) * 1440 + 720 : minute);
      found.set(band, (found.get(band) ?? 0) + 1);
    }
    return found;
  }

  #amountOf(line: string, seconds: number): number {
    const price = Number(line.split(' ')[2]);
    if (this.habits.lines === 'exact') return halfUp(seconds * price, 3600);
    return halfUp(halfUp(seconds * 10_000, 3600) * price, 10_000);
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

const isInForce = ({ start, end, suspended }: PaperContract, day: number): boolean =>
  start <= day && day < end && !suspended.has(day);
