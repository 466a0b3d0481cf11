import { exhaustionKind } from '../exhaustion-kind.ts';

/** Work above the allowance has the allowance's own rate per hour. */
export const overageRate = exhaustionKind({
  name: 'overage-rate',
  needsRate: true,
  // The schema of allowances asks for the rate where the policy needs one.
  becomes: (allowance) => ({ rest: 'rate', rate: allowance.overageRate ?? '' }),
});
