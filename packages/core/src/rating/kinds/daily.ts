import { z } from 'zod';
import { nonNegativeDecimalSchema } from '../../money/decimal-string.ts';
import { priceKind } from '../price-kind.ts';

/** So much for each civil day on which an agent worked for the customer under this rule, however long. */
export interface DailyPrice {
  readonly kind: 'daily';
  readonly price: string;
}

/** Price per agent and civil day, in the calendar's zone. The day's first entry carries the charge. */
export const daily = priceKind<DailyPrice>({
  kind: 'daily',
  schema: z.strictObject({ kind: z.literal('daily'), price: nonNegativeDecimalSchema }),
  compile: ({ price }) => ({ basis: 'piece', price, once: 'agent-day' }),
});
