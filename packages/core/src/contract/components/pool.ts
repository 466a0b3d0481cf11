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
  /** Whether bills draw by themselves, or take only what a person drew before (R72), see {@link drawChosen}. */
  readonly draws: 'automatic' | 'chosen';
}

/** A {@link PoolComponent} as it is written down. */
export interface PoolComponentInput extends Omit<PoolComponent, 'covers' | 'draws'> {
  /** Default: all work, in every band. */
  readonly covers?: WorkFilterInput | undefined;
  /** Default `automatic`. */
  readonly draws?: PoolComponent['draws'] | undefined;
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
      draws: z.enum(['automatic', 'chosen']).default('automatic'),
    }),
  compile: ({ accountId, covers, draws }) => [{ phase: 'cover', basis: 'pool', accountId, covers, draws }],
  uniqueBy: ({ accountId }) => accountId,
});
