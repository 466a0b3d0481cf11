import { z } from 'zod';
import { idSchema } from '../../errors/text-schema.ts';
import { componentKind } from '../component-kind.ts';
import { type WorkFilter, type WorkFilterInput, workFilterSchema } from '../work-filter.ts';

/** Work that a prepaid account pays for. Several pools are drawn in the order in which they are declared. */
export interface PoolComponent {
  readonly id: string;
  readonly kind: 'pool';
  readonly accountId: string;
  readonly covers: WorkFilter;
}

/** A {@link PoolComponent} as it is written down. */
export interface PoolComponentInput extends Omit<PoolComponent, 'covers'> {
  /** Default: all work, in every band. */
  readonly covers?: WorkFilterInput | undefined;
}

/** A prepaid account of the customer. What work in a band uses of it is for the account to say. */
export const pool = componentKind<PoolComponent>({
  kind: 'pool',
  schema: () =>
    z.strictObject({
      id: idSchema,
      kind: z.literal('pool'),
      accountId: idSchema,
      covers: workFilterSchema.default({ when: {}, bands: null }),
    }),
  compile: ({ accountId, covers }) => [{ phase: 'cover', basis: 'pool', accountId, covers }],
  uniqueBy: ({ accountId }) => accountId,
});
