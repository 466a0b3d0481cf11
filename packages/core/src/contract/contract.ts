import type { CurrencyCode } from '../money/currency.ts';
import type { Condition } from '../rating/condition.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Cycle } from '../time/cycle.ts';
import type { ZoneId } from '../time/zone.ts';
import type { ContractDiscount } from './contract-discount.ts';
import type { ContractLinePolicy } from './contract-line-policy.ts';
import type { ContractPricing } from './contract-pricing.ts';

/** One agreement within a contract: its `kind` says which other fields it has. */
export interface ContractComponent {
  /** Unique among the components of the contract. */
  readonly id: string;
  readonly kind: string;
}

/** What an amendment can change. */
export interface AgreedTerms {
  /** Which of the customer's work the contract takes. Nothing named: all of it. */
  readonly covers: Condition;
  /** In the order in which they were declared: it is the order in which work meets them. */
  readonly components: readonly ContractComponent[];
  /** How charges become lines, or `null` for what is usual. */
  readonly linePolicy: ContractLinePolicy | null;
  /** The ids of the taxes that the contract's lines bear. */
  readonly taxCodes: readonly string[];
  readonly discounts: readonly ContractDiscount[];
}

/** A change of terms: what it names holds from a civil date on, the rest stays as it was. */
export type Amendment = { readonly from: CivilDate } & {
  readonly [Part in keyof AgreedTerms]?: AgreedTerms[Part] | undefined;
};

/** What happens at the end of a contract (R67). */
export interface Renewal {
  /** `automatic` makes the successor in time, `manual` reminds people to, `none` lets the contract expire. */
  readonly mode: 'none' | 'manual' | 'automatic';
  /** How many months the successor runs, or `null` when a person decides. Needed for `automatic`. */
  readonly months: number | null;
  /** How many days before the end somebody is told, the earliest first. */
  readonly noticeDays: readonly number[];
}

/** Days on which a contract is not in force. */
export interface Suspension {
  readonly from: CivilDate;
  /** The first day on which it is in force again, or `null` while nobody knows. */
  readonly to: CivilDate | null;
}

/** Where a contract is in its life (R67). */
export type ContractState = 'draft' | 'active' | 'suspended' | 'ended';

/** What was agreed with a customer. Plain JSON; made by {@link defineContract}. */
export interface Contract extends AgreedTerms {
  readonly id: string;
  readonly customerId: string;
  /** The plan that it was made from, or `null`. */
  readonly planId: string | null;
  readonly currency: CurrencyCode;
  /** The civil dates of the contract are those of this zone. */
  readonly zone: ZoneId;
  /** The first day in force. */
  readonly start: CivilDate;
  /** The first day no longer in force, or `null`. */
  readonly end: CivilDate | null;
  readonly cycle: Omit<Cycle, 'zone'>;
  /** Its place among the customer's contracts when several fit the same work: the lowest takes it. */
  readonly order: number | null;
  readonly renewal: Renewal;
  /** Prices of its own, or `null` for those of its customer. */
  readonly pricing: ContractPricing | null;
  /** In order, none touching the next. */
  readonly suspensions: readonly Suspension[];
  /** By date, the earliest first. */
  readonly amendments: readonly Amendment[];
  readonly state: ContractState;
  /** How it ended, or `null` before it has. */
  readonly endedBy: 'expired' | 'terminated' | null;
  /** The contract that this one renews, or `null`. */
  readonly predecessorId: string | null;
  /** The contract that renews this one, or `null`. */
  readonly successorId: string | null;
}
