import { bandsOf } from '../calendar/band.ts';
import { type Calendar, defineCalendar } from '../calendar/calendar.ts';
import { type Timeline, compileTimeline } from '../calendar/timeline.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Money } from '../money/money.ts';
import { type QuantityPolicy, quantityPolicy } from '../quantity/quantity-policy.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { builtInKinds } from './kinds/built-in-kinds.ts';
import type { PriceKind } from './price-kind.ts';
import { type RateCard, defineRateCard } from './rate-card.ts';
import type { ContractTerms, RatingPolicy, RatingTerms } from './rating-policy.ts';
import { SelectionBook } from './selection-book.ts';
import { SelectionTable } from './selection-table.ts';
import type { Terms } from './terms.ts';

/** A policy made ready for many entries: every card, calendar and combination of terms is read once. */
export interface CompiledPolicy {
  /** All bands of all calendars; charges hold indexes into it. */
  readonly bands: readonly string[];
  readonly terms: readonly Terms[];
  readonly book: SelectionBook;
  readonly hasCostBook: boolean;
  /** Index of the terms of a customer; the default ones for unknown customers and for none. */
  termsOf(customerId: string | null): number;
  contract(contractId: string): { readonly customerId: string; readonly terms: number };
  /** The selection for an entry whose rate a person chose. */
  selectOverride(terms: Terms, entry: TimeEntry, rate: Money, day: number): number;
}

interface Wider {
  readonly rateCards: readonly RateCard[];
  readonly calendar: Calendar;
  readonly requireApproval: boolean;
}

/** Reads a policy whole. Cards and calendars that several customers share are compiled once. */
export function compilePolicy(policy: RatingPolicy): CompiledPolicy {
  const parse = onceEach(policy.priceKinds ?? []);
  const costBook = policy.costBook == null ? null : costBookOf(parse.card(policy.costBook));
  const serviceTypes = new Map(
    Object.entries(policy.serviceTypes ?? {}).flatMap(([id, { quantity }]) =>
      quantity == null ? [] : [[id, quantityPolicy(quantity)] as const],
    ),
  );
  const bands: string[] = ['business', 'after-hours', 'weekend', 'holiday'];
  const book = new SelectionBook([...builtInKinds, ...(policy.priceKinds ?? [])], serviceTypes);
  const timelines = new Map<Calendar, Timeline>();
  const interned = new Map<string, number>();
  const numbers = new Map<unknown, number>();
  const numberOf = (value: unknown): number => {
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value) as number;
  };
  const terms: Terms[] = [];

  function bandIndexOf(name: string): number {
    const known = bands.indexOf(name);
    return known === -1 ? bands.push(name) - 1 : known;
  }

  function intern(
    wider: Wider,
    contractQuantity: QuantityPolicy | null,
    customerQuantity: QuantityPolicy | null,
  ): number {
    const { rateCards, calendar, requireApproval } = wider;
    const key = JSON.stringify([
      rateCards.map(numberOf),
      numberOf(calendar),
      requireApproval,
      contractQuantity,
      customerQuantity,
    ]);
    const known = interned.get(key);
    if (known !== undefined) return known;
    const timeline = timelines.get(calendar) ?? compileTimeline(calendar, bandIndexOf);
    timelines.set(calendar, timeline);
    const quantities = { contractQuantity, customerQuantity };
    const resolve = book.resolver({ rateCards, ...quantities });
    const made: Terms = {
      calendar,
      timeline,
      bandIndex: new Map(bandsOf(calendar).map((band) => [band, bandIndexOf(band)])),
      rateCards,
      ...quantities,
      requireApproval,
      selections: new SelectionTable(rateCards, serviceTypes.keys(), resolve),
      costSelections:
        costBook === null
          ? null
          : new SelectionTable(
              [costBook],
              [],
              book.resolver({ rateCards: [costBook], contractQuantity: null, customerQuantity: null }),
            ),
    };
    interned.set(key, terms.length);
    return terms.push(made) - 1;
  }

  function widen(wider: Wider, own: RatingTerms): Wider {
    return {
      rateCards: own.rateCard == null ? wider.rateCards : [parse.card(own.rateCard), ...wider.rateCards],
      calendar: own.calendar == null ? wider.calendar : parse.calendar(own.calendar),
      requireApproval: own.requireApproval ?? wider.requireApproval,
    };
  }

  const quantityOf = ({ quantity }: RatingTerms): QuantityPolicy | null =>
    quantity == null ? null : quantityPolicy(quantity);
  const root: Wider = {
    rateCards: policy.rateCard == null ? [] : [parse.card(policy.rateCard)],
    calendar: parse.calendar(policy.calendar),
    requireApproval: policy.requireApproval ?? false,
  };
  const byCustomer = new Map<
    string,
    { readonly wider: Wider; readonly quantity: QuantityPolicy | null; readonly terms: number }
  >();
  const defaults = intern(root, null, null);
  for (const [customerId, own] of Object.entries(policy.customers ?? {})) {
    const wider = widen(root, own);
    const quantity = quantityOf(own);
    byCustomer.set(customerId, { wider, quantity, terms: intern(wider, null, quantity) });
  }
  const contracts = new Map(
    Object.entries(policy.contracts ?? {}).map(([id, own]: [string, ContractTerms]) => {
      const customer = byCustomer.get(own.customerId) ?? { wider: root, quantity: null };
      const made = intern(widen(customer.wider, own), quantityOf(own), customer.quantity);
      return [id, { customerId: own.customerId, terms: made }] as const;
    }),
  );

  return {
    bands,
    terms,
    book,
    hasCostBook: costBook !== null,
    termsOf: (customerId) =>
      customerId === null ? defaults : (byCustomer.get(customerId)?.terms ?? defaults),
    contract(contractId) {
      const contract = contracts.get(contractId);
      if (contract !== undefined) return contract;
      throw inputError('RATING_POLICY_INVALID', [
        { path: ['contracts', contractId], message: 'is not in the policy' },
      ]);
    },
    selectOverride: (own, entry, rate, day) =>
      book.selectOverride({ ...own, date: civilDateOf(day), serviceTypeId: entry.serviceTypeId, rate }),
  };
}

/** Checks each card and calendar once, however many customers share it. */
function onceEach(priceKinds: readonly PriceKind[]): {
  card: (card: RateCard) => RateCard;
  calendar: (calendar: Calendar) => Calendar;
} {
  const cards = new Map<RateCard, RateCard>();
  const calendars = new Map<Calendar, Calendar>();
  const remembered = <Value>(
    known: Map<Value, Value>,
    value: Value,
    read: (value: Value) => Value,
  ): Value => {
    const found = known.get(value) ?? read(value);
    known.set(value, found);
    return found;
  };
  return {
    card: (card) => remembered(cards, card, (given) => defineRateCard(given, { priceKinds })),
    calendar: (calendar) => remembered(calendars, calendar, defineCalendar),
  };
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
