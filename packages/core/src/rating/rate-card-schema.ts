import { z } from 'zod';
import type { InputIssue } from '../errors/input-issue.ts';
import { toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { currencySchema } from '../money/currency.ts';
import { quantityPolicySchema } from '../quantity/quantity-policy.ts';
import { civilDateSchema } from '../time/civil-date.ts';
import { bandModifierSchema } from './band-modifier.ts';
import { conditionSchema, singleFields } from './condition.ts';
import { builtInKinds } from './kinds/built-in-kinds.ts';
import type { Price, PriceKind } from './price-kind.ts';
import type { RateCard, RateCardVersion } from './rate-card.ts';
import { contradictions } from './rate-card-contradictions.ts';

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
    const kind = typeof given === 'object' && given !== null && 'kind' in given ? given.kind : undefined;
    const schema = typeof kind === 'string' ? byKind.get(kind) : undefined;
    const refuse = (faults: readonly InputIssue[]): never => {
      for (const { path, message } of faults) context.addIssue({ code: 'custom', path: [...path], message });
      return z.NEVER;
    };
    if (given === undefined) return refuse([{ path: [], message: 'is missing' }]);
    if (schema === undefined) {
      const message = kind === undefined ? 'is missing; there are' : 'is none of';
      return refuse([
        { path: ['kind'], message: `${message} the price kinds ${[...byKind.keys()].join(', ')}` },
      ]);
    }
    const parsed = schema.safeParse(given, inPlainWords);
    if (!parsed.success) return refuse(toIssues(parsed.error));
    if (parsed.data?.kind === kind) return parsed.data;
    return refuse([{ path: ['kind'], message: 'is lost on the way through the schema of its price kind' }]);
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
    const parsed = (versioned ? withVersions : withRules).safeParse(given, inPlainWords);
    // Paths lead through what was handed in: rules that were written on the card itself have no version.
    const issues = parsed.success ? [...contradictions(parsed.data, versioned)] : toIssues(parsed.error);
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path: [...path], message });
    if (!parsed.success) return z.NEVER;
    return { ...parsed.data, versions: parsed.data.versions.toSorted(byDate) };
  });
}

const byDate = (a: RateCardVersion, b: RateCardVersion): number =>
  a.effectiveFrom < b.effectiveFrom ? -1 : 1;
