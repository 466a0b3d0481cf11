import { z } from 'zod';
import { decimal, formatDecimal } from '../../money/decimal.ts';
import { nonNegativeDecimalSchema, positiveDecimalSchema } from '../../money/decimal-string.ts';
import { type ScheduleRun, priceKind } from '../price-kind.ts';

/** One tier: hours up to and including `upTo`, counted from the start of the period; `null` is the rest. */
export interface Tier {
  readonly upTo: string | null;
  readonly rate: string;
}

/**
 * A rate per hour that changes with the hours of the period. `graduated`: each hour at the rate of its own tier.
 * `volume`: all hours at the rate of the tier in which the period's total lies.
 */
export interface TieredPrice {
  readonly kind: 'tiered';
  readonly mode: 'graduated' | 'volume';
  readonly tiers: readonly Tier[];
}

interface CompiledTier {
  readonly until: number;
  readonly rate: string;
}

const secondsOfHours = (hours: string): number => Number(formatDecimal(decimal(hours).times(3600)));

const tierSchema = z.strictObject({ upTo: positiveDecimalSchema.nullable(), rate: nonNegativeDecimalSchema });

const schema = z
  .strictObject({
    kind: z.literal('tiered'),
    mode: z.enum(['graduated', 'volume']),
    tiers: z.array(tierSchema).min(1).max(100),
  })
  .superRefine(({ tiers }, context) => {
    let before = 0;
    for (const [index, { upTo }] of tiers.entries()) {
      const path = ['tiers', index, 'upTo'];
      const last = index === tiers.length - 1;
      if (last !== (upTo === null)) {
        context.addIssue({ code: 'custom', path, message: 'the last tier, and only the last, ends at null' });
      }
      if (upTo === null) continue;
      const seconds = secondsOfHours(upTo);
      if (!Number.isInteger(seconds))
        context.addIssue({ code: 'custom', path, message: 'does not make whole seconds' });
      if (seconds <= before) {
        context.addIssue({ code: 'custom', path, message: 'is not above the tier before it' });
      }
      before = seconds;
    }
  });

/** Price by hours of the period in tiers; bounds belong to the lower tier. */
export const tiered = priceKind<TieredPrice>({
  kind: 'tiered',
  schema,
  compile: ({ mode, tiers }) => {
    const compiled = tiers.map(({ upTo, rate }) => ({
      until: upTo === null ? Number.POSITIVE_INFINITY : secondsOfHours(upTo),
      rate,
    }));
    const runs =
      mode === 'graduated'
        ? (before: number, seconds: number): readonly ScheduleRun[] => graduated(compiled, before, seconds)
        : (_: number, seconds: number, total: number): readonly ScheduleRun[] =>
            volume(compiled, seconds, total);
    return { basis: 'schedule', runs };
  },
});

function graduated(tiers: readonly CompiledTier[], before: number, seconds: number): readonly ScheduleRun[] {
  const runs: ScheduleRun[] = [];
  let at = before;
  const end = before + seconds;
  for (const [step, { until, rate }] of tiers.entries()) {
    if (at >= end && runs.length > 0) break;
    if (at > until || (at === until && seconds > 0)) continue;
    const part = Math.min(end, until) - at;
    runs.push({ seconds: part, rate, step });
    at += part;
  }
  return runs;
}

function volume(tiers: readonly CompiledTier[], seconds: number, total: number): readonly ScheduleRun[] {
  const step = tiers.findIndex(({ until }) => total <= until);
  const rate = tiers[step]?.rate ?? '0';
  return [{ seconds, rate, step }];
}
