import { z } from 'zod';
import { idSchema, textSchema } from '../../errors/text-schema.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';
import { amountIn } from '../amount-schema.ts';
import { componentKind } from '../component-kind.ts';
import { oneTimeFee } from './one-time-fee.ts';

/** A part of a price that is billed once, when something has been reached. */
export interface MilestoneComponent {
  readonly id: string;
  readonly kind: 'milestone';
  /** What has to be reached, for the invoice. */
  readonly description: string;
  /** In the contract's currency. */
  readonly amount: DecimalString;
  /** The day on which it was reached, or `null` before: then nothing is billed. */
  readonly reachedOn: CivilDate | null;
}

/** A {@link MilestoneComponent} as it is written down. */
export interface MilestoneComponentInput extends Omit<MilestoneComponent, 'reachedOn'> {
  /** Default `null`. */
  readonly reachedOn?: CivilDate | null | undefined;
}

/** So much, once it is reached. */
export const milestone = componentKind<MilestoneComponent>({
  kind: 'milestone',
  schema: ({ currency }) =>
    z.strictObject({
      id: idSchema,
      kind: z.literal('milestone'),
      description: textSchema(1000).min(1),
      amount: amountIn(currency),
      reachedOn: civilDateSchema.nullable().default(null),
    }),
  compile: ({ id, description, amount, reachedOn: on }, { currency }) => [
    {
      phase: 'fee',
      billing: 'arrears',
      feesOf: (facts) =>
        on === null ? [] : oneTimeFee(facts, { key: id, description, amount, on, currency }),
    },
  ],
  goesOn: ({ reachedOn }, { periodTo }) => reachedOn === null || reachedOn >= periodTo,
});
