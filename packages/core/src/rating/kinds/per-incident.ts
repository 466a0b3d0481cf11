import { z } from 'zod';
import { nonNegativeDecimalSchema } from '../../money/decimal-string.ts';
import { priceKind } from '../price-kind.ts';

/** So much for each work item, whatever the time. */
export interface PerIncidentPrice {
  readonly kind: 'per-incident';
  readonly price: string;
}

/** Price per work item. The first entry of the work item carries the charge, later ones are part of it. */
export const perIncident = priceKind<PerIncidentPrice>({
  kind: 'per-incident',
  schema: z.strictObject({ kind: z.literal('per-incident'), price: nonNegativeDecimalSchema }),
  compile: ({ price }) => ({ basis: 'piece', price, once: 'work-item' }),
});
