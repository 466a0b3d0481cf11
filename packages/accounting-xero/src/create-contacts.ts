import { failure, type Named } from '@billwright/accounting-common';
import type { PostalAddress } from '@billwright/core';
import { z } from 'zod';
import { asName, contactNumber, type ContactToName, namesFor } from './contact-names.ts';
import { refusalOf } from './fault.ts';
import { findContacts, type FoundContact, isActive, isNamed } from './find-contacts.ts';
import { type Organisation, read } from './organisation.ts';
import { type Row, writeRows } from './write-rows.ts';

const createdSchema = z.looseObject({ ContactID: z.string() });

/** Creates contacts under the first name that is free. */
export async function createContacts(
  organisation: Organisation,
  contacts: readonly ContactToName[],
  found: readonly FoundContact[],
): Promise<ReadonlyMap<string, Named>> {
  const { setup } = organisation;
  const isTaken = (name: string): boolean => found.some((one) => isActive(one) && isNamed(one, name));
  const ids = new Map<string, Named>();
  let open = contacts.map((contact) => ({
    contact,
    names: namesFor(contact).filter((name) => !isTaken(name)),
  }));
  while (open.length > 0) {
    const tried = open.flatMap(({ contact, names: [name, ...others] }) => {
      if (name !== undefined && setup.createContacts) return [{ contact, name, names: others }];
      const why = setup.createContacts ? 'its names are taken by others' : 'contacts are not to be created';
      const reason = `there is no active contact "${namesFor(contact)[0]}", and ${why}`;
      ids.set(contact.customerId, { error: failure(setup.id, 'refused', reason) });
      return [];
    });
    const rows = tried.map(({ contact, name }) => ({
      row: rowOf(contact, name),
      key: `contact ${contact.customerId} ${name} ${JSON.stringify(contact.party)}`,
    }));
    const written = await writeRows(organisation, 'Contacts', 'PUT', rows);
    const refused = tried.filter(({ contact: { customerId } }, index) => {
      const result = written[index];
      if (result?.status === 'done') {
        ids.set(customerId, { id: read(organisation, createdSchema, result.row).ContactID });
        return false;
      }
      const error = result?.error ?? failure(setup.id, 'unknown', 'nothing came back');
      ids.set(customerId, { error });
      return error.details.kind === 'refused';
    });
    const others = await createdByOthers(
      organisation,
      refused.map(({ contact }) => contact),
    );
    for (const [customerId, contact] of others) ids.set(customerId, contact);
    open = refused.filter(({ contact: { customerId } }) => {
      const named = ids.get(customerId);
      return named !== undefined && 'error' in named && isNameTaken(named.error);
    });
  }
  return ids;
}

/** What was refused may have been created by another process meanwhile: then it has our number. */
async function createdByOthers(
  organisation: Organisation,
  contacts: readonly ContactToName[],
): Promise<ReadonlyMap<string, Named>> {
  if (contacts.length === 0) return new Map();
  const found = await findContacts(organisation, contacts);
  return new Map(
    contacts.flatMap(({ customerId }): [string, Named][] => {
      const own = found.find((one) => isActive(one) && one.ContactNumber === contactNumber(customerId));
      return own === undefined ? [] : [[customerId, { id: own.ContactID }]];
    }),
  );
}

const isNameTaken = ({ message }: Error): boolean => refusalOf(message) === 'contact-name-taken';

const rowOf = ({ customerId, party }: ContactToName, name: string): Row => ({
  Name: name,
  ContactNumber: contactNumber(customerId),
  ...(party.email === null ? {} : { EmailAddress: party.email.slice(0, 255) }),
  ...(party.taxIds[0] === undefined ? {} : { TaxNumber: party.taxIds[0].id.slice(0, 50) }),
  ...(party.address === null ? {} : { Addresses: [addressOf(party.address, party.contact)] }),
});

/** An address as Xero takes it; the one that it prints on invoices. */
function addressOf(
  { lines, city, region, postalCode, country }: PostalAddress,
  contact: string | null,
): Readonly<Record<string, string>> {
  const parts: readonly (readonly [string, string | null | undefined, number])[] = [
    ['AddressLine1', lines[0], 500],
    ['AddressLine2', lines[1], 500],
    ['AddressLine3', lines[2], 500],
    ['AddressLine4', lines[3], 500],
    ['City', city, 255],
    ['Region', region, 255],
    ['PostalCode', postalCode, 50],
    ['Country', country, 50],
    ['AttentionTo', contact, 255],
  ];
  const given = parts.flatMap(([name, value, longest]) =>
    typeof value === 'string' ? [[name, asName(value, longest)]] : [],
  );
  return { AddressType: 'POBOX', ...Object.fromEntries(given) };
}
