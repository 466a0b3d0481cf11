import { z } from 'zod';
import { idSchema } from '../../errors/text-schema.ts';
import { isNegative, type Money, moneySchema } from '../../money/money.ts';

/** Money that an invoice gets, or gives back. */
export interface PaymentApplication {
  readonly invoiceId: string;
  readonly amount: Money;
}

/** Where a payment went, or where a refund comes from. `applications` and `credit` add up to it. */
export interface PaymentAllocation {
  /** Each invoice once, with more than 0. */
  readonly applications: readonly PaymentApplication[];
  /** What is with no invoice: the customer's credit (R85). */
  readonly credit: Money;
}

/** An amount of 0 or more. */
export const amountSchema: z.ZodType<Money, Money> = moneySchema.refine(
  (amount) => !isNegative(amount),
  'must be 0 or more',
);

/** What a {@link PaymentAllocation} must look like. */
export const allocationSchema: z.ZodType<PaymentAllocation, PaymentAllocation> = z.strictObject({
  applications: z.array(z.strictObject({ invoiceId: idSchema, amount: amountSchema })),
  credit: amountSchema,
});
