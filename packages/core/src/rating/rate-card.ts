import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import {
  type QuantityPolicy,
  type QuantityPolicyInput,
  quantityPolicySchema,
} from '../quantity/quantity-policy.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import {
  type BandModifier,
  type BandModifierInput,
  type Combine,
  bandModifierSchema,
} from './band-modifier.ts';
import {
  type Condition,
  type ConditionInput,
  type SingleField,
  conditionSchema,
  singleFields,
} from './condition.ts';
import { type BuiltInPrice, builtInKinds } from './kinds/built-in-kinds.ts';
import type { Price, PriceKind } from './price-kind.ts';

/** One price and the work that it is for. */
export interface RateRule {
  readonly id: string;
  readonly when: Condition;
  readonly price: Price;
  /** A higher one wins over everything else (R41). Default 0. */
  readonly priority: number;
  /** First civil date of work on which the rule holds, or `null`. */
  readonly validFrom: CivilDate | null;
  /** First civil date of work on which it no longer holds, or `null`. */
  readonly validUntil: CivilDate | null;
  /** Instead of the card's modifiers, or `null` for the card's. An empty list: no modifiers. */
  readonly modifiers: readonly BandModifier[] | null;
  /** Instead of every other quantity policy, or `null`. */
  readonly quantity: QuantityPolicy | null;
}

/** The prices that hold for work from a civil date on, until the next version begins. */
export interface RateCardVersion {
  readonly effectiveFrom: CivilDate;
  readonly rules: readonly RateRule[];
  readonly modifiers: readonly BandModifier[];
  readonly combine: Combine;
  readonly quantity: QuantityPolicy | null;
}

/** A dated set of rate rules in one currency (R40, R41). Made by {@link defineRateCard}. */
export interface RateCard {
  readonly id: string;
  readonly name: string | null;
  readonly currency: CurrencyCode;
  /** Which conditions weigh most, the weightiest first. */
  readonly levels: readonly SingleField[];
  /** By `effectiveFrom`, the earliest first. */
  readonly versions: readonly RateCardVersion[];
}

/** A {@link RateRule} as it is written down. */
export interface RateRuleInput {
  readonly id: string;
  readonly when?: ConditionInput | undefined;
  readonly price: BuiltInPrice | Price;
  readonly priority?: number | undefined;
  readonly validFrom?: CivilDate | null | undefined;
  readonly validUntil?: CivilDate | null | undefined;
  readonly modifiers?: readonly BandModifierInput[] | null | undefined;
  readonly quantity?: QuantityPolicyInput | null | undefined;
}

/** A {@link RateCardVersion} as it is written down. */
export interface RateCardVersionInput {
  readonly effectiveFrom: CivilDate;
  readonly rules: readonly RateRuleInput[];
  readonly modifiers?: readonly BandModifierInput[] | undefined;
  readonly combine?: Combine | undefined;
  readonly quantity?: QuantityPolicyInput | null | undefined;
}

interface RateCardHead {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly currency: string;
  readonly levels?: readonly SingleField[] | undefined;
}

/** A {@link RateCard} as it is written down: versions, or the rules of its only version, in force since 1970. */
export type RateCardInput = RateCardHead &
  ({ readonly versions: readonly RateCardVersionInput[] } | Omit<RateCardVersionInput, 'effectiveFrom'>);

const head = {
  id: idSchema,
  name: textSchema(200).nullable().default(null),
  currency: currencySchema,
  levels: z.array(z.enum(singleFields)).max(6).default(['agent', 'team', 'serviceType']),
};

/** What a {@link RateCard} must look like when it comes from outside; it may use these price kinds, too. */
export function rateCardSchema(ownKinds: readonly PriceKind[]): z.ZodType<RateCard> {
  const byKind = new Map([...builtInKinds, ...ownKinds].map((kind) => [kind.kind, kind.schema]));
  const price = z.unknown().transform((given, context): Price => {
    const kind = typeof given === 'object' && given !== null && 'kind' in given ? given.kind : null;
    const parsed = typeof kind === 'string' ? byKind.get(kind)?.safeParse(given) : undefined;
    if (parsed?.success === true) return parsed.data;
    const issues = parsed?.error.issues ?? [
      { path: ['kind'], message: `is none of the price kinds ${[...byKind.keys()].join(', ')}` },
    ];
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  });
  const rule = z.strictObject({
    id: idSchema,
    when: conditionSchema.default({}),
    price,
    priority: z.int().default(0),
    validFrom: civilDateSchema.nullable().default(null),
    validUntil: civilDateSchema.nullable().default(null),
    modifiers: z.array(bandModifierSchema).max(1000).nullable().default(null),
    quantity: quantityPolicySchema.nullable().default(null),
  });
  const version = {
    rules: z.array(rule).max(100_000),
    modifiers: z.array(bandModifierSchema).max(1000).default([]),
    combine: z.enum(['max', 'sum', 'product']).default('max'),
    quantity: quantityPolicySchema.nullable().default(null),
  };
  const dated = z.strictObject({ effectiveFrom: civilDateSchema, ...version });
  const withVersions = z.strictObject({ ...head, versions: z.array(dated).min(1).max(10_000) });
  const withRules = z
    .strictObject({ ...head, ...version })
    .transform(({ id, name, currency, levels, ...only }) => ({
      id,
      name,
      currency,
      levels,
      versions: [{ effectiveFrom: '1970-01-01', ...only }],
    }));
  return z.unknown().transform((given, context): RateCard => {
    const versioned = typeof given === 'object' && given !== null && 'versions' in given;
    const parsed = (versioned ? withVersions : withRules).safeParse(given);
    // Paths lead through what was handed in: rules that were written on the card itself have no version.
    const issues = parsed.success ? [...contradictions(parsed.data, versioned)] : parsed.error.issues;
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path: [...path], message });
    if (!parsed.success) return z.NEVER;
    return { ...parsed.data, versions: parsed.data.versions.toSorted(byDate) };
  });
}

const byDate = (a: RateCardVersion, b: RateCardVersion): number =>
  a.effectiveFrom < b.effectiveFrom ? -1 : 1;

const overlaps = (a: RateRule, b: RateRule): boolean =>
  (a.validUntil === null || b.validFrom === null || b.validFrom < a.validUntil) &&
  (b.validUntil === null || a.validFrom === null || a.validFrom < b.validUntil);

interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function* contradictions(card: RateCard, versioned: boolean): Generator<Contradiction> {
  if (new Set(card.levels).size < card.levels.length)
    yield { path: ['levels'], message: 'names a level twice' };
  const dates = new Set<CivilDate>();
  for (const [index, version] of card.versions.entries()) {
    const path = versioned ? ['versions', index] : [];
    if (dates.has(version.effectiveFrom)) {
      yield { path: [...path, 'effectiveFrom'], message: `two versions begin on ${version.effectiveFrom}` };
    }
    dates.add(version.effectiveFrom);
    const seen = new Set<string>();
    const twins = new Map<string, RateRule[]>();
    for (const [at, rule] of version.rules.entries()) {
      const { id, validFrom, validUntil } = rule;
      const sameWork = JSON.stringify([rule.priority, rule.when]);
      const twin = twins.get(sameWork)?.find((other) => overlaps(rule, other));
      if (twin !== undefined) {
        yield {
          path: [...path, 'rules', at, 'when'],
          message: `is for the same work as the rule "${twin.id}"`,
        };
      }
      twins.set(sameWork, [...(twins.get(sameWork) ?? []), rule]);
      if (seen.has(id))
        yield { path: [...path, 'rules', at, 'id'], message: `"${id}" is the id of an earlier rule` };
      seen.add(id);
      if (validFrom !== null && validUntil !== null && validFrom >= validUntil) {
        yield { path: [...path, 'rules', at, 'validUntil'], message: 'is not after validFrom' };
      }
    }
  }
}

/**
 * Checks a rate card and fills in its defaults. The result is plain JSON: store it, and hand it in again as it is.
 *
 * Rates and prices are decimal strings of 0 or more in the card's currency. Leave `versions` out and write `rules`
 * (and `modifiers`, `combine`, `quantity`) on the card itself when it has never changed.
 *
 * @param options.priceKinds price kinds of your own, beside the built-in ones
 * @throws BillingError `RATE_CARD_INVALID` with every fault and its path: an unknown key or price kind, a rate that
 * is no decimal, two rules with one id, two versions from the same date, tiers out of order.
 * @example
 * ```ts
 * import { defineRateCard } from '@billwright/core';
 *
 * const card = defineRateCard({
 *   id: 'standard',
 *   currency: 'EUR',
 *   rules: [{ id: 'support', when: { serviceType: 'support' }, price: { kind: 'hourly', rate: '120.00' } }],
 *   modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
 * });
 * console.log(card.versions[0]?.effectiveFrom); // => 1970-01-01
 * ```
 */
export function defineRateCard(
  input: RateCardInput | RateCard,
  options: { readonly priceKinds?: readonly PriceKind[] } = {},
): RateCard {
  return parseInput('RATE_CARD_INVALID', rateCardSchema(options.priceKinds ?? []), input);
}
