import { decimal, formatDecimal } from '../../money/decimal.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import type { BandModifier, Combine } from '../band-modifier.ts';

/**
 * The price per hour after band modifiers (R43), exact. One modifier gives its own result. Several: `max` takes the
 * highest of the results that each would give alone; `sum` and `product` combine the multipliers, then add the
 * surcharges, on the highest replacing rate, or on the rate itself where none replaces it.
 */
export function applyModifiers(
  rate: DecimalString,
  modifiers: readonly BandModifier[],
  combine: Combine,
): DecimalString {
  if (modifiers.length === 0) return formatDecimal(decimal(rate));
  if (combine === 'max') return highest(modifiers.map((modifier) => applyOne(rate, modifier)));
  const replacing = modifiers.flatMap((modifier) => modifier.rate ?? []);
  const base = decimal(replacing.length === 0 ? rate : highest(replacing));
  const multipliers = modifiers.flatMap(({ multiplier }) => multiplier ?? []).map(decimal);
  const surcharges = modifiers.flatMap(({ surcharge }) => surcharge ?? []).map(decimal);
  const factor = multipliers.reduce(
    (all, next) => (combine === 'sum' ? all.plus(next) : all.times(next)),
    decimal(combine === 'sum' ? 0 : 1),
  );
  const scaled = multipliers.length === 0 ? base : base.times(factor);
  return formatDecimal(surcharges.reduce((all, next) => all.plus(next), scaled));
}

function applyOne(
  rate: DecimalString,
  { multiplier, surcharge, rate: replacement }: BandModifier,
): DecimalString {
  if (multiplier !== undefined) return formatDecimal(decimal(rate).times(multiplier));
  if (surcharge !== undefined) return formatDecimal(decimal(rate).plus(surcharge));
  return formatDecimal(decimal(replacement ?? rate));
}

const highest = (rates: readonly DecimalString[]): DecimalString =>
  formatDecimal(
    rates.map((rate) => decimal(rate)).reduce((best, next) => (next.greaterThan(best) ? next : best)),
  );
