import { z } from 'zod';
import { contactNumber, type ContactToName, namesFor } from './contact-names.ts';
import { type Organisation, read } from './organisation.ts';
import { inAddresses, isAnyOf } from './where.ts';

const foundSchema = z.looseObject({
  ContactID: z.string(),
  Name: z.string().default(''),
  ContactNumber: z.string().default(''),
  ContactStatus: z.string().default('ACTIVE'),
  MergedToContactID: z.string().optional(),
});

/** A contact that Xero has. */
export type FoundContact = z.infer<typeof foundSchema>;

const pageSchema = z.looseObject({
  Contacts: z.array(foundSchema),
  pagination: z.looseObject({ pageCount: z.number() }).optional(),
});

/** The most that a page may have. */
const pageSize = 1000;

/**
 * The contacts that have the numbers or names of customers, archived ones among them. A few are asked for one by one in
 * one request; many are looked for in the list of all contacts, as long as that takes fewer requests.
 */
export async function findContacts(
  organisation: Organisation,
  contacts: readonly ContactToName[],
): Promise<readonly FoundContact[]> {
  const questions = inAddresses(contacts, conditionOf);
  if (questions.length <= 1) return asked(organisation, questions);
  const first = await pageOf(organisation, { page: '1' });
  const pages = first.pagination?.pageCount ?? 1;
  if (pages - 1 > questions.length) return asked(organisation, questions);
  const found = [...first.Contacts];
  for (let page = 2; page <= pages; page += 1)
    found.push(...(await pageOf(organisation, { page: String(page) })).Contacts);
  return found;
}

async function asked(
  organisation: Organisation,
  questions: readonly (readonly ContactToName[])[],
): Promise<readonly FoundContact[]> {
  const found: FoundContact[] = [];
  for (const some of questions) {
    const where = some.map(conditionOf).join(' OR ');
    found.push(...(await pageOf(organisation, { page: '1', where })).Contacts);
  }
  return found;
}

const conditionOf = (contact: ContactToName): string =>
  [isAnyOf('ContactNumber', [contactNumber(contact.customerId)]), isAnyOf('Name', namesFor(contact))].join(
    ' OR ',
  );

async function pageOf(
  organisation: Organisation,
  query: Readonly<Record<string, string>>,
): Promise<z.infer<typeof pageSchema>> {
  // Whole, not summaries: nobody says that those have the numbers.
  const all = { ...query, pageSize: String(pageSize), includeArchived: 'true' };
  const { body } = await organisation.call({ method: 'GET', path: 'Contacts', query: all });
  return read(organisation, pageSchema, body);
}

export const isActive = ({ ContactStatus }: FoundContact): boolean => ContactStatus === 'ACTIVE';

// Xero tells names apart whatever their case.
export const isNamed = ({ Name }: FoundContact, name: string): boolean =>
  Name.toLowerCase() === name.toLowerCase();
