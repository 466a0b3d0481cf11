import { contractCoverage, type ContractCoverage } from '../contract/contract-coverage.ts';
import type { Contract } from '../contract/contract.ts';
import type { ConditionFacts } from '../rating/condition.ts';
import type { ReadableEntry } from '../rating/rate-in-steps.ts';
import { type CivilDate, civilDateOf } from '../time/civil-date.ts';
import { type Instant, secondsToInstant } from '../time/instant.ts';
import type { Period } from '../time/period.ts';
import { localDayOf } from '../time/wall-clock.ts';
import { zoneTable } from '../time/zone.ts';
import type { Expense } from '../work/expense.ts';
import type { ProductCharge } from '../work/product-charge.ts';
import type { BillFacts } from './bill-facts.ts';

/** Something that was handed in and is not for this bill. */
export interface NotDue {
  readonly kind: 'entry' | 'expense' | 'product';
  readonly id: string;
  /** Its civil date in the contract's zone. */
  readonly date: CivilDate;
  /** Worked seconds; 0 for what has none. */
  readonly seconds: number;
  /** It belongs to a later bill of this contract, to another contract, or to none of those that are known. */
  readonly reason: 'later' | 'other-contract' | 'no-contract';
  /** The contract that takes it, or `null`. */
  readonly contractId: string | null;
}

/** Work of a period that was billed before. */
export interface LateWork {
  readonly entryId: string;
  /** Its civil date in the contract's zone. */
  readonly date: CivilDate;
}

/** An entry that takes part in a bill. */
export interface WorkOfBill extends ReadableEntry {
  readonly facts: ConditionFacts;
  /** Its civil date in the contract's zone, which decides what it belongs to (R12). */
  readonly workDate: CivilDate;
}

/** Finds entries that take part in a bill; what asks for others is at fault. */
export interface WorkFinder {
  readonly has: (entryId: string) => boolean;
  readonly at: (position: number) => WorkOfBill;
  readonly of: (entryId: string) => WorkOfBill;
}

/** Tells what takes part in a bill from what does not. */
export class BillScope {
  readonly #contract: Contract;
  readonly #coverage: ContractCoverage;
  readonly #period: Period;
  readonly #isAdvance: boolean;
  readonly #takesRest: boolean;
  /** Whether all contracts have one zone: work then has one date, whichever of them takes it. */
  readonly #isOneZone: boolean;
  readonly notDue: NotDue[] = [];
  readonly late: LateWork[] = [];

  /** @param contracts the customer's; the billed one stands in for another version of itself */
  constructor({ contract, contractPeriod, due, takesRest }: BillFacts, contracts: readonly Contract[]) {
    const others = contracts.filter(({ id }) => id !== contract.id);
    this.#isOneZone = others.every(({ zone }) => zone === contract.zone);
    this.#contract = contract;
    this.#takesRest = takesRest === true;
    this.#coverage = contractCoverage(this.#takesRest ? others : [...others, contract]);
    this.#period = contractPeriod.period;
    this.#isAdvance = due === 'advance';
  }

  /** The entries that take part, by position. Those of unknown customers never do. */
  entries(readable: Iterable<ReadableEntry>): ReadonlyMap<number, WorkOfBill> {
    const taken = new Map<number, WorkOfBill>();
    const table = zoneTable(this.#contract.zone);
    const dateOf = dateWriter();
    for (const { position, entry, facts, startSeconds, day, seconds } of readable) {
      if (facts === null) continue;
      const isTimed = startSeconds !== null;
      const workDate = dateOf(isTimed ? localDayOf(startSeconds, table) : day);
      const start = isTimed && !this.#isOneZone ? secondsToInstant(startSeconds) : null;
      const what = { kind: 'entry', id: entry.id, date: workDate, seconds } as const;
      if (!this.#takes(what, facts, start)) continue;
      taken.set(position, { position, entry, facts, startSeconds, day, seconds, workDate });
      if (workDate < this.#period.from) this.late.push({ entryId: entry.id, date: workDate });
    }
    return taken;
  }

  /** The expenses that take part. They are of no service type, and of their agent's and work item's contract. */
  expenses(given: readonly Expense[]): readonly Expense[] {
    return given.filter((one) =>
      this.#takes({ kind: 'expense', id: one.id, date: one.date, seconds: 0 }, factsOfThing(one), null),
    );
  }

  /** The product charges that take part. */
  products(given: readonly ProductCharge[]): readonly ProductCharge[] {
    return given.filter((one) =>
      this.#takes({ kind: 'product', id: one.id, date: one.date, seconds: 0 }, factsOfThing(one), null),
    );
  }

  #takes(what: Omit<NotDue, 'reason' | 'contractId'>, facts: ConditionFacts, start: Instant | null): boolean {
    const contractId = this.#coverage.contractFor({ facts, start, date: what.date })?.id ?? null;
    const isRest = this.#takesRest && contractId === null && facts.customer === this.#contract.customerId;
    const isOwn = isRest || contractId === this.#contract.id;
    if (isOwn && !this.#isAdvance && what.date < this.#period.to) return true;
    const reason = isOwn ? 'later' : contractId === null ? 'no-contract' : 'other-contract';
    this.notDue.push({ ...what, reason, contractId });
    return false;
  }
}

/** Writes civil dates, those of one day once: much work is of few days. */
function dateWriter(): (day: number) => CivilDate {
  const dates = new Map<number, CivilDate>();
  return (day) => {
    const known = dates.get(day);
    if (known !== undefined) return known;
    const date = civilDateOf(day);
    dates.set(day, date);
    return date;
  };
}

function factsOfThing(thing: Expense | ProductCharge): ConditionFacts {
  const { customerId, workItem } = thing;
  return {
    // No id is empty, so no condition on agents or service types fits what has none.
    agent: 'agentId' in thing ? (thing.agentId ?? '') : '',
    team: null,
    serviceType: '',
    customer: customerId,
    workItemKind: workItem?.kind ?? null,
    priority: workItem?.priority ?? null,
    tags: workItem?.tags ?? [],
    attributes: {},
  };
}
