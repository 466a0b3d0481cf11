import { z } from 'zod';
import { nonNegativeDecimalSchema } from '../../money/decimal-string.ts';
import { priceKind } from '../price-kind.ts';

/** So much for each entry, however long it took. */
export interface FixedPrice {
  readonly kind: 'fixed';
  readonly price: string;
}

/** Price per entry. */
export const fixed = priceKind<FixedPrice>({
  kind: 'fixed',
  schema: z.strictObject({ kind: z.literal('fixed'), price: nonNegativeDecimalSchema }),
  compile: ({ price }) => ({ basis: 'piece', price, once: 'entry' }),
});
