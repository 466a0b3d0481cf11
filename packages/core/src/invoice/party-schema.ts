import { z } from 'zod';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import type { BankAccount, Party, PostalAddress } from './party.ts';

/** A record with its absences left out: what may be `null` need not be written. */
type Written<Whole, Needed extends keyof Whole> = Pick<Whole, Needed> & {
  readonly [Part in Exclude<keyof Whole, Needed>]?: Whole[Part] | undefined;
};

/** A {@link PostalAddress} as it is written down: what is left out is `null`. */
export type AddressAsWritten = Written<PostalAddress, 'lines' | 'country'>;

/** A {@link Party} as it is written down: what is left out is `null`, or none. */
export type PartyAsWritten = Written<Omit<Party, 'address'>, 'name'> & {
  readonly address?: AddressAsWritten | null | undefined;
};

/** A {@link BankAccount} as it is written down: what is left out is `null`. */
export type BankAccountAsWritten = Written<BankAccount, 'account'>;

const shortText = textSchema(300).min(1, 'is empty');
const optionalText = shortText.nullable().default(null);

const addressSchema: z.ZodType<PostalAddress, AddressAsWritten> = z.strictObject({
  lines: z.array(shortText).max(4),
  postalCode: optionalText,
  city: optionalText,
  region: optionalText,
  country: z.string().regex(/^[A-Z]{2}$/, 'is no country code such as "DE" (ISO 3166-1 alpha-2)'),
});

/** What a {@link Party} on an invoice must look like. */
export const partyOnInvoiceSchema: z.ZodType<Party, PartyAsWritten> = z.strictObject({
  name: shortText,
  address: addressSchema.nullable().default(null),
  taxIds: z
    .array(z.strictObject({ scheme: idSchema, id: idSchema }))
    .max(20)
    .default([]),
  email: optionalText,
  contact: optionalText,
  reference: optionalText,
});

/** What a {@link BankAccount} on an invoice must look like. */
export const bankAccountOnInvoiceSchema: z.ZodType<BankAccount, BankAccountAsWritten> = z.strictObject({
  holder: optionalText,
  bank: optionalText,
  account: idSchema,
  routing: optionalText,
});
