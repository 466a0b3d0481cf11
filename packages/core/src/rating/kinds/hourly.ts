import { z } from 'zod';
import { nonNegativeDecimalSchema } from '../../money/decimal-string.ts';
import { priceKind } from '../price-kind.ts';

/** So much per hour. A rate of 0 bills 0 and says so (R5). */
export interface HourlyPrice {
  readonly kind: 'hourly';
  readonly rate: string;
}

/** Price by time. */
export const hourly = priceKind<HourlyPrice>({
  kind: 'hourly',
  schema: z.strictObject({ kind: z.literal('hourly'), rate: nonNegativeDecimalSchema }),
  compile: ({ rate }) => ({ basis: 'hourly', rate }),
});
