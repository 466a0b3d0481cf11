import { z } from 'zod';
import { plainObject } from '../errors/plain-object.ts';
import { recordSchema } from '../errors/record-schema.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { currencySchema } from '../money/currency.ts';
import { nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { isNegative, type Money, moneySchema } from '../money/money.ts';
import { taxSettingShape } from '../tax/tax-setting.ts';
import { civilDateSchema } from '../time/civil-date.ts';
import { instantSchema } from '../time/instant.ts';
import { periodSchema } from '../time/period.ts';
import type { Discount } from './discount.ts';
import type {
  DeliveryState,
  Invoice,
  InvoiceContent,
  LedgerCopy,
  LedgerState,
  SettlementState,
} from './invoice.ts';
import { headShape } from './invoice-head.ts';
import { linePolicySchema } from './line-policy.ts';
import { invoiceLineSchema, lineKeySchema } from './line-schema.ts';
import type { InvoiceTotals } from './total-invoice.ts';

const settlementStates = [
  'draft',
  'issued',
  'partially-paid',
  'paid',
  'partially-refunded',
  'refunded',
  'void',
  'written-off',
] as const satisfies readonly SettlementState[];

const deliveryStates = [
  'unsent',
  'queued',
  'sent',
  'failed',
  'unknown',
] as const satisfies readonly DeliveryState[];

const ledgerStates = [
  'none',
  'queued',
  'sending',
  'confirmed',
  'unknown',
  'reconciling',
  'rejected',
  'stale',
] as const satisfies readonly LedgerState[];

const positiveMoney: z.ZodType<Money, Money> = moneySchema.refine(
  (amount) => !isNegative(amount),
  'must be 0 or more',
);

const discountIdSchema = textSchema(4000).min(1, 'is empty');

// On a credit note, a discount of a negative line is below 0.
const storedDiscountSchema: z.ZodType<Discount, Discount> = z.strictObject({
  id: discountIdSchema,
  description: textSchema(4000),
  percent: nonNegativeDecimalSchema.nullish(),
  amount: moneySchema.nullish(),
  lineKey: lineKeySchema.nullish(),
  lineKeys: z.array(lineKeySchema).nullish(),
});

const totalsSchema: z.ZodType<InvoiceTotals, InvoiceTotals> = z.strictObject({
  lines: z.array(
    z.strictObject({
      key: lineKeySchema,
      amount: moneySchema,
      discount: moneySchema,
      net: moneySchema,
      taxes: z.array(z.strictObject({ taxCode: idSchema, amount: moneySchema })),
      gross: moneySchema,
    }),
  ),
  subtotal: moneySchema,
  discounts: z.array(
    z.strictObject({ id: discountIdSchema, description: textSchema(4000), amount: moneySchema }),
  ),
  discount: moneySchema,
  net: moneySchema,
  taxes: z.array(
    z.strictObject({
      taxCode: idSchema,
      name: z.string().min(1),
      percent: nonNegativeDecimalSchema,
      base: moneySchema,
      amount: moneySchema,
      exemption: z.string().nullable(),
    }),
  ),
  tax: moneySchema,
  rounding: moneySchema,
  total: moneySchema,
});

// In what is stored, everything was written out: nothing takes its default.
const storedHead = {
  ...headShape,
  language: headShape.language.unwrap(),
  bankAccounts: headShape.bankAccounts.unwrap(),
  note: headShape.note.unwrap(),
  purchaseOrder: headShape.purchaseOrder.unwrap(),
  attachments: headShape.attachments.unwrap(),
};

const storedSetting = {
  taxCodes: taxSettingShape.taxCodes.unwrap(),
  pricesIncludeTax: taxSettingShape.pricesIncludeTax.unwrap(),
  taxRounding: taxSettingShape.taxRounding.unwrap(),
  cashRounding: taxSettingShape.cashRounding.unwrap(),
};

const contentSchema: z.ZodType<InvoiceContent> = z.strictObject({
  customerId: idSchema,
  contractId: idSchema.nullable(),
  period: periodSchema.nullable(),
  bills: z.array(
    z.strictObject({ contractId: idSchema, period: periodSchema, linePolicy: linePolicySchema }),
  ),
  currency: currencySchema,
  ...storedHead,
  ...storedSetting,
  lines: z.array(invoiceLineSchema),
  discounts: z.array(storedDiscountSchema),
  linePolicy: linePolicySchema.nullable(),
  totals: totalsSchema,
  prepaidPayments: z.array(z.strictObject({ accountId: idSchema, amount: positiveMoney })),
});

const issuedSchema = z.strictObject({
  series: idSchema,
  sequence: z.int().min(1),
  number: textSchema(200).min(1, 'is empty'),
  at: instantSchema,
  on: civilDateSchema,
  dueOn: civilDateSchema,
});

const creditsSchema = z.strictObject({
  invoiceId: idSchema,
  invoiceNumber: textSchema(200).min(1, 'is empty'),
  reason: textSchema(4000),
  lines: z.array(z.strictObject({ key: lineKeySchema, invoiceLineKey: lineKeySchema })),
});

const ledgerCopySchema: z.ZodType<LedgerCopy, LedgerCopy> = z.strictObject({
  state: z.enum(ledgerStates),
  externalId: idSchema.nullable(),
  revision: z.int().min(1).nullable(),
  confirmedAt: instantSchema.nullable(),
  reason: textSchema(10_000).nullable(),
});

/** The form of a stored {@link Invoice}; whether its sums hold is not its matter. */
export const invoiceSchema: z.ZodType<Invoice> = plainObject(
  z.strictObject({
    id: idSchema,
    kind: z.enum(['invoice', 'credit-note']),
    revision: z.int().min(1),
    content: contentSchema,
    credits: creditsSchema.nullable(),
    issued: issuedSchema.nullable(),
    settlement: z.enum(settlementStates),
    delivery: z.enum(deliveryStates),
    ledgers: recordSchema(ledgerCopySchema),
    paid: positiveMoney,
    refunded: positiveMoney,
    credited: positiveMoney,
    writtenOff: positiveMoney,
    batchId: idSchema.nullable(),
  }),
);
