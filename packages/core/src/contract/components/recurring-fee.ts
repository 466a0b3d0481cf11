import { z } from 'zod';
import { idSchema, textSchema } from '../../errors/text-schema.ts';
import { decimal, formatDecimal } from '../../money/decimal.ts';
import { type DecimalString, nonNegativeDecimalSchema } from '../../money/decimal-string.ts';
import { componentKind } from '../component-kind.ts';
import type { FeeBilling } from '../component-kind.ts';
import { periodFee } from './period-fee.ts';

/** A fee of every period (R64): quantity × price × covered ÷ full civil days, rounded half-up once. */
export interface RecurringFeeComponent {
  readonly id: string;
  readonly kind: 'recurring-fee';
  readonly description: string | null;
  /** The price of one for a whole period, in the contract's currency. */
  readonly price: DecimalString;
  /** How many: seats, devices, licences. */
  readonly quantity: DecimalString;
  readonly billing: FeeBilling;
  /** Whether a period that is covered in part costs only its part. */
  readonly prorate: boolean;
}

/** A {@link RecurringFeeComponent} as it is written down. */
export interface RecurringFeeComponentInput extends Pick<RecurringFeeComponent, 'id' | 'kind' | 'price'> {
  readonly description?: string | null | undefined;
  /** Default 1. */
  readonly quantity?: DecimalString | undefined;
  /** Default `advance`. */
  readonly billing?: FeeBilling | undefined;
  /** Default true. */
  readonly prorate?: boolean | undefined;
}

/** So much for each period. */
export const recurringFee = componentKind<RecurringFeeComponent>({
  kind: 'recurring-fee',
  schema: () =>
    z.strictObject({
      id: idSchema,
      kind: z.literal('recurring-fee'),
      description: textSchema(1000).nullable().default(null),
      price: nonNegativeDecimalSchema,
      quantity: nonNegativeDecimalSchema.default('1'),
      billing: z.enum(['advance', 'arrears']).default('advance'),
      prorate: z.boolean().default(true),
    }),
  compile: ({ id, description, price, quantity, billing, prorate }, { currency }) => [
    {
      phase: 'fee',
      billing,
      feesOf: ({ period }) => {
        const whole = formatDecimal(decimal(price).times(quantity));
        return periodFee(period, {
          key: id,
          description,
          quantity,
          unitPrice: price,
          whole,
          prorate,
          currency,
        });
      },
    },
  ],
});
