import type { Money } from '../../money/money.ts';
import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import { fits } from '../condition.ts';
import { basisOfPrice } from '../price-basis.ts';
import type { PriceBasis, PriceKind } from '../price-kind.ts';
import type { RateCard, RateRule } from '../rate-card.ts';
import { selectRule, versionInForce } from './select-rule.ts';
import type { PricedSelection, Selection, SelectionFacts } from './selection.ts';
import type { Resolve } from './selection-table.ts';
import type { QuantitySource } from '../trace-step.ts';
import { workStatus } from '../read/work-table.ts';

/** Where quantity policies of an entry can come from, beside its rule and its service type. */
export interface TermsOfPrice {
  readonly rateCards: readonly RateCard[];
  readonly contractQuantity: QuantityPolicy | null;
  readonly customerQuantity: QuantityPolicy | null;
}

interface FoundRule {
  readonly terms: TermsOfPrice;
  readonly card: RateCard;
  readonly version: RateCard['versions'][number];
  readonly rule: RateRule;
  readonly facts: SelectionFacts;
  readonly serviceTypes: ReadonlyMap<string, QuantityPolicy>;
}

interface Quantity {
  readonly quantity: QuantityPolicy | null;
  readonly quantitySource: QuantitySource | null;
  readonly quantityId: number;
}

/** What a price comes down to, as a number. */
export const basisCode = { hourly: 0, piece: 1, schedule: 2, unbilled: 3 } as const satisfies Record<
  PriceBasis['basis'],
  number
>;

/** All selections that a rater has made so far. Charges refer to them by index. */
export class SelectionBook {
  readonly selections: Selection[] = [{ status: 'no-rate' }];
  /** Those of them that have a price, at the same indexes. */
  readonly priced: PricedSelection[] = [];
  /** What becomes of an entry with a selection, as a status of the work table. */
  readonly statuses: number[] = [workStatus.noRate];
  /** What the price of each comes down to, as a small number for the loops that look at every entry. */
  readonly basisCodes: number[] = [basisCode.unbilled];
  /** The quantity policy of each; null without one. */
  readonly quantities: (QuantityPolicy | null)[] = [null];
  /** How often the cards were searched: each time, a table of selections learned something new. */
  searches = 0;
  /** Whether some selection has a price that depends on the hours of the period. */
  hasSchedules = false;
  readonly #kinds: ReadonlyMap<string, PriceKind>;
  readonly #serviceTypes: ReadonlyMap<string, QuantityPolicy>;
  /** Equal selections are one: fewer of them stay closer at hand. */
  readonly #known = new Map<string, number>();
  readonly #bases = new Map<RateRule, PriceBasis>();
  readonly #ruleIds = new Map<RateRule, number>();
  readonly #quantityIds = new Map<string, number>();

  constructor(kinds: readonly PriceKind[], serviceTypes: ReadonlyMap<string, QuantityPolicy>) {
    this.#kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
    this.#serviceTypes = serviceTypes;
  }

  /** The search through the cards of some terms (R40): the first card in which a rule fits decides. */
  resolver(terms: TermsOfPrice): Resolve {
    return this.#resolver(terms, this.#serviceTypes);
  }

  /** The same for the cost book: it prices worked time, so no quantity policy takes part (R44). */
  costResolver(terms: TermsOfPrice): Resolve {
    return this.#resolver(terms, new Map());
  }

  #resolver(terms: TermsOfPrice, serviceTypes: ReadonlyMap<string, QuantityPolicy>): Resolve {
    return (facts) => {
      this.searches += 1;
      for (const card of terms.rateCards) {
        const found = selectRule(card, facts.date, facts);
        if (found.status === 'selected')
          return this.#priced({ terms, card, version: found.version, rule: found.rule, facts, serviceTypes });
        if (found.status === 'ambiguous') {
          return this.#add({ status: 'rate-ambiguous', rateCardId: card.id, ruleIds: found.ruleIds });
        }
      }
      return 0;
    };
  }

  /** The selection for a rate that a person set: no card and no modifier changes it. */
  selectOverride(terms: TermsOfPrice, serviceTypeId: string, date: string, rate: Money): number {
    const version = terms.rateCards.map((card) => versionInForce(card, date)).find((found) => found !== null);
    const quantity = this.#quantity([
      [this.#serviceTypes.get(serviceTypeId) ?? null, 'service-type'],
      [terms.contractQuantity, 'contract'],
      [terms.customerQuantity, 'customer'],
      [version?.quantity ?? null, 'rate-card'],
    ]);
    const key = JSON.stringify([rate.amount, rate.currency, quantity.quantityId, quantity.quantitySource]);
    return this.#once(key, () => ({
      status: 'priced',
      source: { by: 'person' },
      basis: { basis: 'hourly', rate: rate.amount },
      currency: rate.currency,
      ...quantity,
      modifiers: [],
      combine: 'max',
      ruleId: -1,
    }));
  }

  /** Whether a selection has one price for each work item, so that an entry must have one. */
  needsWorkItem(index: number): boolean {
    const selection = this.selections[index];
    if (selection?.status !== 'priced') return false;
    return selection.basis.basis === 'piece' && selection.basis.once === 'work-item';
  }

  #once(key: string, make: () => PricedSelection): number {
    const index = this.#known.get(key) ?? this.#add(make());
    this.#known.set(key, index);
    return index;
  }

  #add(selection: Selection): number {
    this.statuses.push(statusOf(selection));
    this.basisCodes.push(
      selection.status === 'priced' ? basisCode[selection.basis.basis] : basisCode.unbilled,
    );
    this.quantities.push(selection.status === 'priced' ? selection.quantity : null);
    if (selection.status === 'priced') {
      this.priced[this.selections.length] = selection;
      this.hasSchedules ||= selection.basis.basis === 'schedule';
    }
    return this.selections.push(selection) - 1;
  }

  #priced({ terms, card, version, rule, facts, serviceTypes }: FoundRule): number {
    const all = rule.modifiers ?? version.modifiers;
    const fitting = all.map(({ when }) => when === undefined || fits(when, facts));
    const ruleId = numberIn(this.#ruleIds, rule);
    const quantity = this.#quantity([
      [rule.quantity, 'rate-rule'],
      [serviceTypes.get(facts.serviceType) ?? null, 'service-type'],
      [terms.contractQuantity, 'contract'],
      [terms.customerQuantity, 'customer'],
      [version.quantity, 'rate-card'],
    ]);
    const key = JSON.stringify([ruleId, quantity.quantityId, quantity.quantitySource, fitting]);
    return this.#once(key, () => ({
      status: 'priced',
      source: { by: 'rule', card, version, rule },
      basis: this.#basisOf(rule),
      currency: card.currency,
      ...quantity,
      modifiers: all.filter((_, at) => fitting[at]),
      combine: version.combine,
      ruleId,
    }));
  }

  /** First hit wins. */
  #quantity(candidates: readonly (readonly [QuantityPolicy | null, QuantitySource])[]): Quantity {
    const [quantity, quantitySource] = candidates.find(([policy]) => policy !== null) ?? [null, null];
    return { quantity, quantitySource, quantityId: numberIn(this.#quantityIds, JSON.stringify(quantity)) };
  }

  #basisOf(rule: RateRule): PriceBasis {
    const known = this.#bases.get(rule) ?? basisOfPrice(this.#kinds.get(rule.price.kind)!, rule);
    this.#bases.set(rule, known);
    return known;
  }
}

function statusOf(selection: Selection): number {
  if (selection.status === 'no-rate') return workStatus.noRate;
  if (selection.status === 'rate-ambiguous') return workStatus.rateAmbiguous;
  return selection.basis.basis === 'unbilled' ? workStatus.nonBillableRate : workStatus.priced;
}

function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key) ?? numbers.size;
  numbers.set(key, known);
  return known;
}
