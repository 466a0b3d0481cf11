import type { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import type { QuantityPolicy } from './quantity-policy.ts';

/**
 * Billed seconds for worked seconds, by minimum and then increment (R30). Whole numbers of increments stay as they
 * are in every direction, and no work stays no work (R10).
 *
 * @throws BillingError `QUANTITY_POLICY_INVALID` when the worked seconds are negative or no whole number, or the policy
 * was not made by {@link quantityPolicy}.
 */
export function roundSeconds(worked: number, policy: QuantityPolicy): number {
  if (!Number.isSafeInteger(worked) || worked < 0) throw fault('worked', 'is no whole number of seconds');
  if (worked === 0) return 0;
  const lifted = Math.max(worked, Math.round(policy.minimumMinutes * 60));
  const step = Math.round(policy.incrementMinutes * 60);
  if (!(lifted > 0 && step >= 0)) throw fault('policy', 'is not whole: `quantityPolicy` fills in defaults');
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
    default:
      throw fault('policy', 'has no direction up, down or nearest: `quantityPolicy` checks it');
  }
}

function fault(path: string, message: string): BillingError {
  return inputError('QUANTITY_POLICY_INVALID', [{ path: [path], message }]);
}
