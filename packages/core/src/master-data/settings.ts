import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type LinePolicy, type LinePolicyInput, linePolicySchema } from '../invoice/line-policy.ts';
import { type NumberSeries, type NumberSeriesInput, numberSeriesSchema } from '../invoice/number-series.ts';
import type { BankAccount, Party } from '../invoice/party.ts';
import {
  type BankAccountAsWritten,
  bankAccountOnInvoiceSchema,
  type PartyAsWritten,
} from '../invoice/party-schema.ts';
import { type PaymentTerms, type PaymentTermsInput, paymentTermsSchema } from '../invoice/payment-terms.ts';
import { type ReminderStep, reminderScheduleSchema } from '../invoice/reminders-due.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { positiveDecimalSchema } from '../money/decimal-string.ts';
import type { NumberLocale } from '../money/format-money.ts';
import { type TaxRounding, taxRoundingSchema } from '../tax/compute-tax.ts';
import { type TaxCode, taxCodeSchema } from '../tax/tax-code.ts';
import { type ZoneId, zoneSchema } from '../time/zone.ts';
import { languageSchema } from './language.ts';
import { type NoticeSettings, type NoticeSettingsInput, noticeSettingsSchema } from './notice-settings.ts';
import { partySchema } from './party-with-email.ts';

/** How a tenant bills: who it is, and what holds where a customer or a contract says nothing else. */
export interface Settings {
  readonly seller: Party;
  readonly bankAccounts: readonly BankAccount[];
  readonly currency: CurrencyCode;
  readonly language: NumberLocale;
  /** The zone of the seller: dates of issue and of payment are civil dates in it. */
  readonly zone: ZoneId;
  readonly terms: PaymentTerms;
  /** All taxes that lines can name. */
  readonly taxCodes: readonly TaxCode[];
  /** The taxes that lines bear where neither the contract nor the customer says so. */
  readonly defaultTaxCodes: readonly string[];
  readonly taxRounding: TaxRounding;
  readonly pricesIncludeTax: boolean;
  readonly cashRounding: { readonly step: DecimalString } | null;
  readonly linePolicy: LinePolicy;
  readonly rateCardId: string | null;
  /** The card of internal costs (R44). */
  readonly costCardId: string | null;
  readonly calendarId: string | null;
  readonly requireApproval: boolean;
  /** How invoices and credit notes are numbered (R81). */
  readonly numbering: { readonly invoice: NumberSeries; readonly creditNote: NumberSeries };
  /** When overdue invoices are reminded of (R88); none: never. */
  readonly reminders: readonly ReminderStep[];
  /** To whom notices are mailed; they are events all the same. */
  readonly notices: NoticeSettings;
  /** No issued invoice is voided or reopened: a credit note takes its place (R84). */
  readonly strict: boolean;
  /** Whether an invoice that nobody received may be opened again (R82). */
  readonly reopen: boolean;
  /** Whether a batch makes one invoice for each customer and currency, or one for each contract. */
  readonly invoicePer: 'customer' | 'contract';
  /** What becomes of an invoice whose total is below zero (R87). */
  readonly negativeInvoices: 'credit-note' | 'carry-forward';
  /** Whether a customer's credit pays invoices as soon as they are issued, or when somebody applies it (R85). */
  readonly applyCredit: 'on-issue' | 'by-hand';
  /** The connectors to which an invoice is copied as soon as it is issued (R93). */
  readonly autoExport: readonly string[];
  /** What sends invoices to customers: `mail`, or the id of a connector whose ledger mails its copies. */
  readonly deliverBy: string;
  /**
   * For how many days messages that have arrived are kept, and answers to calls with a key: after that the key is as good
   * as a new one. The audit log is kept for ever.
   */
  readonly retentionDays: number;
}

/** {@link Settings} as they are written down. */
export interface SettingsInput {
  readonly seller: PartyAsWritten;
  readonly bankAccounts?: readonly BankAccountAsWritten[] | undefined;
  readonly currency: string;
  /** Default: `en`. */
  readonly language?: NumberLocale | undefined;
  readonly zone: string;
  /** Default: 14 days from the issue. */
  readonly terms?: PaymentTermsInput | undefined;
  readonly taxCodes?: readonly TaxCode[] | undefined;
  readonly defaultTaxCodes?: readonly string[] | undefined;
  /** Default: once per tax over the whole document, half-up. */
  readonly taxRounding?: TaxRounding | undefined;
  readonly pricesIncludeTax?: boolean | undefined;
  readonly cashRounding?: { readonly step: DecimalString } | null | undefined;
  readonly linePolicy?: LinePolicyInput | undefined;
  readonly rateCardId?: string | null | undefined;
  readonly costCardId?: string | null | undefined;
  readonly calendarId?: string | null | undefined;
  readonly requireApproval?: boolean | undefined;
  /** Default: `INV-00001` and `CN-00001` on, in series of their own, without end. */
  readonly numbering?:
    | {
        readonly invoice?: NumberSeriesInput | undefined;
        readonly creditNote?: NumberSeriesInput | undefined;
      }
    | undefined;
  /** Default: none. */
  readonly reminders?: readonly ReminderStep[] | undefined;
  /** Default: to nobody. */
  readonly notices?: NoticeSettingsInput | undefined;
  /** Default: false. */
  readonly strict?: boolean | undefined;
  /** Default: false. */
  readonly reopen?: boolean | undefined;
  /** Default: `customer`. */
  readonly invoicePer?: Settings['invoicePer'] | undefined;
  /** Default: `credit-note`. */
  readonly negativeInvoices?: Settings['negativeInvoices'] | undefined;
  /** Default: `on-issue`. */
  readonly applyCredit?: Settings['applyCredit'] | undefined;
  /** Default: none. */
  readonly autoExport?: readonly string[] | undefined;
  /** Default: `mail`. */
  readonly deliverBy?: string | undefined;
  /** 7 to 36,500. Default: 90. */
  readonly retentionDays?: number | undefined;
}

const ids = z.array(idSchema).max(50).readonly().default([]);

const schema: z.ZodType<Settings, SettingsInput> = z.strictObject({
  seller: partySchema,
  bankAccounts: z.array(bankAccountOnInvoiceSchema).max(20).readonly().default([]),
  currency: currencySchema,
  language: languageSchema.default('en'),
  zone: zoneSchema,
  terms: paymentTermsSchema.default({ days: 14, from: 'issue', instructions: null }),
  taxCodes: z.array(taxCodeSchema).max(200).readonly().default([]),
  defaultTaxCodes: ids,
  taxRounding: taxRoundingSchema.default({ level: 'document', mode: 'half-up' }),
  pricesIncludeTax: z.boolean().default(false),
  cashRounding: z.strictObject({ step: positiveDecimalSchema }).nullable().default(null),
  linePolicy: linePolicySchema.prefault({}),
  rateCardId: idSchema.nullable().default(null),
  costCardId: idSchema.nullable().default(null),
  calendarId: idSchema.nullable().default(null),
  requireApproval: z.boolean().default(false),
  numbering: z
    .strictObject({
      invoice: numberSeriesSchema.prefault({ series: 'INV', pattern: 'INV-{sequence:5}' }),
      creditNote: numberSeriesSchema.prefault({ series: 'CN', pattern: 'CN-{sequence:5}' }),
    })
    .refine(({ invoice, creditNote }) => invoice.series !== creditNote.series, {
      path: ['creditNote', 'series'],
      message: 'must not be the series of the invoices',
    })
    .prefault({}),
  reminders: reminderScheduleSchema.default([]),
  notices: noticeSettingsSchema.prefault({}),
  strict: z.boolean().default(false),
  reopen: z.boolean().default(false),
  invoicePer: z.enum(['customer', 'contract']).default('customer'),
  negativeInvoices: z.enum(['credit-note', 'carry-forward']).default('credit-note'),
  applyCredit: z.enum(['on-issue', 'by-hand']).default('on-issue'),
  autoExport: ids,
  deliverBy: idSchema.default('mail'),
  retentionDays: z.int().min(7).max(36_500).default(90),
});

/**
 * Checks the settings of a tenant and fills in their defaults. The result is plain JSON.
 *
 * @throws BillingError `SETTINGS_INVALID` with every fault and its path.
 */
export function defineSettings(input: SettingsInput): Settings {
  return parseInput('SETTINGS_INVALID', schema, input);
}
