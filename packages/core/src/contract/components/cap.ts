import { z } from 'zod';
import { idSchema } from '../../errors/text-schema.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { money } from '../../money/money.ts';
import { type Condition, type ConditionInput, conditionSchema } from '../../rating/condition.ts';
import { amountIn } from '../amount-schema.ts';
import { type CapPart, componentKind } from '../component-kind.ts';

/** Not to exceed: what is charged for work stops here (R65). */
export interface CapComponent extends Pick<CapPart, 'when' | 'per' | 'above'> {
  readonly id: string;
  readonly kind: 'cap';
  /** In the contract's currency. */
  readonly amount: DecimalString;
}

/** A {@link CapComponent} as it is written down. */
export interface CapComponentInput extends Pick<CapComponent, 'id' | 'kind' | 'amount' | 'per'> {
  /** Which work it limits. Default: all of it. */
  readonly when?: ConditionInput | Condition | undefined;
  /** Default `write-down`. */
  readonly above?: CapPart['above'] | undefined;
}

/** The most that work comes to, in each period or in the contract's life. */
export const cap = componentKind<CapComponent>({
  kind: 'cap',
  schema: ({ currency }) =>
    z.strictObject({
      id: idSchema,
      kind: z.literal('cap'),
      amount: amountIn(currency),
      when: conditionSchema.default({}),
      per: z.enum(['period', 'lifetime']),
      above: z.enum(['write-down', 'block']).default('write-down'),
    }),
  compile: ({ amount, when, per, above }, { currency }) => [
    { phase: 'cap', when, limit: money(amount, currency), per, above },
  ],
});
