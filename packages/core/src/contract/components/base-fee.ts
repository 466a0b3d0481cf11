import { z } from 'zod';
import { idSchema, textSchema } from '../../errors/text-schema.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { defineAllowance, hoursSchema } from '../allowance.ts';
import { amountIn } from '../amount-schema.ts';
import { componentKind, type FeeBilling } from '../component-kind.ts';
import { conditionOfScope, type MinimumScope, minimumScopeSchema, scopeKey } from '../minimum-scope.ts';
import { periodFee } from './period-fee.ts';

/** The monthly minimum that covers hours (R62): a flat amount for up to so many hours of work, then the usual price. */
export interface BaseFeeComponent {
  readonly id: string;
  readonly kind: 'base-fee';
  readonly description: string | null;
  /** What each period costs, in the contract's currency. */
  readonly amount: DecimalString;
  /** The hours of work that it covers. */
  readonly hours: DecimalString;
  readonly scope: MinimumScope;
  readonly billing: FeeBilling;
  /** Whether a period that is covered in part costs only its part, and covers only its part of the hours. */
  readonly prorate: boolean;
}

/** A {@link BaseFeeComponent} as it is written down. */
export interface BaseFeeComponentInput extends Pick<BaseFeeComponent, 'id' | 'kind' | 'amount' | 'hours'> {
  readonly description?: string | null | undefined;
  /** Default: the whole contract. */
  readonly scope?: MinimumScope | undefined;
  /** Default `arrears`. */
  readonly billing?: FeeBilling | undefined;
  /** Default false. */
  readonly prorate?: boolean | undefined;
}

/** A fee with the hours that it covers: both are parts that other kinds come down to, too. */
export const baseFee = componentKind<BaseFeeComponent>({
  kind: 'base-fee',
  schema: ({ currency }) =>
    z.strictObject({
      id: idSchema,
      kind: z.literal('base-fee'),
      description: textSchema(1000).nullable().default(null),
      amount: amountIn(currency),
      hours: hoursSchema,
      scope: minimumScopeSchema.default({}),
      billing: z.enum(['advance', 'arrears']).default('arrears'),
      prorate: z.boolean().default(false),
    }),
  compile: ({ id, description, amount, hours, scope, billing, prorate }, { currency }) => {
    const covers = { when: conditionOfScope(scope) };
    const allowance = defineAllowance({ unit: 'hours', quantity: hours, covers, prorate }, currency);
    const fee = { key: id, description, quantity: '1', unitPrice: amount, whole: amount, prorate, currency };
    return [
      { phase: 'cover', basis: 'allowance', allowance },
      { phase: 'fee', billing, feesOf: ({ period }) => periodFee(period, fee) },
    ];
  },
  uniqueBy: ({ scope }) => scopeKey(scope),
});
