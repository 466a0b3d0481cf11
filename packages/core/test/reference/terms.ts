import type { Calendar } from '../../src/calendar/calendar.ts';
import type { QuantityPolicy } from '../../src/quantity/quantity-policy.ts';
import type { RateCard } from '../../src/rating/rate-card.ts';
import type { RatingPolicy, RatingTerms } from '../../src/rating/rating-policy.ts';
import { completePolicy } from './round-quantity.ts';

/** What a policy says for one customer, within a contract or without one. */
export interface ReferenceTerms {
  readonly calendar: Calendar;
  /** R40: the contract's card, the customer's, the default one. */
  readonly cards: readonly RateCard[];
  readonly contractQuantity: QuantityPolicy | null;
  readonly customerQuantity: QuantityPolicy | null;
  readonly requireApproval: boolean;
}

/** The terms of a customer, who may be unknown. Narrower terms come first; what they leave out, wider ones say. */
export function termsOf(
  policy: RatingPolicy,
  customerId: string | null,
  contractId: string | null,
): ReferenceTerms {
  const contract = contractId === null ? undefined : own(policy.contracts, contractId);
  const customer = own(policy.customers, contract?.customerId ?? customerId);
  const chain: readonly RatingTerms[] = [contract, customer, policy].filter((terms) => terms !== undefined);
  return {
    calendar: chain.find(({ calendar }) => calendar != null)?.calendar ?? policy.calendar,
    cards: chain.flatMap(({ rateCard }) => rateCard ?? []),
    contractQuantity: quantityOf(contract),
    customerQuantity: quantityOf(customer),
    requireApproval: chain.find(({ requireApproval }) => requireApproval != null)?.requireApproval ?? false,
  };
}

function quantityOf(terms: RatingTerms | undefined): QuantityPolicy | null {
  return terms?.quantity == null ? null : completePolicy(terms.quantity);
}

/** What a record holds under a key of its own: ids such as "constructor" are ids. */
export function own<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  key: string | null,
): Value | undefined {
  return record !== undefined && key !== null && Object.hasOwn(record, key) ? record[key] : undefined;
}
