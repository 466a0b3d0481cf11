import type { Bill } from '../../../src/bill/bill.ts';
import type { AllowanceHistory, FeeClaim } from '../../../src/bill/bill-facts.ts';
import type { BilledPart } from '../../../src/bill/billed-part.ts';
import { type Biller } from '../../../src/bill/compile-billing.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { periodsDue } from '../../../src/contract/contract-period.ts';
import { defineContract } from '../../../src/contract/define-contract.ts';
import { transitionContract } from '../../../src/contract/lifecycle.ts';
import { partsOn } from '../../../src/contract/parts-on.ts';
import { renewContract } from '../../../src/contract/renewal.ts';
import { add } from '../../../src/money/arithmetic.ts';
import { fromMinorUnits } from '../../../src/money/minor-units.ts';
import type { Money } from '../../../src/money/money.ts';
import { expiryDue } from '../../../src/prepaid/expiry.ts';
import type { PrepaidPosting } from '../../../src/prepaid/posting.ts';
import { creditLot, type PrepaidLot, prepaidLot } from '../../../src/prepaid/prepaid-lot.ts';
import { reverseDraws } from '../../../src/prepaid/reverse.ts';
import { addDays, type CivilDate } from '../../../src/time/civil-date.ts';
import { type Instant, instantToSeconds, secondsToInstant } from '../../../src/time/instant.ts';
import type { Expense } from '../../../src/work/expense.ts';
import type { TimeEntry } from '../../../src/work/time-entry.ts';
import { expenseMarkup, type Habits, monthsOfContract, type Terms } from './terms.ts';
import { accounts, billerOf, componentsOf, zone } from './agreement.ts';

/** A desk that bills its customer with the code under test, and stores what it answers. */
export class Desk {
  today: CivilDate = '2026-01-01';
  contracts: readonly Contract[];
  work: readonly TimeEntry[] = [];
  expenses: readonly Expense[] = [];
  lots: readonly PrepaidLot[] = [];
  postings: readonly PrepaidPosting[] = [];
  bills: readonly Bill[] = [];
  #steps = 0;
  #allowance: AllowanceHistory = {};
  #fees: readonly FeeClaim[] = [];
  #capped: Money | null = null;
  #parts: readonly BilledPart[] = [];
  #biller: Biller;
  readonly #habits: Habits;

  constructor(terms: Terms, habits: Habits) {
    const { firstDay, lines } = habits;
    this.contracts = [
      defineContract({
        id: 'c_1',
        customerId: 'acme',
        currency: 'EUR',
        zone,
        state: 'active',
        start: addDays('2026-01-01', firstDay),
        end: '2027-01-01',
        cycle: { frequency: 'monthly', anchor: '2026-01-01' },
        renewal: { mode: 'automatic', months: monthsOfContract },
        components: componentsOf(terms),
        linePolicy: { method: lines },
        taxCodes: ['vat'],
      }),
    ];
    this.#habits = habits;
    this.#biller = billerOf(habits, []);
  }

  get contract(): Contract {
    return this.contracts.at(-1)!; // there is always one
  }

  set contract(changed: Contract) {
    this.contracts = [...this.contracts.slice(0, -1), changed];
  }

  /** An instant of today that is later than every one before. */
  now(): Instant {
    this.#steps += 1;
    return secondsToInstant(instantToSeconds(`${this.today}T06:00:00Z`) + this.#steps);
  }

  buy(
    account: 'hours' | 'budget',
    id: string,
    quantity: string,
    priority: number,
    expiresOn: CivilDate | null,
  ) {
    const at = this.now();
    const lot = prepaidLot(accounts[account], {
      id,
      quantity,
      price: null,
      purchasedAt: at,
      expiresOn,
      priority,
    });
    const credited = creditLot(accounts[account], lot, at);
    this.lots = [...this.lots, credited.lot];
    this.postings = [...this.postings, credited.posting];
  }

  spend(id: string, date: CivilDate, cents: number): void {
    const amount = fromMinorUnits(BigInt(cents), 'EUR');
    const about = { id, customerId: 'acme', date, description: 'Parts', amount, kind: 'billable' as const };
    this.expenses = [...this.expenses, { ...about, markupPercent: String(expenseMarkup) }];
  }

  expire(): void {
    for (const account of [accounts.hours, accounts.budget]) {
      const due = expiryDue(account, this.lots, this.postings, this.today, this.now());
      this.postings = [...this.postings, ...due];
    }
  }

  release(entryId: string): void {
    for (const account of [accounts.hours, accounts.budget]) {
      const reversals = reverseDraws(account, this.postings, entryId, { at: this.now() });
      this.postings = [...this.postings, ...reversals];
    }
  }

  /** From a day on the contract is on other terms. */
  amend(from: CivilDate, terms: Terms): void {
    const { amendments, ...rest } = this.contract;
    const amendment = { from, components: componentsOf(terms) };
    this.contract = defineContract({ ...rest, amendments: [...amendments, amendment] });
  }

  renew(): void {
    const { contract, today } = this;
    const resumed =
      contract.state === 'suspended' ? transitionContract(contract, { type: 'resume', on: today }) : contract;
    const { renewed, successor } = renewContract(resumed, 'c_2');
    this.contracts = [transitionContract(renewed, { type: 'expire', on: today }), successor];
    this.#biller = billerOf(this.#habits, this.contracts);
    this.#allowance = {};
    this.#capped = null;
  }

  /** Bills the month that begins on a day, if the contract was in force in it, and takes up all that the bill says. */
  close(from: CivilDate): void {
    const { contract } = this;
    const contractPeriod = periodsDue(contract, addDays(this.today, -1)).find(
      ({ period }) => period.from === from,
    );
    if (contractPeriod === undefined) return;
    const [first] = contractPeriod.covered;
    const isForLife = partsOn(contract, first?.from ?? from).cap.some(({ part }) => part.per === 'lifetime');
    const bill = this.#biller.bill({
      contract,
      contractPeriod,
      work: this.work,
      expenses: this.expenses,
      at: this.now(),
      history: {
        allowances: { support: this.#allowance },
        prepaid: { accounts: Object.values(accounts), lots: this.lots, postings: this.postings },
        billedFees: this.#fees,
        billedParts: this.#parts,
        capped: this.#capped === null || !isForLife ? {} : { most: this.#capped },
      },
    });
    this.bills = [...this.bills, bill];
    this.postings = [...this.postings, ...bill.postings];
    this.#fees = [...this.#fees, ...bill.fees.map(({ claim }) => claim)];
    this.#parts = [...this.#parts, ...bill.billedParts];
    this.#allowance = { carriedIn: bill.allowances[0]?.carriesOut };
    for (const { billed } of bill.caps)
      this.#capped = this.#capped === null ? billed : add(this.#capped, billed);
    const isLeft = (kind: 'entry' | 'expense', id: string): boolean =>
      bill.notDue.some((one) => one.kind === kind && one.id === id);
    const blocked = new Set(bill.blocked.map(({ entryId }) => entryId));
    this.work = this.work.filter(({ id }) => isLeft('entry', id) || blocked.has(id));
    this.expenses = this.expenses.filter(({ id }) => isLeft('expense', id));
  }
}
