import fc from 'fast-check';
import { type Band, bandsOf } from '../calendar/band.ts';
import type { BandModifierInput, Combine } from '../rating/band-modifier.ts';
import { type ConditionInput, type SingleField, singleFields } from '../rating/condition.ts';
import type { BuiltInPrice } from '../rating/kinds/built-in-kinds.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { RateCard, RateCardVersionInput, RateRuleInput } from '../rating/rate-card.ts';
import { anyDecimalString } from './money-arbitraries.ts';
import { often } from './often.ts';
import { anyQuantityPolicy } from './quantity-arbitraries.ts';
import { smallWorld, workDates } from './small-world.ts';
import { anyCivilDate } from './time-arbitraries.ts';

/** What {@link anyRateCard} may make. */
export interface RateCardConstraints {
  /** Default: `standard`. */
  readonly id?: string;
  /** With quantity policies? Default: true. A cost book must have none. */
  readonly quantities?: boolean;
  /** The bands that modifiers are for. Default: the four that every calendar has. */
  readonly bands?: readonly Band[];
}

/**
 * A rate card: every price kind, one or several versions, validity windows, lists in conditions, priorities, levels
 * in any order, modifiers of cards and of rules. Now and then two of its rules fit some work equally well.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { defineRateCard } from '@billwright/core';
 * import { anyRateCard } from '@billwright/core/testing';
 *
 * // What a card is read as can be stored, and read again.
 * fc.assert(
 *   fc.property(anyRateCard(), (card) => JSON.stringify(defineRateCard(card)) === JSON.stringify(card)),
 * );
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyRateCard({
  id = 'standard',
  quantities = true,
  bands = bandsOf({ bands: [] }),
}: RateCardConstraints = {}): fc.Arbitrary<RateCard> {
  const modifier = anyModifier(bands);
  return fc
    .record({
      currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
      levels: fc.oneof(
        fc.constant<SingleField[]>(['agent', 'team', 'serviceType']),
        fc.shuffledSubarray<SingleField>([...singleFields]),
      ),
      versions: anyVersions(modifier, quantities),
    })
    .map((card) => defineRateCard({ id, ...card }));
}

type AnyModifier = fc.Arbitrary<BandModifierInput>;

function anyVersions(modifier: AnyModifier, quantities: boolean): fc.Arbitrary<RateCardVersionInput[]> {
  const version = fc.record({
    rules: anyRules(modifier, quantities),
    modifiers: fc.array(modifier, { maxLength: 10, size: 'max' }),
    combine: fc.constantFrom<Combine>('max', 'sum', 'product'),
    quantity: quantities ? fc.option(anyQuantityPolicy()) : fc.constant(null),
  });
  const first = often(fc.constant('1970-01-01'), anyCivilDate(workDates));
  return fc
    .tuple(first, fc.uniqueArray(anyCivilDate(workDates), { maxLength: 2 }))
    .map(([date, later]) => [date, ...later.filter((other) => other !== date)])
    .chain((dates) =>
      fc.tuple(...dates.map((effectiveFrom) => version.map((rest) => ({ effectiveFrom, ...rest })))),
    );
}

/** Rules with ids, no two of which are for the same work; usually one of them is for all work. */
function anyRules(modifier: AnyModifier, quantities: boolean): fc.Arbitrary<RateRuleInput[]> {
  const rule = anyRule(modifier, quantities);
  const forAllWork = rule.map((made) => ({
    ...made,
    when: {},
    priority: 0,
    validFrom: null,
    validUntil: null,
  }));
  return fc
    .tuple(
      fc.array(forAllWork, { minLength: 0, maxLength: 1 }),
      fc.array(
        fc.oneof(
          rule.map((made) => [made]),
          anySuccession(rule),
        ),
        { maxLength: 6 },
      ),
    )
    .map(([base, rules]) =>
      distinct([...base.map((made) => [made]), ...rules]).map((made, index) => ({
        ...made,
        id: `rule-${index}`,
      })),
    );
}

type Unnamed = Omit<RateRuleInput, 'id'>;

/** The groups whose work no earlier group is for. The rules of one group follow each other in time. */
function distinct(groups: readonly (readonly Unnamed[])[]): readonly Unnamed[] {
  const seen = new Set<string>();
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined || seen.has(workOf(first))) return [];
    seen.add(workOf(first));
    return group;
  });
}

/** The same text for all rules of one priority that are for the same work. */
function workOf({ when = {}, priority }: Unnamed): string {
  const { attributes = {}, ...single } = when;
  const named = Object.entries({ ...single, ...attributes });
  const sorted = named.map(([field, value]) => `${field}: ${[value].flat().join(' ')}`).toSorted();
  return [priority, ...sorted].join('; ');
}

/** Two rules for the same work, one until a date and one from it. */
function anySuccession(rule: fc.Arbitrary<Unnamed>): fc.Arbitrary<Unnamed[]> {
  return fc.tuple(rule, anyPrice(), anyCivilDate(workDates)).map(([first, price, date]) => [
    { ...first, validFrom: null, validUntil: date },
    { ...first, price, validFrom: date, validUntil: null },
  ]);
}

function anyRule(modifier: AnyModifier, quantities: boolean): fc.Arbitrary<Unnamed> {
  return fc.record({
    when: anyCondition(),
    price: anyPrice(),
    // Distinct priorities make most rules comparable; equal ones leave it to levels and conditions.
    priority: fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 9 })),
    validFrom: often(fc.constant(null), anyCivilDate(workDates)),
    validUntil: fc.constant(null),
    modifiers: often(fc.constant(null), fc.array(modifier, { maxLength: 6, size: 'max' })),
    quantity: quantities ? often(fc.constant(null), anyQuantityPolicy()) : fc.constant(null),
  });
}

function anyPrice(): fc.Arbitrary<BuiltInPrice> {
  const price = anyRate();
  const only = (kind: 'fixed' | 'daily' | 'per-incident'): fc.Arbitrary<BuiltInPrice> =>
    price.map((amount) => ({ kind, price: amount }));
  return fc.oneof(
    { arbitrary: price.map((rate) => ({ kind: 'hourly' as const, rate })), weight: 5 },
    { arbitrary: anyTieredPrice(), weight: 3 },
    { arbitrary: only('fixed'), weight: 1 },
    { arbitrary: only('daily'), weight: 1 },
    { arbitrary: only('per-incident'), weight: 1 },
    { arbitrary: fc.constant({ kind: 'non-billable' as const }), weight: 1 },
  );
}

function anyTieredPrice(): fc.Arbitrary<BuiltInPrice> {
  const quarters = fc.uniqueArray(fc.integer({ min: 1, max: 80 }), { maxLength: 3 });
  return fc
    .tuple(
      fc.constantFrom('graduated' as const, 'volume' as const),
      quarters,
      fc.array(anyRate(), { minLength: 4, maxLength: 4 }),
    )
    .map(([mode, bounds, rates]) => {
      const ends = bounds.toSorted((a, b) => a - b).map((quarter) => String(quarter / 4));
      const tiers = [...ends, null].map((upTo, index) => ({ upTo, rate: rates[index] ?? '0' }));
      return { kind: 'tiered', mode, tiers };
    });
}

function anyRate(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('120.00', '75', '0', '7500', '99.9', '33.3333'),
    anyDecimalString({ negative: false, maxWholeDigits: 4, maxPlaces: 4 }),
  );
}

function anyModifier(bands: readonly Band[]): AnyModifier {
  const band = fc.constantFrom(...bands);
  const factor = fc.constantFrom('1.5', '2', '0', '1.25', '0.3333');
  const change = fc.oneof(
    factor.map((multiplier) => ({ multiplier })),
    anyRate().map((surcharge) => ({ surcharge })),
    anyRate().map((rate) => ({ rate })),
  );
  const when = often(
    fc.constant({}),
    anyCondition().map((condition) => ({ when: condition })),
  );
  return fc
    .tuple(band, change, when)
    .map(([name, changed, forWork]) => ({ band: name, ...changed, ...forWork }));
}

/** Up to three named conditions, of one value or of several. */
function anyCondition(): fc.Arbitrary<ConditionInput> {
  const { agents, teams, serviceTypes, customers, workItemKinds, priorities, tags, attributes } = smallWorld;
  const fields = {
    agent: some(agents),
    team: some(teams),
    serviceType: some(serviceTypes),
    customer: some(customers),
    workItemKind: some(workItemKinds),
    priority: some(priorities),
    tag: some(tags),
    attributes: fc.record(
      { site: some(attributes.site), grade: some(attributes.grade) },
      { requiredKeys: [], noNullPrototype: true },
    ),
  };
  const named = fc.subarray([...singleFields, 'tag', 'attributes'] as const, { maxLength: 3 });
  return fc
    .tuple(fc.record(fields), named)
    .map(([all, names]): ConditionInput => Object.fromEntries(names.map((name) => [name, all[name]])));
}

function some<Value extends string>(values: readonly Value[]): fc.Arbitrary<Value | Value[]> {
  return fc.oneof(fc.constantFrom(...values), fc.subarray([...values], { minLength: 1 }));
}
