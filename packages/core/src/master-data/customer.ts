import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import type { Party } from '../invoice/party.ts';
import type { PartyAsWritten } from '../invoice/party-schema.ts';
import { type PaymentTerms, type PaymentTermsInput, paymentTermsSchema } from '../invoice/payment-terms.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import type { NumberLocale } from '../money/format-money.ts';
import {
  type QuantityPolicy,
  type QuantityPolicyInput,
  quantityPolicySchema,
} from '../quantity/quantity-policy.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { type ZoneId, zoneSchema } from '../time/zone.ts';
import { languageSchema } from './language.ts';
import { partySchema } from './party-with-email.ts';

/** Whom work is done for, and how it is billed. What is `null` comes from the settings of the tenant. */
export interface Customer {
  readonly id: string;
  /** As an invoice names it: name, address, tax ids, and where mail goes. */
  readonly party: Party;
  readonly currency: CurrencyCode | null;
  readonly language: NumberLocale | null;
  readonly zone: ZoneId | null;
  readonly terms: PaymentTerms | null;
  readonly rateCardId: string | null;
  readonly calendarId: string | null;
  /** How worked time becomes billed time, where no rate rule, service type or contract says so. */
  readonly quantity: QuantityPolicy | null;
  /** The taxes that its lines bear, by id; for example the reverse charge alone. */
  readonly taxCodes: readonly string[] | null;
  readonly requireApproval: boolean | null;
  readonly purchaseOrder: string | null;
  /** From this day on no work is recorded for it. Work of earlier days is still billed. */
  readonly retiredOn: CivilDate | null;
}

/** A {@link Customer} as it is written down. */
export interface CustomerInput
  extends Partial<
    Omit<
      { readonly [Key in keyof Customer]: Customer[Key] | undefined },
      'id' | 'party' | 'terms' | 'quantity'
    >
  > {
  readonly id: string;
  readonly party: PartyAsWritten;
  readonly terms?: PaymentTermsInput | null | undefined;
  readonly quantity?: QuantityPolicyInput | null | undefined;
}

const schema: z.ZodType<Customer, CustomerInput> = z.strictObject({
  id: idSchema,
  party: partySchema,
  currency: currencySchema.nullable().default(null),
  language: languageSchema.nullable().default(null),
  zone: zoneSchema.nullable().default(null),
  terms: paymentTermsSchema.nullable().default(null),
  rateCardId: idSchema.nullable().default(null),
  calendarId: idSchema.nullable().default(null),
  quantity: quantityPolicySchema.nullable().default(null),
  taxCodes: z.array(idSchema).max(20).readonly().nullable().default(null),
  requireApproval: z.boolean().nullable().default(null),
  purchaseOrder: idSchema.nullable().default(null),
  retiredOn: civilDateSchema.nullable().default(null),
});

/**
 * Checks a customer and fills in its defaults. The result is plain JSON.
 *
 * @throws BillingError `CUSTOMER_INVALID` with every fault and its path.
 * @example
 * ```ts
 * import { defineCustomer } from '@billwright/core';
 *
 * const customer = defineCustomer({ id: 'acme', party: { name: 'Acme GmbH', email: 'billing@acme.example' } });
 * console.log(customer.party.name, customer.currency);
 * // => Acme GmbH null
 * ```
 */
export function defineCustomer(input: CustomerInput): Customer {
  return parseInput('CUSTOMER_INVALID', schema, input);
}
