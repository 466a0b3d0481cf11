import { failure, type Named, rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import { contactNumber, type ContactToName, namesFor } from './contact-names.ts';
import { createContacts } from './create-contacts.ts';
import { findContacts, type FoundContact, isActive, isNamed } from './find-contacts.ts';
import type { Organisation } from './organisation.ts';

/**
 * The ids of contacts, by customer: the contact with our number, or else the active one with that name and no number
 * that no other customer has: two of one name never share a contact. Those that Xero does not know are created, unless
 * that is not wanted. What has been archived is left alone.
 */
export async function contactIds(
  organisation: Organisation,
  contacts: readonly ContactToName[],
): Promise<ReadonlyMap<string, Named>> {
  const { context, id } = organisation;
  const ids = new Map<string, Named>();
  const unknown: ContactToName[] = [];
  for (const contact of contacts) {
    const known = await rememberedUnder(context, id, `contact:${contact.customerId}`);
    if (known === null) unknown.push(contact);
    else ids.set(contact.customerId, { id: known });
  }
  if (unknown.length === 0) return ids;
  const found = await findContacts(organisation, unknown);
  const missing: ContactToName[] = [];
  for (const contact of unknown) {
    const named = await contactIn(organisation, found, contact);
    if (named === null) missing.push(contact);
    else ids.set(contact.customerId, named);
  }
  for (const [customerId, contact] of await createContacts(organisation, missing, found))
    ids.set(customerId, contact);
  for (const { customerId } of unknown) {
    const contact = ids.get(customerId);
    if (contact !== undefined && 'id' in contact)
      await rememberUnder(context, id, `contact:${customerId}`, contact.id);
  }
  return ids;
}

/** The contact of a customer among those that were found; `null` when it is to be created. */
async function contactIn(
  organisation: Organisation,
  found: readonly FoundContact[],
  contact: ContactToName,
): Promise<Named | null> {
  const number = contactNumber(contact.customerId);
  const numbered = found.filter(({ ContactNumber }) => ContactNumber === number);
  const active = numbered.find(isActive);
  if (active !== undefined) return { id: active.ContactID };
  const [gone] = numbered;
  if (gone !== undefined) {
    // It was merged into another, which goes on for it.
    if (gone.MergedToContactID !== undefined) return { id: gone.MergedToContactID };
    const reason = `the contact "${gone.Name}" of "${contact.customerId}" is archived in Xero: restore it`;
    return { error: failure(organisation.setup.id, 'refused', reason) };
  }
  const [name = ''] = namesFor(contact);
  // One that has another number is somebody else's.
  const same = found.find((one) => isActive(one) && isNamed(one, name) && one.ContactNumber === '');
  if (same === undefined || !(await isTakenBy(organisation, same, contact))) return null;
  return { id: same.ContactID };
}

/** Takes a contact without a number for a customer, unless another one has it: then that has the same name. */
async function isTakenBy(
  { context, id }: Organisation,
  { ContactID }: FoundContact,
  { customerId }: ContactToName,
): Promise<boolean> {
  const name = `customer-of:${ContactID}`;
  await rememberUnder(context, id, name, customerId, 'unless-known');
  return (await rememberedUnder(context, id, name)) === customerId;
}
