import type { ConditionInput } from '../rating/condition.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Cycle } from '../time/cycle.ts';
import type { ZoneId } from '../time/zone.ts';
import type { BuiltInComponentInput } from './components/built-in-components.ts';
import type { Contract, ContractComponent, Renewal, Suspension } from './contract.ts';
import type { ContractDiscountInput } from './contract-discount.ts';
import type { ContractLinePolicy } from './contract-line-policy.ts';
import type { ContractPricingInput } from './contract-pricing.ts';

/** The {@link AgreedTerms} as they are written down. */
export interface AgreedTermsInput {
  readonly covers?: ConditionInput | undefined;
  readonly components?: readonly (BuiltInComponentInput | ContractComponent)[] | undefined;
  readonly linePolicy?: ContractLinePolicy | null | undefined;
  readonly taxCodes?: readonly string[] | undefined;
  readonly discounts?: readonly ContractDiscountInput[] | undefined;
}

/** A {@link Renewal} as it is written down; `noticeDays` are 60, 30 and 7 when they are left out. */
export interface RenewalInput extends Pick<Renewal, 'mode'> {
  readonly months?: number | null | undefined;
  readonly noticeDays?: readonly number[] | undefined;
}

/** The {@link Cycle} of a contract as it is written down: every one, from the contract's start on. */
export interface CycleInput extends Pick<Cycle, 'frequency'> {
  readonly every?: number | undefined;
  readonly anchor?: CivilDate | undefined;
}

/** A {@link Contract} as it is written down. */
export interface ContractInput extends AgreedTermsInput {
  readonly id: string;
  readonly customerId: string;
  readonly planId?: string | null | undefined;
  readonly currency: string;
  readonly zone: ZoneId;
  readonly start: CivilDate;
  readonly end?: CivilDate | null | undefined;
  readonly cycle: CycleInput;
  readonly order?: number | null | undefined;
  /** Default: none, its customer's prices hold. */
  readonly pricing?: ContractPricingInput | null | undefined;
  /** Default: none. */
  readonly renewal?: RenewalInput | undefined;
  readonly suspensions?: readonly Suspension[] | undefined;
  readonly amendments?: readonly (AgreedTermsInput & { readonly from: CivilDate })[] | undefined;
  /** Default `draft`. */
  readonly state?: Contract['state'] | undefined;
  readonly endedBy?: Contract['endedBy'] | undefined;
  readonly predecessorId?: string | null | undefined;
  readonly successorId?: string | null | undefined;
}
