import { type Calendar, defineCalendar } from '../../calendar/calendar.ts';
import { inputError } from '../../errors/parse-input.ts';
import { type QuantityPolicy, quantityPolicy } from '../../quantity/quantity-policy.ts';
import { builtInKinds } from '../kinds/built-in-kinds.ts';
import type { PriceKind } from '../price-kind.ts';
import { defineRateCard, type RateCard } from '../rate-card.ts';
import type { RatingPolicy, RatingTerms } from '../rating-policy.ts';
import { SelectionBook } from './selection-book.ts';
import type { Terms } from './terms.ts';
import { TermsBook, type TermsWanted } from './terms-book.ts';

/** The terms of one contract, ready for use. */
export interface CompiledContract {
  readonly customerId: string;
  /** Index into the policy's terms. */
  readonly terms: number;
}

/** A policy made ready for many entries: every card, calendar and combination of terms is read once. */
export interface CompiledPolicy {
  /** All bands of all calendars; charges hold indexes into it. */
  readonly bands: readonly string[];
  readonly terms: readonly Terms[];
  readonly book: SelectionBook;
  readonly hasCostBook: boolean;
  /** Index of the terms of a customer; the default ones for unknown customers and for none. */
  termsOf(customerId: string | null): number;
  /** @throws BillingError `RATING_POLICY_INVALID` when the policy has no such contract. */
  contract(contractId: string): CompiledContract;
}

/** Reads a policy whole. */
export function compilePolicy(policy: RatingPolicy): CompiledPolicy {
  const read = new PartReader(policy.priceKinds ?? []);
  const serviceTypes = quantitiesOf(policy.serviceTypes ?? {});
  const costBook = policy.costBook == null ? null : costBookOf(read.card(policy.costBook));
  const book = new SelectionBook([...builtInKinds, ...(policy.priceKinds ?? [])], serviceTypes);
  const terms = new TermsBook(book, serviceTypes.keys(), costBook);

  const widest: TermsWanted = {
    rateCards: policy.rateCard == null ? [] : [read.card(policy.rateCard)],
    calendar: read.calendar(policy.calendar),
    requireApproval: policy.requireApproval ?? false,
    contractQuantity: null,
    customerQuantity: null,
  };
  const defaults = terms.indexOf(widest);
  const customers = new Map<string, TermsWanted>();
  for (const [customerId, own] of Object.entries(policy.customers ?? {})) {
    customers.set(customerId, { ...read.narrow(widest, own), customerQuantity: quantityOf(own) });
  }
  const customerTerms = new Map(
    [...customers].map(([customerId, wanted]) => [customerId, terms.indexOf(wanted)]),
  );
  const contracts = new Map<string, CompiledContract>();
  for (const [contractId, own] of Object.entries(policy.contracts ?? {})) {
    const wanted = read.narrow(customers.get(own.customerId) ?? widest, own);
    const index = terms.indexOf({ ...wanted, contractQuantity: quantityOf(own) });
    contracts.set(contractId, { customerId: own.customerId, terms: index });
  }

  return {
    bands: terms.bands,
    terms: terms.terms,
    book,
    hasCostBook: costBook !== null,
    termsOf: (customerId) => (customerId === null ? defaults : (customerTerms.get(customerId) ?? defaults)),
    contract(contractId) {
      const contract = contracts.get(contractId);
      if (contract !== undefined) return contract;
      throw inputError('RATING_POLICY_INVALID', [
        { path: ['contracts', contractId], message: 'is not in the policy' },
      ]);
    },
  };
}

/** Checks cards and calendars, each of them once, however many customers share it. */
class PartReader {
  readonly #priceKinds: readonly PriceKind[];
  readonly #cards = new Map<RateCard, RateCard>();
  readonly #calendars = new Map<Calendar, Calendar>();

  constructor(priceKinds: readonly PriceKind[]) {
    this.#priceKinds = priceKinds;
  }

  card(given: RateCard): RateCard {
    const card = this.#cards.get(given) ?? defineRateCard(given, { priceKinds: this.#priceKinds });
    this.#cards.set(given, card);
    return card;
  }

  calendar(given: Calendar): Calendar {
    const calendar = this.#calendars.get(given) ?? defineCalendar(given);
    this.#calendars.set(given, calendar);
    return calendar;
  }

  /** Terms of one's own, with the wider ones behind them. */
  narrow(wider: TermsWanted, own: RatingTerms): TermsWanted {
    return {
      ...wider,
      rateCards: own.rateCard == null ? wider.rateCards : [this.card(own.rateCard), ...wider.rateCards],
      calendar: own.calendar == null ? wider.calendar : this.calendar(own.calendar),
      requireApproval: own.requireApproval ?? wider.requireApproval,
    };
  }
}

function quantityOf({ quantity }: Pick<RatingTerms, 'quantity'>): QuantityPolicy | null {
  return quantity == null ? null : quantityPolicy(quantity);
}

function quantitiesOf(
  serviceTypes: NonNullable<RatingPolicy['serviceTypes']>,
): ReadonlyMap<string, QuantityPolicy> {
  const quantities = new Map<string, QuantityPolicy>();
  for (const [serviceTypeId, own] of Object.entries(serviceTypes)) {
    const quantity = quantityOf(own);
    if (quantity !== null) quantities.set(serviceTypeId, quantity);
  }
  return quantities;
}

/** A cost book prices worked time, so a quantity policy in it would be dropped without a word (R44). */
function costBookOf(card: RateCard): RateCard {
  const rounds = card.versions.some(
    ({ quantity, rules }) => quantity !== null || rules.some((rule) => rule.quantity !== null),
  );
  if (!rounds) return card;
  const message = 'prices worked seconds, so it can have no quantity policy';
  throw inputError('RATING_POLICY_INVALID', [{ path: ['costBook'], message }]);
}
