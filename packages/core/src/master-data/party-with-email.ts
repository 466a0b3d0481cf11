import type { z } from 'zod';
import type { Party } from '../invoice/party.ts';
import { type PartyAsWritten, partyOnInvoiceSchema } from '../invoice/party-schema.ts';

/** One address and nothing else: no list, no name, no line break that could become a header of a mail. */
export const singleAddress = /^[^\s,;:<>()[\]"\\@\p{Cc}]{1,64}@[^\s,;:<>()[\]"\\@\p{Cc}]{1,253}$/u;

/** A party that can be written to: its e-mail address, if it has one, is one. */
export const partySchema: z.ZodType<Party, PartyAsWritten> = partyOnInvoiceSchema.refine(
  ({ email }) => email === null || singleAddress.test(email),
  { path: ['email'], message: 'is no single e-mail address' },
);
