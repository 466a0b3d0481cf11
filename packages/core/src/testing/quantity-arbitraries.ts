import fc from 'fast-check';
import type { QuantityPolicyInput } from '../quantity/quantity-policy.ts';

/**
 * Minimums and increments, usual and unusual ones, in every direction, with every tie and scope.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { quantityPolicy } from '@billwright/core';
 * import { anyQuantityPolicy } from '@billwright/core/testing';
 *
 * fc.assert(fc.property(anyQuantityPolicy(), (input) => quantityPolicy(input).incrementMinutes >= 0));
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyQuantityPolicy(): fc.Arbitrary<QuantityPolicyInput> {
  return fc.record(
    {
      minimumMinutes: fc.constantFrom(0, 10, 15, 30, 60, 0.5, 19.8),
      incrementMinutes: fc.constantFrom(0, 1, 6, 10, 15, 30, 45, 0.25),
      direction: fc.constantFrom('up', 'down', 'nearest'),
      tie: fc.constantFrom('up', 'down', 'even'),
      scope: fc.constantFrom('entry', 'segment', 'work-item-day', 'work-item'),
    },
    { requiredKeys: ['incrementMinutes'] },
  );
}
