import { Decimal } from 'decimal.js';
import type { QuantityPolicy, QuantityPolicyInput } from '../../src/quantity/quantity-policy.ts';
import { Exact } from './exact.ts';

/** A quantity policy with every field, by the defaults of the rules. */
export function completePolicy(input: QuantityPolicyInput): QuantityPolicy {
  const { minimumMinutes = 0, incrementMinutes = 0, direction = 'up', tie = 'up', scope = 'entry' } = input;
  return { minimumMinutes, incrementMinutes, direction, tie, scope };
}

const modes = {
  up: { up: Decimal.ROUND_UP, down: Decimal.ROUND_UP, even: Decimal.ROUND_UP },
  down: { up: Decimal.ROUND_DOWN, down: Decimal.ROUND_DOWN, even: Decimal.ROUND_DOWN },
  nearest: { up: Decimal.ROUND_HALF_UP, down: Decimal.ROUND_HALF_DOWN, even: Decimal.ROUND_HALF_EVEN },
} as const;

/** R30: the minimum first, then whole increments. */
export function roundQuantity(workedSeconds: number, policy: QuantityPolicy): number {
  if (workedSeconds === 0) return 0;
  const lifted = Exact.max(workedSeconds, secondsOf(policy.minimumMinutes));
  const increment = secondsOf(policy.incrementMinutes);
  if (increment.isZero()) return lifted.toNumber();
  const mode = modes[policy.direction][policy.tie];
  return lifted.dividedBy(increment).toDecimalPlaces(0, mode).times(increment).toNumber();
}

/** Whole seconds of a number of minutes: 19.8 is 1188, though 19.8 is no exact binary fraction. */
export function secondsOf(minutes: number): Decimal {
  return new Exact(minutes).times(60).round();
}
