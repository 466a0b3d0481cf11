import { z } from 'zod';
import { BillingError } from '../../errors/billing-error.ts';
import { parseInput } from '../../errors/parse-input.ts';
import { textSchema } from '../../errors/text-schema.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import type { Party } from '../../invoice/party.ts';
import { singleAddress } from '../../master-data/party-with-email.ts';
import type { MailAddress } from '../../ports/mailer.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';

/** To whom something is mailed, as it is written down. */
export interface RecipientInput {
  readonly address: string;
  readonly name?: string | null | undefined;
}

// A line break or another control character in a name could become a header of its own.
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;

const recipientSchema: z.ZodType<MailAddress, RecipientInput> = z.strictObject({
  address: z.string().regex(singleAddress, 'is no single e-mail address'),
  name: textSchema(300).regex(oneLine, 'has more than one line').nullable().default(null),
});

const recipientsSchema = z.array(recipientSchema).min(1, 'names nobody').max(20).readonly();

/**
 * Checks to whom something is mailed: one address and one name each, nothing that could add a header or a recipient.
 *
 * @throws BillingError `RECIPIENT_INVALID` with every fault and its path.
 */
export const readRecipients = (to: readonly RecipientInput[]): readonly MailAddress[] =>
  parseInput('RECIPIENT_INVALID', recipientsSchema, to, ['to']);

/**
 * To whom an invoice goes: to the address on it, or else to the one that the customer has now; `null` when there is
 * neither.
 *
 * @throws BillingError `RECIPIENT_INVALID` when what stands there is no address.
 */
export async function recipientsOrNull(
  unit: Unit,
  { content }: Invoice,
): Promise<readonly MailAddress[] | null> {
  const customer = await unit.find(customerRecords, content.customerId);
  const party = [content.buyer, customer?.party].find((one) => one?.email != null);
  if (party?.email == null) return null;
  const address = addressOf(party);
  // What stands on an invoice by hand was not checked when it was written.
  return address === null ? readRecipients([{ address: party.email }]) : [address];
}

/** That nobody knows where an invoice goes. */
export const recipientMissing = ({ id, content }: Invoice): BillingError<'RECIPIENT_MISSING'> =>
  new BillingError('RECIPIENT_MISSING', { invoiceId: id, customerId: content.customerId });

/** Where a party gets its mail, or `null` when it has no address, or none that is one. */
export function addressOf({ email, contact, name }: Party): MailAddress | null {
  if (email === null) return null;
  const read = recipientSchema.safeParse({ address: email, name: contact ?? name });
  if (read.success) return read.data;
  // A name may have line breaks: those are left out.
  const bare = recipientSchema.safeParse({ address: email });
  return bare.success ? bare.data : null;
}
