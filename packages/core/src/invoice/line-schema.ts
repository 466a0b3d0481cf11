import { z } from 'zod';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { decimalStringSchema } from '../money/decimal-string.ts';
import { moneySchema } from '../money/money.ts';
import { civilDateSchema } from '../time/civil-date.ts';
import { workItemKinds } from '../work/work-item.ts';
import type { InvoiceLine, LineGroup, LineKind, LineWorkItem } from './invoice-line.ts';

const lineKinds = [
  'time',
  'piece',
  'incident',
  'recurring-fee',
  'true-up',
  'expense',
  'product',
  'top-up',
  'discount',
  'manual',
  'rounding',
  'prepaid-work',
  'information',
] as const satisfies readonly LineKind[];

const workItemSchema: z.ZodType<LineWorkItem, LineWorkItem> = z.strictObject({
  kind: z.enum(workItemKinds),
  id: idSchema,
  title: textSchema(1000).nullable(),
});

const groupSchema: z.ZodType<LineGroup, LineGroup> = z.strictObject({
  entryId: idSchema.exactOptional(),
  workItem: workItemSchema.nullable().exactOptional(),
  agentId: idSchema.nullable().exactOptional(),
  teamId: idSchema.nullable().exactOptional(),
  serviceTypeId: idSchema.exactOptional(),
  band: idSchema.exactOptional(),
  expenseId: idSchema.exactOptional(),
  productChargeId: idSchema.exactOptional(),
  componentId: idSchema.exactOptional(),
  accountId: idSchema.exactOptional(),
});

/** The key of a line holds many ids, each percent-encoded. */
export const lineKeySchema: z.ZodString = textSchema(20_000).min(1, 'is empty');

/** What an {@link InvoiceLine} must look like when it comes from outside. */
export const invoiceLineSchema: z.ZodType<InvoiceLine, InvoiceLine> = z.strictObject({
  kind: z.enum(lineKinds),
  key: lineKeySchema,
  group: groupSchema,
  unit: z.enum(['hour', 'piece', 'lump']),
  quantity: decimalStringSchema,
  unitPrice: decimalStringSchema,
  amount: moneySchema,
  hours: decimalStringSchema.nullable(),
  pieces: decimalStringSchema.nullable(),
  from: civilDateSchema,
  to: civilDateSchema,
  entryIds: z.array(idSchema),
  taxCodes: z.array(idSchema),
  description: textSchema(4000).nullable(),
});
