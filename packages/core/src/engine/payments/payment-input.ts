import { z } from 'zod';
import { idSchema, textSchema } from '../../errors/text-schema.ts';
import { isNegative, isZero, type Money, moneySchema } from '../../money/money.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';

/** What is said of money that came or went. */
interface MoneyMoved {
  /** The civil date on which it came or went. */
  readonly on: CivilDate;
  /** For example "bank transfer". Default: `null`. */
  readonly method?: string | null | undefined;
  readonly reference?: string | null | undefined;
  /** What a bank or another program knows it by: the same one counts once. Default: `null`. */
  readonly externalId?: string | null | undefined;
}

/** A payment of a customer. */
export interface PaymentInput extends MoneyMoved {
  readonly customerId: string;
  /** Above 0. */
  readonly amount: Money;
  /** The invoices that come first, in this order. Default: none. */
  readonly applyTo?: readonly { readonly invoiceId: string; readonly amount?: Money | null }[] | undefined;
  /** What becomes of the rest: it goes to the oldest due invoices, or waits as credit. Default: `oldest-due`. */
  readonly rest?: 'oldest-due' | 'credit' | undefined;
}

/** Money that goes back to a customer: of a payment, or of what an invoice has. */
export type RefundInput = MoneyMoved & {
  /** Above 0. Default: all that is left of it. */
  readonly amount?: Money | null | undefined;
} & (
    | { readonly paymentId: string; readonly invoiceId?: undefined }
    | { readonly invoiceId: string; readonly paymentId?: undefined }
  );

/** A customer's credit that is paid out. */
export interface PayOutInput extends MoneyMoved {
  readonly customerId: string;
  /** Above 0. */
  readonly amount: Money;
}

const amountSchema: z.ZodType<Money, Money> = moneySchema.refine(
  (amount) => !isZero(amount) && !isNegative(amount),
  'must be above 0',
);

const movedShape = {
  on: civilDateSchema,
  method: textSchema(300).nullable().default(null),
  reference: textSchema(1000).nullable().default(null),
  externalId: idSchema.nullable().default(null),
};

/** What a {@link PaymentInput} must look like. */
export const paymentSchema = z.strictObject({
  ...movedShape,
  customerId: idSchema,
  amount: amountSchema,
  applyTo: z
    .array(z.strictObject({ invoiceId: idSchema, amount: amountSchema.nullable().default(null) }))
    .max(1000)
    .default([]),
  rest: z.enum(['oldest-due', 'credit']).default('oldest-due'),
});

/** What a {@link RefundInput} must look like. */
export const refundSchema = z
  .strictObject({
    ...movedShape,
    amount: amountSchema.nullable().default(null),
    paymentId: idSchema.optional(),
    invoiceId: idSchema.optional(),
  })
  .refine(({ paymentId, invoiceId }) => (paymentId === undefined) !== (invoiceId === undefined), {
    path: ['paymentId'],
    message: 'must stand alone: a refund is of a payment, or of what an invoice has',
  });

/** What a {@link PayOutInput} must look like. */
export const payOutSchema = z.strictObject({ ...movedShape, customerId: idSchema, amount: amountSchema });

/** A payment as it was read. */
export type ReadPayment = z.infer<typeof paymentSchema>;
/** A refund as it was read. */
export type ReadRefund = z.infer<typeof refundSchema>;
/** A credit to pay out as it was read. */
export type ReadPayOut = z.infer<typeof payOutSchema>;
