import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import type { Price, PriceBasis, PriceKind, ScheduleBasis } from './price-kind.ts';

const basisSchema: z.ZodType<PriceBasis> = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('hourly'), rate: nonNegativeDecimalSchema }),
  z.strictObject({
    basis: z.literal('piece'),
    price: nonNegativeDecimalSchema,
    once: z.enum(['entry', 'agent-day', 'work-item']),
  }),
  z.strictObject({
    basis: z.literal('schedule'),
    runs: z.custom<ScheduleBasis['runs']>((given) => typeof given === 'function', 'is no function'),
  }),
  z.strictObject({ basis: z.literal('unbilled') }),
]);

/**
 * What a price comes down to. A price kind of one's own may be wrong, and a rate that it forgot must not become a
 * rate of 0 (R5).
 *
 * @throws BillingError `RATING_POLICY_INVALID` when the kind gives no basis, or one with a price that is none.
 */
export function basisOfPrice(kind: PriceKind, price: Price): PriceBasis {
  return parseInput('RATING_POLICY_INVALID', basisSchema, kind.compile(price), ['priceKinds', kind.kind]);
}
