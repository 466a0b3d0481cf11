import { z } from 'zod';
import { idSchema, textSchema } from '../../errors/text-schema.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';
import { amountIn } from '../amount-schema.ts';
import { componentKind, type FeeBilling } from '../component-kind.ts';
import { oneTimeFee } from './one-time-fee.ts';

/** A price that is agreed once: a set-up, a project at a fixed price. */
export interface FixedFeeComponent {
  readonly id: string;
  readonly kind: 'fixed-fee';
  readonly description: string | null;
  /** In the contract's currency. */
  readonly amount: DecimalString;
  /** The day that it is for: it is billed with the period of that day. */
  readonly on: CivilDate;
  readonly billing: FeeBilling;
}

/** A {@link FixedFeeComponent} as it is written down. */
export interface FixedFeeComponentInput extends Pick<FixedFeeComponent, 'id' | 'kind' | 'amount' | 'on'> {
  readonly description?: string | null | undefined;
  /** Default `advance`. */
  readonly billing?: FeeBilling | undefined;
}

/** So much, once. */
export const fixedFee = componentKind<FixedFeeComponent>({
  kind: 'fixed-fee',
  schema: ({ currency }) =>
    z.strictObject({
      id: idSchema,
      kind: z.literal('fixed-fee'),
      description: textSchema(1000).nullable().default(null),
      amount: amountIn(currency),
      on: civilDateSchema,
      billing: z.enum(['advance', 'arrears']).default('advance'),
    }),
  compile: ({ id, description, amount, on, billing }, { currency }) => [
    {
      phase: 'fee',
      billing,
      // A contract that ends before the day never comes to it.
      feesOf: (facts) =>
        on >= (facts.end ?? never) ? [] : oneTimeFee(facts, { key: id, description, amount, on, currency }),
    },
  ],
  goesOn: ({ on }, { start }) => on >= start,
});

// Sorts after every date.
const never = '~';
