import { z } from 'zod';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import type { NumberLocale } from '../money/format-money.ts';
import type { Attachment } from './invoice.ts';
import {
  type BankAccountAsWritten,
  bankAccountOnInvoiceSchema,
  type PartyAsWritten,
  partyOnInvoiceSchema,
} from './party-schema.ts';
import { type PaymentTermsInput, paymentTermsSchema } from './payment-terms.ts';

/** What an invoice needs besides what it bills. */
export interface InvoiceHeadInput {
  readonly id: string;
  readonly seller: PartyAsWritten;
  readonly buyer: PartyAsWritten;
  readonly terms: PaymentTermsInput;
  /** Default: `en`. */
  readonly language?: NumberLocale | undefined;
  /** Default: none. */
  readonly bankAccounts?: readonly BankAccountAsWritten[] | undefined;
  readonly note?: string | null | undefined;
  readonly purchaseOrder?: string | null | undefined;
  /** Default: none. */
  readonly attachments?: readonly Attachment[] | undefined;
  /** The batch that makes it. Default: `null`, none. */
  readonly batchId?: string | null | undefined;
}

/** An {@link Attachment} from outside. */
export const attachmentSchema: z.ZodType<Attachment, Attachment> = z.strictObject({
  id: idSchema,
  name: textSchema(1000).min(1, 'is empty'),
  mediaType: textSchema(200).min(1, 'is empty'),
  reference: textSchema(4000),
});

/** What people write on an invoice themselves. */
export const noteSchema: z.ZodString = textSchema(10_000);
/** The customer's order number or the like. */
export const purchaseOrderSchema: z.ZodString = textSchema(300);

/** The parts of a head in an invoice's content, with their defaults. */
export const headShape = {
  seller: partyOnInvoiceSchema,
  buyer: partyOnInvoiceSchema,
  terms: paymentTermsSchema,
  language: z.enum(['en', 'de', 'fr']).default('en'),
  bankAccounts: z.array(bankAccountOnInvoiceSchema).default([]),
  note: noteSchema.nullable().default(null),
  purchaseOrder: purchaseOrderSchema.nullable().default(null),
  attachments: z.array(attachmentSchema).default([]),
};

/** The parts of a head with their defaults. */
export const headInputShape = {
  ...headShape,
  id: idSchema,
  batchId: idSchema.nullable().default(null),
};
