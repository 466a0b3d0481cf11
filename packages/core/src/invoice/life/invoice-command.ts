import { z } from 'zod';
import { idSchema, textSchema } from '../../errors/text-schema.ts';
import { isNegative, isZero, type Money, moneySchema } from '../../money/money.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';
import { type Instant, instantSchema } from '../../time/instant.ts';
import type { DeliveryAction } from './delivery-transitions.ts';
import type { LedgerAction } from './ledger-transitions.ts';

/** Gives a draft its number (R81): the place in its series, and the day of issue in the seller's zone. */
export interface IssueCommand {
  readonly type: 'issue';
  readonly series: string;
  readonly sequence: number;
  readonly number: string;
  readonly at: Instant;
  readonly on: CivilDate;
  /** Default: by the payment terms of the invoice. */
  readonly dueOn?: CivilDate | null | undefined;
}

/** Issues a reopened invoice again, under the number and the date that it has. */
export interface ReissueCommand {
  readonly type: 'reissue';
  /** Default: by the payment terms of the invoice. */
  readonly dueOn?: CivilDate | null | undefined;
}

/**
 * Moves an amount above 0.
 *
 * - `pay`: a payment or a customer's credit was applied.
 * - `refund`: money went back on purpose. `reverse-refund`: it never arrived, so the invoice has it again.
 * - `reverse-payment`: a payment did not hold, for example a debit that bounced.
 * - `credit`: an issued credit note took it off. What of it was paid already goes back: `refunded` grows by it.
 *   `reverse-credit`: the credit note was voided.
 */
export interface AmountCommand {
  readonly type: 'pay' | 'refund' | 'reverse-refund' | 'reverse-payment' | 'credit' | 'reverse-credit';
  readonly amount: Money;
}

/** Gives up an amount that is open, or takes that back. */
export interface WriteOffCommand {
  readonly type: 'write-off' | 'reverse-write-off';
  /** Default: all that is open, or all that was written off. */
  readonly amount?: Money | null | undefined;
}

/** What became of the copy in one ledger. */
export type LedgerCommand =
  | {
      readonly type: Exclude<LedgerAction, 'confirm-export' | 'reject-export'>;
      readonly connectorId: string;
    }
  | {
      readonly type: 'confirm-export';
      readonly connectorId: string;
      readonly externalId: string;
      readonly at: Instant;
    }
  | { readonly type: 'reject-export'; readonly connectorId: string; readonly reason: string };

/** What can be done to an invoice. */
export type InvoiceCommand =
  | IssueCommand
  | ReissueCommand
  | { readonly type: 'void' | 'reopen' }
  | AmountCommand
  | WriteOffCommand
  | { readonly type: DeliveryAction }
  | LedgerCommand;

const amountSchema = moneySchema.refine(
  (amount) => !isZero(amount) && !isNegative(amount),
  'must be above 0: another command takes an amount back',
);

/** What an {@link InvoiceCommand} must look like. */
export const invoiceCommandSchema: z.ZodType<InvoiceCommand> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('issue'),
    series: idSchema,
    sequence: z.int().min(1),
    number: textSchema(100).min(1),
    at: instantSchema,
    on: civilDateSchema,
    dueOn: civilDateSchema.nullish(),
  }),
  z.strictObject({ type: z.literal('reissue'), dueOn: civilDateSchema.nullish() }),
  z.strictObject({ type: z.enum(['void', 'reopen']) }),
  z.strictObject({
    type: z.enum(['pay', 'refund', 'reverse-refund', 'reverse-payment', 'credit', 'reverse-credit']),
    amount: amountSchema,
  }),
  z.strictObject({ type: z.enum(['write-off', 'reverse-write-off']), amount: amountSchema.nullish() }),
  z.strictObject({
    type: z.enum(['queue-delivery', 'cancel-delivery', 'deliver', 'fail-delivery', 'lose-delivery']),
  }),
  z.strictObject({
    type: z.enum(['queue-export', 'start-export', 'lose-export', 'reconcile-export', 'requeue-export']),
    connectorId: idSchema,
  }),
  z.strictObject({
    type: z.literal('confirm-export'),
    connectorId: idSchema,
    externalId: idSchema,
    at: instantSchema,
  }),
  z.strictObject({ type: z.literal('reject-export'), connectorId: idSchema, reason: textSchema(4000) }),
]);
