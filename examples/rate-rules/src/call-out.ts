import { priceKind } from '@billwright/core';
import { z } from 'zod';

/** A visit: its first hour at one rate, then each started half hour at another. */
export interface CallOutPrice {
  readonly kind: 'call-out';
  /** Per hour, for the first hour of the customer's visits in the period. */
  readonly firstHour: string;
  /** Per hour, for all time after it. */
  readonly later: string;
}

export const callOutSchema = z.strictObject({
  kind: z.literal('call-out'),
  firstHour: z.string(),
  later: z.string(),
});

const hour = 3600;

/**
 * Time comes in half hours already: the rule that uses this price rounds up to them. What is left to decide is how much
 * of a visit lies in the first hour.
 */
export const callOut = priceKind<CallOutPrice>({
  kind: 'call-out',
  schema: callOutSchema,
  compile: ({ firstHour, later }) => ({
    basis: 'schedule',
    runs: (before, seconds) => {
      const first = Math.min(seconds, Math.max(0, hour - before));
      if (first === seconds) return [{ seconds, rate: firstHour, step: 0 }];
      if (first === 0) return [{ seconds, rate: later, step: 1 }];
      return [
        { seconds: first, rate: firstHour, step: 0 },
        { seconds: seconds - first, rate: later, step: 1 },
      ];
    },
  }),
});
