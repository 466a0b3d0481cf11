import type { CarriedForward } from '../../invoice/negative/settle-negative.ts';
import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';

/** What a negative result left for the customer's next invoice (R87). */
export interface StoredCarried {
  readonly carried: CarriedForward;
  /** The invoice that has taken its lines, or `null`. */
  readonly takenBy: string | null;
  readonly batchId: string | null;
  readonly madeAt: Instant;
}

/** What is carried forward, in the order in which it came up. */
export const carriedRecords = collection<StoredCarried, 'carried'>({
  name: 'carried',
  id: ({ carried }) => carried.invoiceId,
  order: ({ madeAt }) => madeAt,
  keys: ({ carried: { customerId }, takenBy }) => ({
    open: takenBy === null ? customerId : null,
    taken: takenBy,
  }),
});
