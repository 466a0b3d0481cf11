import type { QuantityPolicy } from './quantity-policy.ts';

/**
 * Billed seconds for worked seconds, by minimum and then increment (R30). Whole numbers of increments stay as they
 * are in every direction, and no work stays no work (R10).
 */
export function roundSeconds(worked: number, policy: QuantityPolicy): number {
  if (worked === 0) return 0;
  const lifted = Math.max(worked, Math.round(policy.minimumMinutes * 60));
  const step = Math.round(policy.incrementMinutes * 60);
  if (step === 0) return lifted;
  const steps = Math.floor(lifted / step);
  const rest = lifted - steps * step;
  if (rest === 0) return lifted;
  return (steps + (roundsUp(rest, step, steps, policy) ? 1 : 0)) * step;
}

function roundsUp(rest: number, step: number, steps: number, policy: QuantityPolicy): boolean {
  switch (policy.direction) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'nearest':
      if (2 * rest !== step) return 2 * rest > step;
      return policy.tie === 'up' || (policy.tie === 'even' && steps % 2 === 1);
  }
}
