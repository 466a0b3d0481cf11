import type { QuantityPolicy } from './quantity-policy.ts';

/** Says whether a policy rounds the time of several entries as one, so that all of them must be known first. */
export function spansEntries(policy: QuantityPolicy | null): policy is QuantityPolicy {
  return policy !== null && (policy.scope === 'work-item-day' || policy.scope === 'work-item');
}
