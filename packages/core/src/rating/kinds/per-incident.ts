import { z } from 'zod';
import { nonNegativeDecimalSchema } from '../../money/decimal-string.ts';
import { priceKind } from '../price-kind.ts';

/** So much for each work item, whatever the time: once in its life (R66), unless it says when it counts again. */
export interface PerIncidentPrice {
  readonly kind: 'per-incident';
  readonly price: string;
  /** A work item counts again so many days after it was last billed. Left out or `null`: never. */
  readonly reopenAfterDays?: number | null | undefined;
}

/** Price per work item. The first entry of the work item carries the charge, later ones are part of it. */
export const perIncident = priceKind<PerIncidentPrice>({
  kind: 'per-incident',
  schema: z.strictObject({
    kind: z.literal('per-incident'),
    price: nonNegativeDecimalSchema,
    reopenAfterDays: z.int().min(1).max(36_600).nullish(),
  }),
  compile: ({ price, reopenAfterDays = null }) => ({
    basis: 'piece',
    price,
    once: 'work-item',
    reopenAfterDays,
  }),
});
