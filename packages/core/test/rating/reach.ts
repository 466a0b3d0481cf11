import type { Charge } from '../../src/rating/charge.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { RatingCase } from './agreement.ts';

/** The names of everything that rating one case came by: kinds, bands, reasons, sources, sizes. */
export function featuresReached({ policy, contractId, work }: RatingCase): readonly string[] {
  const rated = compileRater(policy).rate(work, { contractId, faults: 'block' });
  const features: string[] = [
    ...rated.blocked.map(({ reason }) => `blocked: ${reason}`),
    ...rated.blocked.flatMap(({ error }) => (error === null ? [] : [`error: ${error.code}`])),
    ...rated.excluded.map(({ reason }) => `excluded: ${reason}`),
    ...rated.warnings.map(({ code, field }) => `warning: ${code} ${field}`),
    ...Array.from(rated.charges()).flatMap((charge) => featuresOf(charge)),
  ];
  if (contractId !== null && rated.chargeCount > 0) features.push('terms: contract');
  if (rated.cost !== null) {
    features.push(...rated.cost.missing.map(({ reason }) => `missing cost: ${reason}`));
    features.push(...Array.from(rated.cost.charges(), ({ unit }) => `cost: ${unit}`));
  }
  return features;
}

function featuresOf(charge: Charge): readonly string[] {
  const features = [`band: ${charge.band}`, `currency: ${charge.currency}`, `unit: ${charge.unit}`];
  if (charge.measuredSeconds === 0) features.push('a part that a break takes whole');
  if (charge.unit === 'hour' && charge.unitPrice === '0') features.push('rate: 0');
  if (charge.rateCardId !== null) features.push(`card: ${charge.rateCardId}`);
  if (charge.rateCardVersion !== null && charge.rateCardVersion !== '1970-01-01')
    features.push('a dated version');
  for (const step of charge.trace) {
    features.push(`trace: ${step.code}`);
    if (step.code === 'quantity') {
      const { scope, direction, tie } = step.policy;
      features.push(`quantity from: ${step.source}`, `scope: ${scope}`, `direction: ${direction}`);
      if (direction === 'nearest') features.push(`tie: ${tie}`);
      if (scope === 'work-item' || scope === 'work-item-day') {
        if (step.fromSeconds > charge.measuredSeconds) features.push(`scope over several parts: ${scope}`);
      }
    }
    if (step.code === 'rate-from-rule') features.push(`kind: ${step.priceKind}`);
    if (step.code === 'tier' && step.step > 0) features.push('a later tier');
    if (step.code === 'piece') features.push(`once: ${step.once}`);
    if (step.code === 'modifiers') {
      for (const modifier of step.modifiers) {
        if (modifier.when !== undefined) features.push('a modifier with a condition');
        if (modifier.multiplier !== undefined) features.push('multiplier');
        if (modifier.surcharge !== undefined) features.push('surcharge');
        if (modifier.rate !== undefined) features.push('replacing rate');
      }
      if (step.modifiers.length > 1) features.push(`combine: ${step.combine}`);
    }
    if (step.code === 'timed' && step.breakSeconds > 0) features.push('a break');
  }
  return features;
}
