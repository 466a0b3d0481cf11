import type { z } from 'zod';
import { type Calendar, calendarSchema } from '../../calendar/calendar.ts';
import { inputError, parseInput, toIssues } from '../../errors/parse-input.ts';
import { inPlainWords } from '../../errors/plain-words.ts';
import { type QuantityPolicy, quantityPolicySchema } from '../../quantity/quantity-policy.ts';
import { builtInKinds } from '../kinds/built-in-kinds.ts';
import type { PriceKind } from '../price-kind.ts';
import type { RateCard } from '../rate-card.ts';
import { rateCardSchema } from '../rate-card-schema.ts';
import { type RatingPolicy, ratingPolicyFrame, type RatingTerms } from '../rating-policy.ts';
import { SelectionBook } from './selection-book.ts';
import type { Terms } from './terms.ts';
import { TermsBook, type TermsWanted } from './terms-book.ts';
import { type CardOfPolicy, unknownBands } from './unknown-bands.ts';

/** The terms of one contract, ready for use. */
export interface CompiledContract {
  readonly customerId: string;
  /** Index into the policy's terms. */
  readonly terms: number;
}

/**
 * A policy made ready for many entries: every card, calendar and combination of terms is read once. What was looked up
 * is remembered in its terms and its book, whose indexes are good for this one alone.
 */
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
  /** The same policy with terms and a book that remember nothing yet. */
  forgotten(): CompiledPolicy;
}

/** Reads a policy whole. */
export function compilePolicy(policy: RatingPolicy): CompiledPolicy {
  requireFrame(policy);
  const read = new PartReader(policy.priceKinds ?? []);
  const serviceTypes = quantitiesOf(policy.serviceTypes ?? {});
  const costBook = policy.costBook == null ? null : costBookOf(read.card(policy.costBook, ['costBook']));
  const kinds = [...builtInKinds, ...(policy.priceKinds ?? [])];
  const terms = new TermsBook(serviceTypes.keys(), costBook);

  const widest: TermsWanted = {
    rateCards: policy.rateCard == null ? [] : [read.card(policy.rateCard, ['rateCard'])],
    calendar: read.calendar(policy.calendar, ['calendar']),
    requireApproval: policy.requireApproval ?? false,
    contractQuantity: null,
    customerQuantity: null,
  };
  const defaults = terms.indexOf(widest);
  const customers = new Map<string, TermsWanted>();
  for (const [customerId, own] of Object.entries(policy.customers ?? {})) {
    const path = ['customers', customerId];
    const wanted = read.narrow(widest, own, path);
    customers.set(customerId, { ...wanted, customerQuantity: quantityOf(own, path) });
  }
  const customerTerms = new Map(
    [...customers].map(([customerId, wanted]) => [customerId, terms.indexOf(wanted)]),
  );
  const contracts = new Map<string, CompiledContract>();
  for (const [contractId, own] of Object.entries(policy.contracts ?? {})) {
    const path = ['contracts', contractId];
    const wanted = read.narrow(customers.get(own.customerId) ?? widest, own, path);
    const index = terms.indexOf({ ...wanted, contractQuantity: quantityOf(own, path) });
    contracts.set(contractId, { customerId: own.customerId, terms: index });
  }
  requireKnownBands(read.cards, terms.bands);

  const open = (): CompiledPolicy => {
    const book = new SelectionBook(kinds, serviceTypes);
    return {
      bands: terms.bands,
      terms: terms.open(book),
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
      forgotten: open,
    };
  };
  return open();
}

function requireFrame(policy: unknown): void {
  const parsed = ratingPolicyFrame.safeParse(policy, inPlainWords);
  if (!parsed.success) throw inputError('RATING_POLICY_INVALID', toIssues(parsed.error), parsed.error);
}

function requireKnownBands(cards: Iterable<CardOfPolicy>, bands: readonly string[]): void {
  const faults = [...cards].flatMap((card) => unknownBands(card, bands));
  if (faults.length > 0) throw inputError('RATING_POLICY_INVALID', faults);
}

type Path = readonly string[];

/** Checks cards and calendars, each of them once, however many customers share it. */
class PartReader {
  readonly #cardSchema: z.ZodType<RateCard>;
  readonly #cards = new Map<RateCard, CardOfPolicy>();
  readonly #calendars = new Map<Calendar, Calendar>();

  constructor(priceKinds: readonly PriceKind[]) {
    this.#cardSchema = rateCardSchema(priceKinds);
  }

  /** The cards that were read, each with the first way to it. */
  get cards(): Iterable<CardOfPolicy> {
    return this.#cards.values();
  }

  card(given: RateCard, path: Path): RateCard {
    const known = this.#cards.get(given);
    if (known !== undefined) return known.card;
    const card = parseInput('RATE_CARD_INVALID', this.#cardSchema, given, path);
    this.#cards.set(given, { card, written: given, path });
    return card;
  }

  calendar(given: Calendar, path: Path): Calendar {
    const calendar =
      this.#calendars.get(given) ?? parseInput('CALENDAR_INVALID', calendarSchema, given, path);
    this.#calendars.set(given, calendar);
    return calendar;
  }

  /** Terms of one's own, with the wider ones behind them. */
  narrow(wider: TermsWanted, own: RatingTerms, path: Path): TermsWanted {
    const { rateCard, calendar } = own;
    return {
      ...wider,
      rateCards:
        rateCard == null ? wider.rateCards : [this.card(rateCard, [...path, 'rateCard']), ...wider.rateCards],
      calendar: calendar == null ? wider.calendar : this.calendar(calendar, [...path, 'calendar']),
      requireApproval: own.requireApproval ?? wider.requireApproval,
    };
  }
}

function quantityOf({ quantity }: Pick<RatingTerms, 'quantity'>, path: Path): QuantityPolicy | null {
  if (quantity == null) return null;
  return parseInput('QUANTITY_POLICY_INVALID', quantityPolicySchema, quantity, [...path, 'quantity']);
}

function quantitiesOf(
  serviceTypes: NonNullable<RatingPolicy['serviceTypes']>,
): ReadonlyMap<string, QuantityPolicy> {
  const quantities = new Map<string, QuantityPolicy>();
  for (const [serviceTypeId, own] of Object.entries(serviceTypes)) {
    const quantity = quantityOf(own, ['serviceTypes', serviceTypeId]);
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
