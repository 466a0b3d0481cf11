import type { Decimal } from 'decimal.js';
import type { BandModifier, Combine } from '../../src/rating/band-modifier.ts';
import { Exact } from './exact.ts';

/** R43: the price per hour after the modifiers that apply. */
export function modifyRate(rate: string, modifiers: readonly BandModifier[], combine: Combine): Decimal {
  const base = new Exact(rate);
  if (modifiers.length === 0) return base;
  if (combine === 'max') return Exact.max(...modifiers.map((modifier) => modifyOnce(base, modifier)));
  const replacing = modifiers.flatMap((modifier) => modifier.rate ?? []);
  const multipliers = modifiers.flatMap(({ multiplier }) => multiplier ?? []);
  const surcharges = modifiers.flatMap(({ surcharge }) => surcharge ?? []);
  const start = replacing.length === 0 ? base : Exact.max(...replacing);
  const factor = multipliers.length === 0 ? new Exact(1) : combineFactors(multipliers, combine);
  return start.times(factor).plus(Exact.sum(0, ...surcharges));
}

function combineFactors(multipliers: readonly string[], combine: Exclude<Combine, 'max'>): Decimal {
  if (combine === 'sum') return Exact.sum(0, ...multipliers);
  return multipliers.reduce((product, next) => product.times(next), new Exact(1));
}

function modifyOnce(base: Decimal, { multiplier, surcharge, rate }: BandModifier): Decimal {
  if (multiplier !== undefined) return base.times(multiplier);
  if (surcharge !== undefined) return base.plus(surcharge);
  return new Exact(rate ?? base);
}
