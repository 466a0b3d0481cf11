import { requestId } from '@billwright/accounting-common';
import { z } from 'zod';
import { dayOf } from './organisation-facts.ts';
import type { Row } from './write-rows.ts';

const lineSchema = z.looseObject({
  Description: z.string(),
  Quantity: z.number().optional(),
  UnitAmount: z.number().optional(),
  LineAmount: z.number().optional(),
  TaxAmount: z.number().default(0),
  AccountCode: z.string().default(''),
  ItemCode: z.string().default(''),
  TaxType: z.string().optional(),
});
const contentSchema = z.looseObject({
  Contact: z.looseObject({ ContactID: z.string() }),
  Date: z.string(),
  DueDate: z.string().optional(),
  Reference: z.string().default(''),
  CurrencyCode: z.string(),
  LineItems: z.array(lineSchema),
});

/**
 * What a document says, in a few characters: the same of what is sent and of the copy that Xero then has; `null` when it
 * can't be read.
 */
export function documentContent(row: Row): string | null {
  const read = contentSchema.safeParse(row);
  if (!read.success) return null;
  const { Contact, Date: on, DueDate, Reference, CurrencyCode, LineItems } = read.data;
  const days = [on, DueDate].map(dayOf);
  return requestId(
    JSON.stringify([Contact.ContactID, ...days, Reference, CurrencyCode, ...LineItems.map(lineContentOf)]),
  );
}

/** Of a line of words only Xero tells amounts that nobody sent, and nobody says that it keeps every space. */
const lineContentOf = (line: z.infer<typeof lineSchema>): readonly unknown[] => {
  const words = line.Description.replaceAll(/\s+/g, ' ').trim();
  return line.AccountCode === ''
    ? [words]
    : [
        words,
        line.Quantity,
        line.UnitAmount,
        line.LineAmount,
        line.TaxAmount,
        line.AccountCode,
        line.ItemCode,
        line.TaxType,
      ];
};
