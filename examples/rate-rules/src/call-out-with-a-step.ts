import { priceKind } from '@billwright/core';
import { type CallOutPrice, callOutSchema } from './call-out.ts';

/**
 * The same price with a mistake that is easily made: a visit of more than an hour is priced at the later rate from its
 * first second on. Two visits that a person would try, 45 minutes and 3 hours, look right.
 */
export const callOutWithAStep = priceKind<CallOutPrice>({
  kind: 'call-out',
  schema: callOutSchema,
  compile: ({ firstHour, later }) => ({
    basis: 'schedule',
    runs: (_before, seconds) =>
      seconds <= 3600 ? [{ seconds, rate: firstHour, step: 0 }] : [{ seconds, rate: later, step: 1 }],
  }),
});
