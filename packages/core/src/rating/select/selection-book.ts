import type { Money } from '../../money/money.ts';
import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import { fits } from '../condition.ts';
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

/** All selections that a rater has made so far. Charges refer to them by index. */
export class SelectionBook {
  readonly selections: Selection[] = [{ status: 'no-rate' }];
  /** Those of them that have a price, at the same indexes. */
  readonly priced: PricedSelection[] = [];
  /** What becomes of an entry with a selection, as a status of the work table. */
  readonly statuses: number[] = [workStatus.noRate];
  /** Whether some selection has a price that depends on the hours of the period. */
  hasSchedules = false;
  readonly #kinds: ReadonlyMap<string, PriceKind>;
  readonly #serviceTypes: ReadonlyMap<string, QuantityPolicy>;
  readonly #overrides = new Map<string, number>();
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
      for (const card of terms.rateCards) {
        const found = selectRule(card, facts.date, facts);
        if (found.status === 'selected')
          return this.#add(
            this.#priced({ terms, card, version: found.version, rule: found.rule, facts, serviceTypes }),
          );
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
    const known = this.#overrides.get(key);
    if (known !== undefined) return known;
    const index = this.#add({
      status: 'priced',
      source: { by: 'person' },
      basis: { basis: 'hourly', rate: rate.amount },
      currency: rate.currency,
      ...quantity,
      modifiers: [],
      combine: 'max',
      priceRows: [],
      ruleId: -1,
    });
    this.#overrides.set(key, index);
    return index;
  }

  /** Whether a selection has one price for each work item, so that an entry must have one. */
  needsWorkItem(index: number): boolean {
    const selection = this.selections[index];
    if (selection?.status !== 'priced') return false;
    return selection.basis.basis === 'piece' && selection.basis.once === 'work-item';
  }

  #add(selection: Selection): number {
    this.statuses.push(statusOf(selection));
    if (selection.status === 'priced') {
      this.priced[this.selections.length] = selection;
      this.hasSchedules ||= selection.basis.basis === 'schedule';
    }
    return this.selections.push(selection) - 1;
  }

  #priced({ terms, card, version, rule, facts, serviceTypes }: FoundRule): PricedSelection {
    const modifiers = rule.modifiers ?? version.modifiers;
    return {
      status: 'priced',
      source: { by: 'rule', card, version, rule },
      basis: this.#basisOf(rule),
      currency: card.currency,
      ...this.#quantity([
        [rule.quantity, 'rate-rule'],
        [serviceTypes.get(facts.serviceType) ?? null, 'service-type'],
        [terms.contractQuantity, 'contract'],
        [terms.customerQuantity, 'customer'],
        [version.quantity, 'rate-card'],
      ]),
      modifiers: modifiers.filter(({ when }) => when === undefined || fits(when, facts)),
      combine: version.combine,
      priceRows: [],
      ruleId: numberIn(this.#ruleIds, rule),
    };
  }

  /** First hit wins. */
  #quantity(candidates: readonly (readonly [QuantityPolicy | null, QuantitySource])[]): Quantity {
    const [quantity, quantitySource] = candidates.find(([policy]) => policy !== null) ?? [null, null];
    return { quantity, quantitySource, quantityId: numberIn(this.#quantityIds, JSON.stringify(quantity)) };
  }

  #basisOf(rule: RateRule): PriceBasis {
    const known = this.#bases.get(rule) ?? this.#kinds.get(rule.price.kind)!.compile(rule.price);
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
