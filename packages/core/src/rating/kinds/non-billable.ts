import { z } from 'zod';
import { priceKind } from '../price-kind.ts';

/** This work is not charged. */
export interface NonBillablePrice {
  readonly kind: 'non-billable';
}

/** Work that the card excludes from billing on purpose; the coverage report names it. */
export const nonBillable = priceKind<NonBillablePrice>({
  kind: 'non-billable',
  schema: z.strictObject({ kind: z.literal('non-billable') }),
  compile: () => ({ basis: 'unbilled' }),
});
