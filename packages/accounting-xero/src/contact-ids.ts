import { failure, type Named, rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import { isBillingError } from '@billwright/core';
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
  for (const [customerId, contact] of await unknownIds(organisation, unknown)) {
    ids.set(customerId, contact);
    if ('id' in contact) await rememberUnder(context, id, `contact:${customerId}`, contact.id);
  }
  return ids;
}

/** Looks contacts up, and creates what is missing. One for which Xero can't look does not hold up the others. */
async function unknownIds(
  organisation: Organisation,
  contacts: readonly ContactToName[],
): Promise<ReadonlyMap<string, Named>> {
  const [only] = contacts;
  if (only === undefined) return new Map();
  try {
    return await foundOrCreated(organisation, contacts);
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED') || error.details.kind !== 'refused') throw error;
    if (contacts.length === 1) return new Map([[only.customerId, { error }]]);
    const half = Math.ceil(contacts.length / 2);
    const first = await unknownIds(organisation, contacts.slice(0, half));
    return new Map([...first, ...(await unknownIds(organisation, contacts.slice(half)))]);
  }
}

async function foundOrCreated(
  organisation: Organisation,
  contacts: readonly ContactToName[],
): Promise<ReadonlyMap<string, Named>> {
  const ids = new Map<string, Named>();
  const found = await findContacts(organisation, contacts);
  const missing: ContactToName[] = [];
  for (const contact of contacts) {
    const named = await contactIn(organisation, found, contact);
    if (named === null) missing.push(contact);
    else ids.set(contact.customerId, named);
  }
  for (const [customerId, contact] of await createContacts(organisation, missing, found))
    ids.set(customerId, contact);
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
