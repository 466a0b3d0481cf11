import type { Bill } from '../bill/bill.ts';
import { compareText } from '../invoice/compare-text.ts';
import type { Money } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockedWork } from '../rating/outcome.ts';
import type { RatedWork } from '../rating/view/rated-work.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { exactOfCharge, exactOfMoney } from './exact-amount.ts';
import { MoneyTally } from './money-tally.ts';
import { chargesIn } from './read-report.ts';
import { revenueOf } from './revenue-of.ts';
import type { OpenWork } from './unbilled-as-of.ts';
import { earliest, OpenGroup, type UnbilledGroup } from './unbilled-group.ts';

/** Work in progress. */
export interface UnbilledWork {
  /** By customer, then contract. */
  readonly groups: readonly UnbilledGroup[];
  /** The sum over all groups, one amount for each currency. */
  readonly value: readonly Money[];
  readonly oldest: CivilDate | null;
}

/** Collects what is not billed yet. */
export class UnbilledBook {
  readonly #open: OpenWork;
  readonly #tally = new MoneyTally();
  readonly #groups = new Map<string, OpenGroup>();

  constructor(open: OpenWork) {
    this.#open = open;
  }

  /** A rating without a contract: its exact charges are what the work is worth. */
  addRated(rated: RatedWork): void {
    for (const charge of this.#addCharges(chargesIn(rated), null)) {
      this.#tally.add(this.#groupFor(charge.customerId, null).name, exactOfCharge(charge));
    }
    this.#addBlocked(rated.blocked, null);
  }

  /** The preview of a bill: the net of its lines is what the work is worth. */
  addBill(bill: Bill): void {
    const { contractId, charges, blocked, covered } = bill;
    const open = this.#addCharges(chargesIn(charges), contractId);
    const entryIds = new Set(open.map(({ entryId }) => entryId));
    for (const { entryId, lineKind, date, net, customerId } of revenueOf(bill)) {
      const counts = entryId === null ? isThing(lineKind) : entryIds.has(entryId);
      if (!counts) continue;
      const group = this.#groupFor(customerId, contractId);
      group.addDate(date);
      this.#tally.add(group.name, exactOfMoney(net));
    }
    for (const part of covered) {
      if (!this.#open.isOpen(part)) continue;
      this.#groupFor(part.customerId, contractId).coveredSeconds += part.billedSeconds;
    }
    this.#addBlocked(blocked, contractId);
  }

  tell(): UnbilledWork {
    const { of, total } = this.#tally.settle();
    const groups = [...this.#groups.values()].toSorted((one, other) => compareText(one.name, other.name));
    return {
      groups: groups.map((group) => group.tell(of(group.name))),
      value: total,
      oldest: groups.reduce<CivilDate | null>((date, group) => earliest(date, group.oldest), null),
    };
  }

  #addCharges(charges: readonly Charge[], contractId: string | null): readonly Charge[] {
    const open = charges.filter((charge) => this.#open.isOpen(charge));
    for (const charge of open) this.#groupFor(charge.customerId, contractId).addCharge(charge);
    return open;
  }

  #addBlocked(blocked: readonly BlockedWork[], contractId: string | null): void {
    for (const one of blocked) {
      if (one.entryId !== null && this.#open.isBilled(one.entryId)) continue;
      // What is nobody's stands on every preview that it was handed to, and counts once.
      if (one.customerId === null) this.#groupFor(null, null).blockOnce(one);
      else this.#groupFor(one.customerId, contractId).blocked.push(one);
    }
  }

  #groupFor(customerId: string | null, contractId: string | null): OpenGroup {
    const name = `${customerId ?? ''}\0${contractId ?? ''}`;
    const found = this.#groups.get(name) ?? new OpenGroup(name);
    this.#groups.set(name, found);
    return found;
  }
}

const isThing = (kind: string): boolean => kind === 'expense' || kind === 'product';
