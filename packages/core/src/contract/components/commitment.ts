import { z } from 'zod';
import { idSchema } from '../../errors/text-schema.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { money } from '../../money/money.ts';
import { amountIn } from '../amount-schema.ts';
import { componentKind } from '../component-kind.ts';
import { type MinimumScope, minimumScopeSchema, scopeKey } from '../minimum-scope.ts';
import { prorate as prorated } from '../prorate.ts';

/** The monthly minimum that is a promise (R62): work that comes to less is lifted to it by one true-up line. */
export interface CommitmentComponent {
  readonly id: string;
  readonly kind: 'commitment';
  /** In the contract's currency. */
  readonly amount: DecimalString;
  readonly scope: MinimumScope;
  /** Whether a period that is covered in part promises only its part, rounded half-up. */
  readonly prorate: boolean;
}

/** A {@link CommitmentComponent} as it is written down. */
export interface CommitmentComponentInput extends Pick<CommitmentComponent, 'id' | 'kind' | 'amount'> {
  /** Default: the whole contract. */
  readonly scope?: MinimumScope | undefined;
  /** Default false. */
  readonly prorate?: boolean | undefined;
}

/** The least that the work of a period comes to. */
export const commitment = componentKind<CommitmentComponent>({
  kind: 'commitment',
  schema: ({ currency }) =>
    z.strictObject({
      id: idSchema,
      kind: z.literal('commitment'),
      amount: amountIn(currency),
      scope: minimumScopeSchema.default({}),
      prorate: z.boolean().default(false),
    }),
  compile: ({ amount, scope, prorate }, { currency }) => [
    {
      phase: 'minimum',
      scope,
      leastOf: ({ share }) => (prorate ? prorated(amount, share, currency) : money(amount, currency)),
    },
  ],
  uniqueBy: ({ scope }) => scopeKey(scope),
});
